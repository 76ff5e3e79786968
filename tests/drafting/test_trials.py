"""Trials: matched by id, then by condition and phase; how many there are is asked."""

import pytest

from ircms.actor import acting_as
from releases.drafting import Proposal
from tests import factories
from tests.drafting.makers import (
    Found,
    announcement,
    asked,
    drafted,
    fields,
    of_kind,
    proposals,
    values,
)
from tests.factories import ada
from trials.models import ClinicalTrial, TrialUpdate

pytestmark = pytest.mark.usefixtures("stopped_clock")
_PASSAGE = "A Phase I trial of HB-101 in chronic hives (NCT01234567) has begun."


def known(name: str = "Hives", **said: str) -> ClinicalTrial:
    release = factories.draft(body=f"<p>{_PASSAGE}</p>")
    columns = {"condition": "Chronic hives", "phase_as_printed": "Phase I"} | said
    with acting_as(ada()):
        trial = ClinicalTrial.objects.create(name=name)
        TrialUpdate.objects.create(release=release, trial=trial, passage=_PASSAGE, **columns)
    return trial


def one_trial(words: str, phase: str, condition: str = "", nct: str = "") -> Proposal:
    found = Found(announcement(body=f"Harbor Bio began {words}."))
    reading = found.reading(trials=[found.trial(words, phase, condition, nct)])
    return of_kind("trials", proposals(reading))[0]


def test_known_trial_is_found_by_condition_and_phase():
    trial = known()

    found = one_trial("a Phase 1 trial in chronic hives", "Phase 1", "chronic hives")

    assert values(found)["trial"] == str(trial.pk)
    assert fields(found)["trial"].doubt == ""


def test_known_trial_is_found_by_its_id():
    trial = known(condition="", registry="clinicaltrials.gov", registry_id="NCT01234567")

    found = one_trial("a Phase 2 trial (NCT01234567)", "Phase 2", nct="NCT01234567")

    assert values(found)["trial"] == str(trial.pk)


def test_trial_of_another_id_is_another_trial():
    known(registry="clinicaltrials.gov", registry_id="NCT01234567")

    found = one_trial(
        "a Phase I trial in chronic hives (NCT07654321)",
        "Phase I",
        "chronic hives",
        "NCT07654321",
    )

    assert values(found)["trial"] == "new"


def test_trial_in_another_phase_is_asked_about():
    known()

    found = one_trial("a Phase 2 trial in chronic hives", "Phase 2", "chronic hives")

    assert "resembles" in fields(found)["trial"].doubt


def test_ways_to_write_a_condition_are_the_same():
    trial = known(condition="Relapsed or refractory hives (H)")

    found = one_trial(
        "a Phase I trial in relapsed/refractory hives (H)",
        "Phase I",
        "relapsed/refractory hives (H)",
    )

    assert values(found)["trial"] == str(trial.pk)


def test_new_trial_is_named_from_the_words():
    found = one_trial("a Phase 2 trial in chronic hives", "Phase 2", "chronic hives")

    assert values(found)["trial_name"] == "Phase 2 trial in chronic hives"
    assert not [field for field in found.fields if field.doubt]


def test_trial_without_a_condition_is_named_by_what_it_tries():
    found = one_trial("a Phase 2 trial of HB-303", "Phase 2")

    name = fields(found)["trial_name"]
    assert (name.value, name.doubt) == ("Phase 2 trial of HB-303", "")


def test_trial_of_which_nothing_is_said_is_asked_for_its_name():
    found = one_trial("a Phase 2 trial", "Phase 2")

    assert fields(found)["trial_name"].doubt


def test_how_many_trials_are_meant_is_asked():
    assert "trials-0-count" in asked(proposals())


def test_two_trials_counted_as_one_are_one_row():
    release = drafted(trials__0__count="1")

    assert TrialUpdate.objects.filter(release=release, condition="chronic hives").count() == 1


def test_two_trials_of_their_own_are_two_rows():
    release = drafted(trials__0__count="2")

    rows = TrialUpdate.objects.filter(release=release, condition="chronic hives")
    assert len({row.trial_id for row in rows}) == 2
    assert len({row.title for row in rows}) == 2


def test_phase_is_mapped_to_the_registrys_list():
    release = drafted()

    assert {tuple(row.phases) for row in TrialUpdate.objects.filter(release=release)} == {
        ("PHASE1",)
    }


def test_trial_that_is_mentioned_again_is_stated_once():
    body = "It runs a Phase I trial in chronic hives. One Phase I trial in chronic hives ended."
    found = Found(announcement(body=body))
    reading = found.reading(
        trials=[
            found.trial("a Phase I trial in chronic hives", "Phase I", "chronic hives"),
            found.trial("One Phase I trial in chronic hives", "Phase I", "chronic hives"),
        ]
    )

    assert len(of_kind("trials", proposals(reading))) == 1


def test_impossible_id_is_asked_about():
    found = one_trial("a Phase 2 trial in hives (NCT123)", "Phase 2", "hives", "NCT123")

    assert fields(found)["registry_id"].doubt
