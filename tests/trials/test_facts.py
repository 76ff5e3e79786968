"""What a release's page and its JSON tell of trials."""

import json
from datetime import timedelta

import pytest

from releases.facts import Subject
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.trials.makers import said
from tests.trials.test_pages import ALL
from trials.facts import of_trials

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_fact_says_phase_and_condition_and_in_detail_the_rest(
    stopped_clock: StoppedClock,
) -> None:
    update = said(NOON - DAY, **ALL)

    (fact,) = of_trials(update.release, NOON)

    assert fact.kind == "Clinical trial"
    assert fact.text == "Phase I/IIa, Gout"
    assert fact.detail == (
        "Status: Active, not recruiting; Intervention: HB-7; Kind of therapy: Cell therapy; "
        "Enrolment: 1,204 participants; Countries: China, United States of America; "
        "Collaborator: Northern General Hospital; Registered as: NCT01234567"
    )
    assert fact.subjects == (Subject("HB-7 in gout", "/pipeline/hb-7-in-gout/"),)
    assert fact.anchor == update.anchor


def test_a_fact_tells_machines_what_the_release_states_and_where(
    stopped_clock: StoppedClock,
) -> None:
    update = said(NOON - DAY, **ALL)

    (fact,) = of_trials(update.release, NOON)

    plain = {name: value for name, value in ALL.items() if name != "phase_as_printed"}
    assert json.loads(json.dumps(fact.data)) == {
        "trial": {"name": "HB-7 in gout", "url": "http://testserver/pipeline/hb-7-in-gout/"},
        **plain,
        "phase": {"as_printed": "Phase I/IIa", "phases": ["PHASE1", "PHASE2"]},
        "passage": update.passage,
        "source": f"http://testserver{update.get_absolute_url()}",
    }


def test_a_release_tells_only_what_it_stated_itself(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **ALL)
    update = said(NOON - DAY, overall_status="COMPLETED")

    (fact,) = of_trials(update.release, NOON)

    assert (fact.text, fact.detail) == ("Status: Completed", "")
    assert set(fact.data) == {"trial", "overall_status", "passage", "source"}


def test_a_trial_is_called_as_it_is_called_at_that_time(stopped_clock: StoppedClock) -> None:
    update = said(NOON - 9 * DAY, title="HB-7 in gout")
    said(NOON - DAY, title="HB-7 for gout")

    assert of_trials(update.release, NOON)[0].subjects[0].name == "HB-7 for gout"
    assert of_trials(update.release, NOON - 5 * DAY)[0].subjects[0].name == "HB-7 in gout"


def test_a_name_to_come_is_not_told(stopped_clock: StoppedClock) -> None:
    update = said(NOON - 9 * DAY, title="HB-7 in gout")
    said(NOON + DAY, title="HB-7 for all")

    assert of_trials(update.release, NOON)[0].subjects[0].name == "HB-7 in gout"


def test_a_preview_calls_a_new_trial_as_its_release_does(stopped_clock: StoppedClock) -> None:
    update = said(NOON + DAY, title="HB-7 in gout")

    assert of_trials(update.release, NOON)[0].subjects[0].name == "HB-7 in gout"


def test_a_trial_that_nobody_named_is_called_by_its_address(stopped_clock: StoppedClock) -> None:
    update = said(NOON - DAY, condition="Gout")

    (fact,) = of_trials(update.release, NOON)

    assert fact.text == "Gout"
    assert fact.subjects[0].name == "Hb 7 in gout"


def test_a_release_that_tells_of_no_trial_has_no_such_facts(stopped_clock: StoppedClock) -> None:
    assert of_trials(factories.public(), NOON) == []
