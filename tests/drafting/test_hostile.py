"""Answers that nobody would give: refused by name, or taken, and never anything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ircms.actor import acting_as
from releases.drafting import Refused, draft
from releases.models import Release
from tests.drafting.makers import ANSWERS, announced, proposals
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
