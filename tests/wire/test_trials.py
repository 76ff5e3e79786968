"""Clinical trials: each told once, by its phase as printed."""

import time
from array import array
from collections.abc import Iterator

import pytest

from releases.wire.document import BETWEEN, Block, Document, Kind
from releases.wire.findings import Trial, Warning  # noqa: A004  # the format's own word
from releases.wire.trials import trials_in


def _blocks(*texts: str) -> Iterator[Block]:
    place = 0
    for text in texts:
        yield Block(Kind.PARAGRAPH, text, place)
        place += len(text) + len(BETWEEN)


def _read(*texts: str, language: str = "en") -> tuple[list[Trial], list[Warning]]:
    text = BETWEEN.join(texts)
    document = Document(text, text, tuple(_blocks(*texts)), array("l", range(len(text))))
    return trials_in(document, document.blocks, language)


def _phases(*texts: str, language: str = "en") -> list[str | None]:
    trials, _ = _read(*texts, language=language)
    return [trial.phase.value if trial.phase else None for trial in trials]


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("an ongoing Phase I trial in patients with gout", "Phase I"),
        ("a Phase 1/2 clinical trial of AB-12 in patients with asthma", "Phase 1/2"),
        ("a Phase Ib/IIa study in patients with colitis", "Phase Ib/IIa"),
        ("a pivotal phase 3, double-blind, 52-week trial in patients", "phase 3"),
        ("the Phase 2b LANTERN study of a new therapy", "Phase 2b"),
        ("The LANTERN trial (Phase 2) enrolled patients.", "Phase 2"),
        ("a Phase I first-in-human trial in patients", "Phase I"),
        ("pivotal clinical trials (Phase III) of a drug", "Phase III"),
        (
            "a Phase Ib/Randomized Phase II, open label study in patients",
            "Phase Ib/Randomized Phase II",
        ),
        ("the ongoing Phase 1b part of the LANTERN study (NCT09888333)", "Phase 1b"),
        ("a Phase 2 part at 16 centers for patients", "Phase 2"),
        ("a pivotal trial in Phase III of a drug", "Phase III"),
    ],
)
def test_phase_is_read_as_printed(text: str, phase: str) -> None:
    assert _phases(text) == [phase]


@pytest.mark.parametrize(
    ("text", "language", "phase"),
    [
        ("Eine Phase-III-Studie mit Patienten begann.", "de", "Phase-III"),
        ("une étude de phase III chez des patients", "fr", "phase III"),
        ("公司宣布其III期临床试验达到主要终点。", "zh-hans", "III期"),
    ],
)
def test_phase_is_read_in_other_languages(text: str, language: str, phase: str) -> None:
    assert _phases(text, language=language) == [phase]


@pytest.mark.parametrize(
    "text",
    [
        "Phase 1 of the plant expansion ends in May. Patients benefit.",
        "Phase II of the project follows; patients wait.",
        "The therapy is in Phase 2 clinical development for patients.",
        "The Phase 1b expansion cohort dosed patients.",
        "Phase 1 trials may not be predictive of what patients see later.",
        "The miner completed a Phase 2 metallurgical study.",
        "A three-phase study design for patients.",
    ],
)
def test_other_phase_is_no_trial(text: str) -> None:
    assert _phases(text) == []


def test_trial_told_again_is_one() -> None:
    phases = _phases(
        "Acme Starts Phase 2 Trial in Gout",
        "Acme Bio today announced the first patient in its Phase 2 clinical trial of AB-12 for the "
        "treatment of gout, a painful disease, at twelve sites in the United States.",
        "The randomized, double-blind Phase 2 trial will enroll 100 patients.",
        "“The Phase 2 study is a milestone,” said Ada Ames.",
    )

    assert phases == ["Phase 2"]


def test_text_tells_of_a_trial_before_its_headline_does() -> None:
    trials, _ = _read(
        "Acme Starts Phase 2 Trial in Gout",
        "Acme Bio today announced the first patient in its Phase 2 clinical trial of AB-12 for the "
        "treatment of gout, a painful disease, at twelve sites in the United States.",
    )

    assert trials[0].text.value == ("its Phase 2 clinical trial of AB-12 for the treatment of gout")


def test_other_illness_is_another_trial() -> None:
    phases = _phases(
        "A Phase 2 trial in patients with lung cancer runs, with Phase 2 studies in melanoma and "
        "in ovarian cancer to follow."
    )

    assert phases == ["Phase 2", "Phase 2"]


def test_other_name_is_another_trial() -> None:
    phases = _phases("The Phase 3 RIVER trial and the Phase 3 DELTA trial enrolled patients.")

    assert phases == ["Phase 3", "Phase 3"]


def test_two_phases_in_a_breath_are_two_trials() -> None:
    assert _phases("It runs Phase 1 and Phase 2 trials in patients.") == ["Phase 1", "Phase 2"]


def test_trial_has_its_illness_and_number() -> None:
    (trial,), _ = _read(
        "The ongoing Phase 2 clinical trial (NCT00000012) treats patients with relapsed T-cell "
        "lymphoma (TCL) who had other therapy."
    )

    assert trial.nct
    assert trial.nct.value == "NCT00000012"
    assert trial.indication
    assert trial.indication.value == "relapsed T-cell lymphoma (TCL)"


def test_number_said_apart_is_that_of_the_only_trial() -> None:
    (trial,), _ = _read("A Phase 3 trial in patients began.", "More at the registry (NCT00000012).")

    assert trial.nct
    assert trial.nct.value == "NCT00000012"


def test_pivotal_trial_without_a_phase_is_told() -> None:
    assert _phases("Data from the pivotal study in patients with burns were shown.") == [None]


def test_several_trials_and_one_more_may_be_as_many() -> None:
    trials, warnings = _read(
        "Acme began two Phase I trials to treat lymphoma, a Phase I trial to treat leukemia, as "
        "well as a Phase I trial to treat knee osteoarthritis."
    )

    assert len(trials) == 3
    assert [each.code for each in warnings] == ["trial-count"]


@pytest.mark.parametrize(
    "sign", ["(", "a", "Phase 3 patient, ", "Phase 3 trial in cancer and ", "patient Phase I "]
)
def test_trials_are_looked_for_in_linear_time(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    began = time.perf_counter()

    _read(text)

    assert time.perf_counter() - began < 3
