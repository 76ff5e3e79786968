"""A trial's phase as releases print it, read as the ``phases`` of ClinicalTrials.gov."""

import re
from unicodedata import normalize

from django.core.exceptions import ValidationError

from trials.fields import Phase

_DASHES = str.maketrans("‐‑‒–—−", "------")
_NOUN = r"trials?|stud(?:y|ies)|stage|program(?:me)?"
_AROUND = re.compile(rf"(?:an? |the )?(.*?)(?:(?: clinical)? (?:{_NOUN}))?")
# What is not in one of the numbered phases. A study that only observes has none at the registry.
_UNNUMBERED: dict[str, list[str]] = {
    "preclinical": [],
    "pre-clinical": [],
    "pre clinical": [],
    "observational": [],
    "not applicable": ["NA"],
    "n/a": ["NA"],
}
_NUMBERS = {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
# Numbers with the letter of a part (2a, IIb), or after a first one the letter alone (1a/b).
_NUMBER = r"(?:[0-4]|iv|i{1,3})"
_PRINTED = re.compile(
    rf"(early[ -])?phases?[ -]?({_NUMBER}[a-d]?"
    rf"(?: ?[/-] ?(?:phase )?(?:{_NUMBER}[a-d]?|[a-d]))*)"
)


def read(printed: str) -> list[str] | None:
    """The phases that ``printed`` (``Phase I/IIa``) names; ``[]`` for what has none, as before the
    clinic; None where it can be read in more ways than one, or in none."""
    plain = normalize("NFKC", printed).translate(_DASHES).lower()
    around = _AROUND.fullmatch(" ".join(plain.split()))
    text = around[1] if around else ""
    if text in _UNNUMBERED:
        return list(_UNNUMBERED[text])
    found = _PRINTED.fullmatch(text)
    return None if found is None else _named(found[2], is_early=bool(found[1]))


def _named(numbers: str, *, is_early: bool) -> list[str] | None:
    parts = re.split(r" ?[/-] ?(?:phase )?", numbers)
    named = sorted({_NUMBERS[part.rstrip("abcd")] for part in parts if part.rstrip("abcd")})
    if (is_early and named == [1]) or (not is_early and named == [0]):  # 0 is its former name
        return ["EARLY_PHASE1"]
    # Two at once follow each other; what leaps, or reaches over three, is something else.
    is_plain = len(named) == 1 or (len(named) == 2 and named[1] - named[0] == 1)
    if is_early or 0 in named or not is_plain:
        return None
    return [f"PHASE{number}" for number in named]


def settled(printed: str, given: list[str]) -> list[str]:
    """``given``, or what ``printed`` names where nothing was. Raises ValidationError where the two
    contradict each other."""
    named = read(printed)
    if not given:
        return named or []
    if named is not None and sorted(named) != sorted(given):
        raise ValidationError(
            f"“{printed}” is {_spoken(named)}, and {_spoken(given)} is chosen here. Choose what "
            "the release says, or leave this empty to have it read from there.",
            code="contradicts_the_phase_as_printed",
        )
    return given


def _spoken(phases: list[str]) -> str:
    return " and ".join(str(Phase(each).label) for each in phases) or "no phase of the registry’s"
