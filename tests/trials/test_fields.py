"""Lists of codes as columns, ids of registries, phases as printed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories import NOON
from tests.trials import makers
from trials import phases
from trials.models import TrialUpdate
from trials.registries import Registry, address, canonical_id

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("NCT01234567", "NCT01234567"),
        ("nct01234567", "NCT01234567"),
        (" NCT 0123 4567 ", "NCT01234567"),
    ],
)
def test_a_number_of_clinicaltrials_gov_is_stored_as_the_registry_writes_it(
    written: str, canonical: str
) -> None:
    assert canonical_id(Registry.CLINICALTRIALS_GOV, written) == canonical


@pytest.mark.parametrize(
    "impossible",
    [
        *("NCT12", "NCT1234567", "NCT0001234567"),
        *("NCT00000000", "NCT123456789", "NCT", "01234567", "NCT0123456O", "NCT-01234567"),
        *("NCT０１２３４５６７", "ISRCTN12345678", "NCT01234567, NCT01234568"),
    ],
)
def test_an_impossible_number_of_clinicaltrials_gov_is_refused_with_how_to_write_one(
    impossible: str,
) -> None:
    with pytest.raises(ValidationError, match="write NCT and eight digits, not all of them 0"):
        canonical_id(Registry.CLINICALTRIALS_GOV, impossible)


@pytest.mark.parametrize(
    ("registry", "written", "canonical"),
    [
        (Registry.CHICTR, "chictr2000000001", "ChiCTR2000000001"),
        (Registry.CHICTR, "ChiCTR-OIC-17000001", "ChiCTR-OIC-17000001"),
        (Registry.CTIS, "2023-500001-10-00", "2023-500001-10-00"),
        (Registry.EUDRACT, "2012-000001-10", "2012-000001-10"),
        (Registry.ISRCTN, "isrctn00000001", "ISRCTN00000001"),
        (Registry.JRCT, "jRCTs000000001", "jRCTs000000001"),
        (Registry.ANZCTR, "ACTRN12600000000001", "ACTRN12600000000001"),
    ],
)
def test_an_id_of_another_registry_is_stored_as_that_one_writes_it(
    registry: Registry, written: str, canonical: str
) -> None:
    assert canonical_id(registry, written) == canonical


@pytest.mark.parametrize("registry", [each for each in Registry if each != "clinicaltrials.gov"])
def test_an_id_of_one_registry_is_refused_for_another(registry: Registry) -> None:
    with pytest.raises(ValidationError, match="is no id of"):
        canonical_id(registry, "NCT01234567")


def test_an_unknown_registry_is_refused_and_not_a_crash() -> None:
    with pytest.raises(ValidationError, match="no registry known here"):
        canonical_id("nowhere", "1")


def test_only_registries_with_lasting_addresses_are_linked() -> None:
    assert address(Registry.CLINICALTRIALS_GOV, "NCT01234567").endswith("/study/NCT01234567")
    assert address(Registry.CHICTR, "ChiCTR2000000001") == ""


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("Phase I", ["PHASE1"]),
        ("phase 2", ["PHASE2"]),
        ("Phase IIb", ["PHASE2"]),
        ("Phase 1a/1b", ["PHASE1"]),
        ("Phase Ia/b", ["PHASE1"]),
        ("Phase I/II", ["PHASE1", "PHASE2"]),
        ("Phase I–II", ["PHASE1", "PHASE2"]),
        ("Phase 1/2a", ["PHASE1", "PHASE2"]),
        ("Phase II/Phase III", ["PHASE2", "PHASE3"]),
        ("a Phase III clinical trial", ["PHASE3"]),
        ("Phase Ⅳ", ["PHASE4"]),
        ("early Phase 1", ["EARLY_PHASE1"]),
        ("Phase 0", ["EARLY_PHASE1"]),
        ("pre-clinical", []),
        ("Preclinical", []),
        ("observational study", []),
        ("Not applicable", ["NA"]),
    ],
)
def test_a_phase_as_printed_is_read_as_the_registry_names_it(
    printed: str, named: list[str]
) -> None:
    assert phases.read(printed) == named


@pytest.mark.parametrize(
    "doubtful",
    [
        *("Phase I/III", "Phase I/II/III", "Phase I and II", "two Phase I", "early Phase 1/2"),
        *("pivotal", "Phase", "Phase V", "Phase 5", "late-stage", ""),
    ],
)
def test_a_phase_that_can_be_read_in_several_ways_or_none_is_left_to_people(doubtful: str) -> None:
    assert phases.read(doubtful) is None


def test_phases_left_empty_are_read_from_the_phase_as_printed() -> None:
    update = makers.state(makers.draft(NOON), phase_as_printed="Phase I/IIa")

    assert update.phases == ["PHASE1", "PHASE2"]
    assert TrialUpdate.objects.get().phases == ["PHASE1", "PHASE2"]


def test_phases_are_taken_as_chosen_where_the_printed_words_leave_doubt() -> None:
    update = makers.state(makers.draft(NOON), phase_as_printed="pivotal", phases=["PHASE3"])

    assert update.phases == ["PHASE3"]


@pytest.mark.parametrize(
    ("printed", "chosen", "said"),
    [
        ("Phase I", ["PHASE2"], "“Phase I” is Phase 1, and Phase 2 is chosen here"),
        ("Phase I/II", ["PHASE1"], "is Phase 1 and Phase 2, and Phase 1 is chosen here"),
        ("pre-clinical", ["PHASE1"], "is no phase of the registry’s, and Phase 1 is chosen"),
    ],
)
def test_phases_that_contradict_the_phase_as_printed_are_refused(
    printed: str, chosen: list[str], said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        makers.state(makers.draft(NOON), phase_as_printed=printed, phases=chosen)

    assert said in refused.value.message_dict["phases"][0]


def test_codes_are_stored_once_and_in_one_order() -> None:
    update = makers.state(
        makers.draft(NOON),
        countries=["US", "CN", "US"],
        phase_as_printed="Phase I/II",
        phases=["PHASE2", "PHASE1"],
    )

    assert update.countries == ["CN", "US"]
    assert update.phases == ["PHASE1", "PHASE2"]


@pytest.mark.parametrize("wrong", [["XX"], ["China"], "CN", {"CN": 1}, [["CN"]]])
def test_what_is_no_list_of_countries_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        makers.state(makers.draft(NOON), countries=wrong)


def test_a_phase_that_its_passage_does_not_print_is_refused() -> None:
    with pytest.raises(ValidationError, match="“Phase III” does not stand in the passage"):
        makers.state(makers.draft(NOON), phase_as_printed="Phase III", passage=makers.PASSAGE)


def test_an_enrolment_that_its_passage_does_not_state_is_refused() -> None:
    with pytest.raises(ValidationError, match="The passage does not say 5,000"):
        makers.state(makers.draft(NOON), enrolment=5_000, passage=makers.PASSAGE)


def test_an_enrolment_in_words_is_that_of_its_passage() -> None:
    words = "Forty patients take part in a trial."
    release = makers.draft(NOON, body=f"<p>{words}</p>")

    assert makers.state(release, enrolment=40, passage=words).pk


def test_a_statement_that_says_nothing_is_refused_by_the_model() -> None:
    with pytest.raises(ValidationError, match="Nothing is said of the trial"):
        makers.state(makers.draft(NOON))


def test_an_unknown_status_is_refused_by_the_table() -> None:
    with pytest.raises(IntegrityError):
        makers.state(makers.draft(NOON), overall_status="PAUSED")
