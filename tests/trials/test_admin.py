"""Trials at the desk: on the page of a release, and on their own."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.admin.desk import filled_in, page_of, said_last, signed_in
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.trials import makers
from trials.models import TrialUpdate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PASSAGE = f"{makers.PASSAGE} (NCT01234567), Phase I, with forty patients."
BODY = f"<p>Harbor Bio tells of {PASSAGE}</p>"
GIVEN = {
    "passage": PASSAGE,
    "title": "HB-7 in gout",
    "condition": "Gout",
    "phase_as_printed": "Phase I",
    "registry": "clinicaltrials.gov",
    "registry_id": "NCT01234567",
    "enrolment": "40",
    "countries": ["CN", "US"],
}


def typed(client: Client, page: str, **columns: Any) -> dict[str, Any]:
    """The release's page with a new row for the trial, as typed; None leaves a field empty."""
    row = {"trial": str(makers.trial().pk), "position": "0", **GIVEN, **columns}
    prefix = rows_of(client.get(page)).prefix
    typed = {f"{prefix}-0-{name}": value for name, value in row.items() if value is not None}
    return filled_in(client, page) | {f"{prefix}-TOTAL_FORMS": "1"} | typed


def rows_of(response: Any) -> Any:
    """The formset of trials on the page of a release."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return next(each for each in formsets if each.model is TrialUpdate)


def errors_at(response: Any) -> dict[str, list[str]]:
    """The errors of the one row, by field."""
    return {name: list(said) for name, said in rows_of(response).forms[0].errors.items()}


def test_a_statement_is_written_on_the_page_of_its_release(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY, body=BODY))

    response = ada.post(page, typed(ada, page, registry_id=" nct 01234567 "))

    assert response.status_code == 302
    update = TrialUpdate.objects.get()
    assert update.registry_id == "NCT01234567"
    assert update.phases == ["PHASE1"]
    assert update.countries == ["CN", "US"]
    assert update.enrolment == 40


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"registry_id": "NCT00000000"}, "registry_id", "write NCT and eight digits, not all of them"),
    ({"registry_id": "NCT12"}, "registry_id", "write NCT and eight digits"),
    ({"registry_id": "NCT07654321"}, "registry_id", "does not stand in the release"),
    ({"registry_id": "NCT123456789"}, "registry_id", "write NCT and eight digits"),
    ({"registry_id": "ISRCTN00000001"}, "registry_id", "is no number of ClinicalTrials.gov"),
    ({"registry": "nowhere"}, "registry", "is not one of the available choices"),
    ({"registry": None}, "__all__", "Give the registry and the id in it, or neither."),
    ({"phases": ["PHASE2"]}, "phases", "“Phase I” is Phase 1, and Phase 2 is chosen here"),
    ({"phase_as_printed": None, "phases": ["PHASE1"]}, "__all__", "as the release prints it"),
    ({"enrolment": "4"}, "enrolment", "The passage does not say 4."),
    ({"phase_as_printed": "Phase II"}, "phase_as_printed", "does not stand in the passage"),
    ({"enrolment": "-3"}, "enrolment", "greater than or equal to 0"),
    ({"enrolment": "forty"}, "enrolment", "Enter a whole number."),
    ({"countries": ["XX"]}, "countries", "XX is not one of the available choices"),
    ({"passage": "a trial of HB-9"}, "passage", "These words do not stand in the release"),
    ({"passage": None}, "passage", "This field is required."),
    ({"trial": None}, "trial", "This field is required."),
    ({"title": "HB\u202e-7"}, "title", "is invisible (U+202E)"),
]


@pytest.mark.parametrize(("mistake", "field", "said"), WRONG)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    stopped_clock: StoppedClock, mistake: dict[str, Any], field: str, said: str
) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY, body=BODY))
    data = typed(ada, page, **mistake)

    response = ada.post(page, data)

    assert response.status_code == 200
    assert any(said in error for error in errors_at(response)[field])
    assert not TrialUpdate.objects.exists()
    shown = rows_of(response).forms[0]
    typed_in = {name: shown[name].value() for name in GIVEN if name not in mistake}
    assert typed_in == {name: value for name, value in GIVEN.items() if name not in mistake}


def test_all_mistakes_are_said_at_once(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY, body=BODY))
    wrong = {"registry_id": "NCT0", "phases": ["PHASE2"], "passage": "not there"}
    unsaid = {"phase_as_printed", "enrolment"}

    response = ada.post(page, typed(ada, page, **wrong))

    assert set(errors_at(response)) == {"registry_id", "phases", "passage"} | unsaid


def test_a_row_that_says_nothing_of_its_trial_is_refused(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY, body=BODY))
    empty = {name: None for name in GIVEN if name != "passage"}

    response = ada.post(page, typed(ada, page, **empty))

    assert "Nothing is said of the trial" in errors_at(response)["__all__"][0]


def test_a_second_row_for_the_same_trial_is_refused(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    release = makers.draft(NOON + DAY, body=BODY)
    makers.state(release, title="HB-7 in gout")
    page = page_of(release)
    prefix = rows_of(ada.get(page)).prefix
    second = {"trial": str(makers.trial().pk), "position": "1", **GIVEN}
    data = filled_in(ada, page) | {f"{prefix}-TOTAL_FORMS": "2"}

    response = ada.post(page, data | {f"{prefix}-1-{name}": v for name, v in second.items()})

    assert response.status_code == 200
    assert TrialUpdate.objects.count() == 1


LAST = {
    "phase_as_printed": "Phase I",
    "countries": "China",
    "enrolment": "40",
    "overall_status": "Recruiting",
}


def test_what_was_said_last_stands_beside_each_field(stopped_clock: StoppedClock) -> None:
    makers.said(NOON - 9 * DAY, phase_as_printed="Phase I", countries=["CN"], enrolment=12)
    makers.said(NOON - 2 * DAY, enrolment=40, overall_status="RECRUITING")
    release = makers.draft(NOON + DAY, body=BODY)
    makers.state(release, title="HB-7 in gout")

    said = said_last(signed_in(factories.ada()), makers.trial(), release)

    for field, last in LAST.items():
        assert f"Last said: <b>{last}</b>" in said[field]
        assert said[field].count("<b>") == 1


def test_a_trials_page_shows_colleagues_all_that_was_said(stopped_clock: StoppedClock) -> None:
    update = makers.said(NOON - 2 * DAY, phase_as_printed="Phase I", countries=["CN"])
    makers.state(makers.draft(NOON + DAY), overall_status="RECRUITING")

    page = signed_in(factories.ada()).get(f"/admin/trials/clinicaltrial/{update.trial_id}/change/")

    content = page.content.decode()
    assert all(words in content for words in ("Phase I", "China", "Recruiting", makers.PASSAGE))


def test_phases_are_ticked_and_countries_chosen_from_a_list(stopped_clock: StoppedClock) -> None:
    form = rows_of(signed_in(factories.ada()).get(page_of(makers.draft(NOON)))).empty_form

    phases, countries = str(form["phases"]), str(form["countries"])

    assert phases.count('type="checkbox"') == 6
    assert 'size="6"' in countries
    assert "multiple" in countries
