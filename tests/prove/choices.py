"""What hypothesis chooses from: people, releases, parts, instants."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.prove.play import APPROVERS, CAST

# The book's people come up most often, and everybody else now and then.
anybody = st.sampled_from(list(CAST))
writers = st.sampled_from(["Ada", "Ada", "Wim", "Eve", "Eve", "Ben", "Olga"])
approvers = st.sampled_from([*APPROVERS, "Ben", "Eve", "Eve", "Cora"])
reviewers = st.sampled_from(["Ada", "Wim", "Eve", "Ben", "Ben", "Pia", "Cora", "Mallory"])
publishers = st.sampled_from(["Cora", "Cora", "Cora", "Pia", "Ada", "Mallory"])
# Which release: that of the step before (0 to 5), or one of all, the youngest first.
places = st.integers(0, 14)
SAME = 6
flags = st.booleans()
ways = st.sampled_from(["update", "save", "raw"])
PARTS = ["headline", "body", "contact", "category", "file", "figure", "text", "due"]
HANGING = {"contact", "category", "file", "figure", "text"}
parts = st.sampled_from(PARTS)
form_parts = st.sampled_from(["headline", "body", "contact", "category", "file", "text", "due"])
SECOND = timedelta(seconds=1)
times = st.sampled_from([None, -86_400, 11, 60, 60, 600, 3_600])  # seconds from now
steps = st.sampled_from([SECOND, 9 * SECOND, 61 * SECOND, timedelta(hours=1)])
MICRO = timedelta(microseconds=1)
# SQLite adds ten seconds to an instant in whole milliseconds.
MILLI = timedelta(milliseconds=1)
around = st.sampled_from(
    [-11 * SECOND, -10 * SECOND - MILLI, -10 * SECOND, -5 * SECOND, -MICRO, 0 * SECOND, SECOND]
)
FORGERIES = [
    ("approved_revision", "revision"),
    ("released_at", "ircms_now()"),
    ("revision", "revision - 1"),
    ("withdrawn_at", "NULL"),
    ("corrects_id", "NULL"),
]
MOST = 10  # releases in one play
