"""The headline: that it is there, and fits where it is read first."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

# RFC 5322, 2.1.1: a line of a message should have 78 characters at most. A longer subject is
# folded, and mail programs, which show 40 to 80, cut it off.
SUBJECT_LINE = 78


class HeadlineMissing(Check):
    code = "headline-missing"
    title = "Headline missing"
    why = "Feeds, search engines and mail show the headline, and nothing else."
    source = "House rule"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if not manuscript.headline.strip():
            yield self.at_field("headline", "Headline", "It has no headline.")


class HeadlineLong(Check):
    code = "headline-long"
    title = f"Headline too long for the subject of a mail ({SUBJECT_LINE} columns)"
    why = (
        "It is the subject of alert mails. A line of a mail should have no more than "
        f"{SUBJECT_LINE} characters, and mail programs cut longer subjects off."
    )
    source = "RFC 5322, section 2.1.1"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        headline = manuscript.headline.strip()
        width = columns(headline)
        if width > SUBJECT_LINE:
            what = (
                f"The headline is {width} columns wide, and a subject line has {SUBJECT_LINE}: "
                "see that what matters stands first."
            )
            yield self.at_field("headline", "Headline", what, headline)


def columns(text: str) -> int:
    """How wide ``text`` is set: Chinese characters take two columns (Unicode Annex 11)."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
