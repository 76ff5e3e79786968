"""Phases of clinical trials as they are printed, and which of them are the same."""

import re
from typing import NamedTuple

_ONE = r"(?:[IVⅠⅡⅢⅣ]{1,3}|[0-4](?![\d%]|[.,]\d))(?:[a-cA-C](?![^\W\d_]))?"
# “Phase 1/2”, “Phase 2/Phase 3”, “Phase Ib/Randomized Phase II”
_NEXT = rf"(?:\s?[/–-]\s?(?:[Pp]hase\s)?{_ONE}|\s?/\s?[A-Za-z-]{{3,20}}\s[Pp]hase\s{_ONE})?"
# The word begins with a set of its own letters, so that a search skips to the next of them.
_LATIN = re.compile(
    rf"[Pp](?:hase|HASE)[\s-]?({_ONE}{_NEXT})(?![^\W\d_])(?:\s(?:and|&|or)\s({_ONE})(?=\s))?"
)
_EASTERN = re.compile(
    rf"(?<![0-9A-Za-z/])({_ONE}(?:\s?/\s?{_ONE})?|[一二三四])\s?期(?=[^间間货貨限权權]|\Z)"
)
_ARABIC = str.maketrans({"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV"})
_VALUES = {"I": "1", "II": "2", "III": "3", "IV": "4", "一": "1", "二": "2", "三": "3", "四": "4"}


class Phase(NamedTuple):
    """A phase as printed, where it stands, and in one form: “1b/2” for Phase Ib/II."""

    text: str
    start: int
    end: int
    number: str


def phases_in(text: str) -> list[Phase]:
    """The phases of ``text``, in order; “Phase 1 and 2” are two."""
    found = []
    for match in _LATIN.finditer(text):
        first_end = match.end(1)
        found.append(
            Phase(text[match.start() : first_end], match.start(), first_end, _number(match[1]))
        )
        if match[2]:
            # Its own words are the number alone: the word is the first one's.
            found.append(Phase(f"Phase {match[2]}", *match.span(2), _number(match[2])))
    if "期" in text:
        found += [
            Phase(match[0], *match.span(), _number(match[1])) for match in _EASTERN.finditer(text)
        ]
    return sorted(found, key=lambda phase: phase.start)


def _number(printed: str) -> str:
    plain = re.sub(r"(?i)(?:[a-z-]{3,20}\s)?phase|\s", "", printed.translate(_ARABIC))
    plain = plain.replace("–", "/")
    return "/".join(_one(part) for part in re.split("[/-]", plain))


def _one(part: str) -> str:
    value, letter = re.fullmatch(r"(.*?)([a-cA-C]?)", part).groups()  # type: ignore[union-attr]  # fits any
    return _VALUES.get(value, value) + letter.lower()
