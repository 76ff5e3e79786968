"""What holds of a trial: of each attribute the newest that stands."""

from datetime import timedelta

import pytest

from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.trials import makers
from tests.trials.makers import said
from trials.models import ClinicalTrial
from trials.querysets import pipeline, title_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def values(at: object = NOON) -> dict[str, object]:
    """What holds of the one trial there is."""
    (known,) = pipeline(at)  # type: ignore[arg-type]  # an instant
    return dict(known.values)


def test_the_newest_value_of_each_attribute_holds(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, title="HB-7 in gout", phase_as_printed="Phase I", enrolment=12)
    said(NOON - 5 * DAY, phase_as_printed="Phase I/II", overall_status="RECRUITING")
    said(NOON - 2 * DAY, title="HB-7 for gout", enrolment=40, countries=["CN"])

    assert values() == {
        "title": "HB-7 for gout",
        "phase_as_printed": "Phase I/II",
        "phases": ["PHASE1", "PHASE2"],
        "overall_status": "RECRUITING",
        "enrolment": 40,
        "countries": ["CN"],
    }


def test_a_collaborator_stays_when_a_newer_release_does_not_mention_one(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, title="HB-7 in gout", collaborator="Northern General Hospital")
    said(NOON - 2 * DAY, title="HB-7 in gout", phase_as_printed="Phase II")

    assert values()["collaborator"] == "Northern General Hospital"


def test_a_phase_that_is_before_the_clinic_takes_the_older_phases_away(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, phase_as_printed="Phase I")
    said(NOON - 2 * DAY, phase_as_printed="pre-clinical")

    assert values() == {"phase_as_printed": "pre-clinical", "phases": []}


def test_an_older_release_entered_later_does_not_take_over(stopped_clock: StoppedClock) -> None:
    said(NOON - 2 * DAY, phase_as_printed="Phase II", overall_status="RECRUITING")
    said(NOON - 90 * DAY, phase_as_printed="Phase I", collaborator="Northern General Hospital")

    assert values()["phase_as_printed"] == "Phase II"
    assert values()["collaborator"] == "Northern General Hospital"


def test_of_two_releases_in_the_same_second_the_one_written_later_holds(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - DAY, phase_as_printed="Phase I")
    said(NOON - DAY, phase_as_printed="Phase II")

    assert values()["phase_as_printed"] == "Phase II"


def test_an_embargoed_update_holds_from_its_second_on(stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, title="HB-7 in gout", phase_as_printed="Phase I")
    due = NOON + timedelta(hours=1)
    said(due, phase_as_printed="Phase II", collaborator="Northern General Hospital")

    assert values(due - timedelta(microseconds=1))["phase_as_printed"] == "Phase I"
    assert "collaborator" not in values(due - timedelta(microseconds=1))
    assert values(due)["phase_as_printed"] == "Phase II"


def test_what_a_withdrawn_release_said_falls_back_to_what_was_said_before(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, phase_as_printed="Phase I")
    wrong = said(NOON - 2 * DAY, phase_as_printed="Phase II")

    withdraw(wrong.release, by=factories.cora(), at=NOON, reason="Wrong trial.")

    assert values()["phase_as_printed"] == "Phase I"


def test_what_a_corrected_release_said_no_longer_stands_repeated_or_not(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, title="HB-7 in gout", phase_as_printed="Phase I")
    wrong = said(NOON - 5 * DAY, phase_as_printed="Phase III", enrolment=400)
    said(NOON - 2 * DAY, enrolment=40, release={"corrects": wrong.release})

    assert values() == {
        "title": "HB-7 in gout",
        "phase_as_printed": "Phase I",
        "phases": ["PHASE1"],
        "enrolment": 40,
    }


def test_what_was_corrected_does_not_come_back_when_the_correction_is_withdrawn(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, phase_as_printed="Phase I")
    wrong = said(NOON - 5 * DAY, phase_as_printed="Phase III")
    correction = said(
        NOON - 2 * DAY, phase_as_printed="Phase II", release={"corrects": wrong.release}
    )

    withdraw(correction.release, by=factories.cora(), at=NOON, reason="Wrong as well.")

    assert values()["phase_as_printed"] == "Phase I"


def test_a_trial_of_which_nothing_stands_is_not_in_the_pipeline(
    stopped_clock: StoppedClock,
) -> None:
    wrong = said(NOON - 5 * DAY, title="HB-7 in gout")
    factories.public("Harbor Bio corrects itself", corrects=wrong.release)
    makers.trial("Never mentioned", "never-mentioned")
    said(NOON + DAY, makers.trial("To come", "to-come"), title="To come")

    assert pipeline(NOON) == []


def test_a_trial_without_a_title_is_called_by_its_address(stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, condition="Gout")

    assert [title_of(known) for known in pipeline(NOON)] == ["Hb 7 in gout"]


def test_the_pipeline_is_in_order_of_condition_then_latest_phase_then_title(
    stopped_clock: StoppedClock,
) -> None:
    for name, condition, phase in [
        ("Z", "gout", "Phase II"),
        ("B", "Gout", "Phase I"),
        ("A", "Gout", "Phase I"),
        ("C", "Asthma", ""),
        ("D", "Asthma", "Phase I/II"),
        ("E", "", "Phase III"),
    ]:
        trial: ClinicalTrial = makers.trial(name, f"trial-{name.lower()}")
        said(NOON - DAY, trial, title=name, condition=condition, phase_as_printed=phase)

    assert [title_of(known) for known in pipeline(NOON)] == ["D", "C", "Z", "A", "B", "E"]
