"""Figures of capacity: floor areas, lines, beds, what a plant makes a year."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from releases.printed_numbers import Doubt
from releases.wire import capacity, doubtful_figures
from releases.wire.document import Block, Document, Said
from releases.wire.findings import Figure, Warning  # noqa: A004  # the format's own word
from releases.wire.numbers import Number, numbers_in, value_of
from releases.wire.phrases import around
from releases.wire.units import Sort, Unit, units_after

# Between two numbers that have their unit in common: 20,000 to 30,000 square feet.
_TO = re.compile(
    r"(?i)\s?(?:[-–—~]|,?\s?and|to|or|bis(?:\szu)?|auf|und|oder|à|et|ou|至|到|,)\s?"
    r"(?:(?:approximately|about|over|nearly|an additional|up to|as many as)\s)?\Z"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥]|\b(?:US|C|HK|RMB|CNY|EUR|USD|CAD|GBP)\$?)\s?\Z")
_WORD_NEXT = re.compile(r"[^\d.;:!?]{0,3}[^\W\d_]|\s?㎡")
_ALONE = re.compile(r"(?i)(?:an )?(?:additional|another|further|extra)\s\Z")
_NO_UNIT = re.compile(r"\s?(?:[,.;:)]|in\b|at\b|for\b|with\b|on\b|when\b|upon\b|by\b|\Z)")
_NEAR = 20  # how many times as much the larger of two that share a unit may be


def figures_in(
    document: Document, blocks: Iterable[Block], language: str
) -> tuple[list[Figure], list[Warning]]:
    """The capacities that ``blocks`` state, each value and unit once, and what is doubtful."""
    figures: dict[tuple[Decimal, str], Figure] = {}
    warnings: list[Warning] = []
    for block in blocks:
        for found in _in_block(document, block, language):
            if isinstance(found, Warning):
                warnings.append(found)
            else:
                figures.setdefault((found.value.value, found.unit.value), found)
    kept = list(figures.values())
    return kept, warnings + doubtful_figures.warnings_about(document, kept)


def _in_block(document: Document, block: Block, language: str) -> Iterator[Figure | Warning]:
    text = block.text
    before: Number | None = None  # the number before, where nothing is known of its unit
    area: Unit | None = None  # the last unit of an area
    for number in numbers_in(text):
        if _MONEY_BEFORE.search(text[max(number.start - 5, 0) : number.start]):
            before = None
            continue
        unit, value = _measured(text, number, language)
        if unit is None and area and _stands_alone(text, number):
            unit, value = area, value_of(number.text, language)
        if unit is None:
            before = number
        elif isinstance(value, Decimal):
            if before:
                yield from _partner(document, block, (before, number, unit, value), language)
            yield _figure(document, block, number, unit, value)
            before, area = None, unit if unit.sort is Sort.AREA else area
        elif isinstance(value, Doubt):
            yield _malformed(block, number, value)
            before = None


def _measured(
    text: str, number: Number, language: str
) -> tuple[Unit | None, Decimal | Doubt | None]:
    """The unit in which ``number`` is a capacity, and its value or what is in doubt about it."""
    value: Decimal | Doubt | None = None
    if not _WORD_NEXT.match(text, number.end):
        return None, None
    for unit in units_after(text, number.end):
        if value is None:
            value = value_of(number.text, language)
        asked = Decimal(1_000) if isinstance(value, Doubt) else value
        if asked and capacity.is_capacity(text, number.start, unit, asked):
            return unit, value
    return None, value


def _stands_alone(text: str, number: Number) -> bool:
    """Whether a number without a unit has that of the area before: “and an additional 22,700”."""
    led = _ALONE.search(text[max(number.start - 16, 0) : number.start])
    return bool(led and "," in number.text and _NO_UNIT.match(text[number.end : number.end + 6]))


def _partner(
    document: Document,
    block: Block,
    found: tuple[Number, Number, Unit, Decimal],
    language: str,
) -> Iterator[Figure]:
    """The first of two numbers that have their unit, and perhaps their millions, in common."""
    first, second, unit, value = found
    if not _TO.match(block.text[first.end : second.start]) or first.is_like_a_year:
        return
    text = first.text if first.times else f"{first.text} {second.times}".strip()
    own = value_of(text, language)
    if isinstance(own, Decimal) and own * _NEAR >= value and value * _NEAR >= own:
        yield _figure(document, block, first, unit, own)


def _figure(document: Document, block: Block, number: Number, unit: Unit, value: Decimal) -> Figure:
    name = unit.name
    if unit.sort is Sort.AMOUNT:
        name += capacity.rate_of(block.text, unit)
    elif name == "units" and capacity.is_of_dwellings(block.text, number.start, unit):
        name = "apartment units"
    start, end = around(block.text, number.start, max(unit.end, number.end))
    at = block.start
    return Figure(
        text=document.said(at + start, at + end),
        value=Said(value, at + number.start, at + number.end),
        unit=Said(name, at + unit.start, at + unit.end),
    )


def _malformed(block: Block, number: Number, doubt: Doubt) -> Warning:
    return Warning(
        "malformed-number", doubt.text, block.start + number.start, block.start + number.end
    )
