"""Answers that nobody would give: refused by name, or taken, and never anything else."""

import time
from itertools import islice, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ircms.actor import acting_as
from releases.drafting import Refused, draft, proposed
from releases.models import Release
from releases.wire.reading import read
from tests.drafting.makers import ANSWERS, announced, announcement, proposals
from tests.factories import NOON, ada

_ODD = [
    "",
    " ",
    "\0",
    "²",
    "9" * 40,
    "-1",
    "new",
    "yes",
    "none",
    "facilities-0+facilities-0",
    "1+2+x",
    "<script>alert(1)</script>",
    "<p>" * 300,
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "10:30+02:00",
    "99:99",
    "x" * 5000,
    "\u202e",
    "１２",
]


@pytest.mark.usefixtures("stopped_clock")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_odd_answers_are_refused_by_name_or_taken(data: st.DataObject):
    reading = announced()
    names = [
        f"{each.key}-{name}"
        for each in proposals(reading)
        for name in ("keep", *(field.name for field in each.fields))
    ]
    picked = data.draw(st.dictionaries(st.sampled_from(names), st.sampled_from(_ODD), max_size=6))
    before = Release.objects.count()

    try:
        made = draft(reading, ANSWERS | picked, by=ada(), at=NOON)
    except Refused as refused:
        assert refused.errors  # noqa: PT017 -- either end is right
        assert Release.objects.count() == before
    else:
        with acting_as(ada()):
            made.delete()


def places(count: int) -> list[str]:
    """So many names of towns that are not there."""
    letters = ("BDFGHKLMNR", "aeiou", "bdfghklmnr", "aeiou", "bdfghklmnr")
    return [f"{''.join(each)}ville" for each in islice(product(*letters), count)]


_LONG = {
    "places": " ".join(f"We run a plant in {each}." for each in places(2000)),
    "lists": " ".join(f"Sites in {each}, {each}a and {each}b." for each in places(1500)),
    "openings": " ".join(
        f"Our Bergen plant opens on May {day % 28 + 1}, 2027." for day in range(3000)
    ),
    "figures": " ".join(
        f"The {5000 + 7 * n:,} square foot plant in {each} has room."
        for n, each in enumerate(places(90))
    ),
    "one sentence": "and it has a view of the sea " * 20_000
    + " ".join(f"with a {5000 + 7 * n:,} square foot plant in Bergen" for n in range(90)),
}


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("body", _LONG.values(), ids=_LONG)
def test_what_no_announcement_says_is_proposed_in_seconds(body: str):
    reading, user = read(announcement(body=body)), ada()
    began = time.process_time()

    proposed(reading, at=NOON, user=user)

    assert time.process_time() - began < 5  # a quiet machine takes less than half a second
