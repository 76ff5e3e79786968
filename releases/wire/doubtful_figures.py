"""What is to be asked about the figures of a release: what adds up, what is one building's."""

import re
from decimal import Decimal
from itertools import combinations

from releases.wire.document import Document
from releases.wire.findings import Figure, Warning  # noqa: A004  # the format's own word

_NOW = re.compile(
    r"(?i)\b(?:currently|current|existing|today|now|presently|from|previous(?:ly)?)\b"
)
_THEN = re.compile(
    r"(?i)\b(?:will|with the (?:opening|addition|expansion|completion)|upon|once|expand\w*"
    r"|increas\w*"
    r"|bring\w*|total|to)\b"
)
_BUILDING = re.compile(r"(?i)\b(?:facility|building|plant|site|factory|campus|headquarters)\b")
_REACH = 110  # characters before a figure that say when it holds
_SAME_PARAGRAPH = 600
_NEARLY = Decimal("1.25")
_MOST = 40  # areas of a release that are compared with one another
_AREAS = ("square feet", "square meters")


def warnings_about(document: Document, figures: list[Figure]) -> list[Warning]:
    areas = [figure for figure in figures if figure.unit.value in _AREAS]
    found: list[Warning] = []
    for one, other in combinations(areas[:_MOST], 2):
        if one.unit.value != other.unit.value:
            continue
        if _are_before_and_after(document, one, other):
            found.append(_before_and_after(one, other))
        elif _may_be_one_building(one, other):
            found.append(_one_building(one, other))
    return found


def _are_before_and_after(document: Document, one: Figure, other: Figure) -> bool:
    if other.text.start - one.text.end > _SAME_PARAGRAPH or other.value.value <= one.value.value:
        return False
    return bool(_NOW.search(_before(document, one)) and _THEN.search(_before(document, other)))


def _may_be_one_building(one: Figure, other: Figure) -> bool:
    less, more = sorted((one.value.value, other.value.value))
    texts = (one.text.value, other.text.value)
    return more <= less * _NEARLY and all(_BUILDING.search(text) for text in texts)


def _before(document: Document, figure: Figure) -> str:
    start = figure.value.start
    return document.text[max(start - _REACH, 0) : start]


def _before_and_after(one: Figure, other: Figure) -> Warning:
    return Warning(
        "before-and-after",
        f"{one.value.value:,f} {one.unit.value} is what there is, {other.value.value:,f} what "
        f"there "
        "is to be: the second holds the first, and they do not add up.",
        one.text.start,
        other.text.end,
    )


def _one_building(one: Figure, other: Figure) -> Warning:
    return Warning(
        "one-building",
        f"{one.value.value:,f} and {other.value.value:,f} {one.unit.value} may be one building, "
        "measured in two ways.",
        one.text.start,
        other.text.end,
    )
