"""The pipeline at a glance, for the front page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.sourced import tree, unvouched
from tests.trials import makers
from tests.trials.makers import said
from tests.trials.test_pages import ALL
from trials.glance import MOST_SHOWN, at_a_glance

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_without_trials_there_is_nothing_to_glance_at(stopped_clock: StoppedClock) -> None:
    said(NOON + DAY, **ALL)

    assert at_a_glance(NOON) is None
    assert render_to_string("trials/_at_a_glance.html", {"glance": None}).strip() == ""


def test_the_furthest_trials_come_first_and_those_that_stopped_last(
    stopped_clock: StoppedClock,
) -> None:
    for name, phase, status in (
        ("a", "Phase I", ""), ("b", "Phase III", "TERMINATED"), ("c", "Phase II", "RECRUITING"),
    ):  # fmt: skip
        said(NOON - DAY, makers.trial(name, name), title=name, phase_as_printed=phase,
             overall_status=status)  # fmt: skip

    glance = at_a_glance(NOON)

    assert glance
    assert [line.title for line in glance.lines] == ["c", "a", "b"]
    assert [step.is_reached for step in glance.lines[0].steps] == [False, True, False, False]


def test_it_shows_a_few_and_says_that_there_are_others(stopped_clock: StoppedClock) -> None:
    makers.tell(NOON - DAY, trials=MOST_SHOWN + 1)

    glance = at_a_glance(NOON)

    assert glance
    assert len(glance.lines) == MOST_SHOWN
    assert glance.has_more
    assert "The whole pipeline" in render_to_string("trials/_at_a_glance.html", {"glance": glance})


def test_it_asks_as_much_for_many_trials_as_for_one(stopped_clock: StoppedClock) -> None:
    makers.tell(NOON - 2 * DAY, trials=1)
    with CaptureQueriesContext(connection) as few:
        at_a_glance(NOON)

    makers.tell(NOON - DAY, trials=12, slug="more")
    with CaptureQueriesContext(connection) as many:
        at_a_glance(NOON)

    assert len(few) == len(many) == 2


def test_every_number_in_it_leads_to_a_sentence(stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, **ALL | {"condition": "CD19+ leukaemia", "phase_as_printed": "Phase 2"})

    html = render_to_string("trials/_at_a_glance.html", {"glance": at_a_glance(NOON)})

    assert "CD19+ leukaemia" in html
    assert unvouched(tree(html)) == []
