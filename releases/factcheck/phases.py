"""Phases of clinical trials as texts print them: Phase I, Phase 2b, Phase I/II, II期."""

import re

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4"}
_ONE = r"(?:iv|i{1,3}|[0-4])[a-d]?(?![a-z\d])"
_PRINTED = re.compile(
    rf"(?<![a-z])(?P<early>early[\s-])?phases?[\s-]?(?P<numbers>{_ONE}"
    rf"(?:\s?[/-]\s?(?:phase\s)?(?:{_ONE}|[a-d](?![a-z])))?)"
    rf"|(?<![a-z\d])(?P<chinese>(?:iv|i{{1,3}}|[1-4一二三四])[a-d]?(?:/(?:iv|i{{1,3}}|[1-4])[a-d]?)?)\s?期"
)


def phases_in(lowered: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The phases of a text in small letters, with where they stand: as tuples of numbers with the
    letters of their parts, such as ``("1", "2a")``."""
    if "phase" not in lowered and "期" not in lowered:
        return []
    return [
        (*match.span(), parts(match["numbers"] or match["chinese"]))
        for match in _PRINTED.finditer(lowered)
    ]


def parts(numbers: str) -> tuple[str, ...]:
    """``("1", "2a")`` of ``I/IIa``."""
    found: list[str] = []
    for part in re.split(r"\s?[/-]\s?(?:phase\s)?", numbers.casefold()):
        number = re.sub(r"[a-d]$", "", part)
        letter = part[len(number) :]
        read = _ROMAN.get(number) or _CHINESE.get(number) or number
        found.append(f"{read or found[-1][:1]}{letter}" if read or found else letter)
    return tuple(found)


def rank(phases: tuple[str, ...]) -> str:
    """By which phases are compared: the last of them, its part left out."""
    return max((each[:1] for each in phases), default="")


def bare(phases: tuple[str, ...]) -> tuple[str, ...]:
    """The phases without the letters of their parts."""
    return tuple(sorted({each[:1] for each in phases}))
