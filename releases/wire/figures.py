"""Figures of capacity: floor areas, lines, beds, what a plant makes a year."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
    r"(?i)\s?(?:-,?(?:\sand)?\s|[-–—~]|,?\s?and|to|or|bis(?:\szu)?|auf|und|oder|à|et|ou|至|到|,)\s?"
    r"(?:(?:approximately|about|over|nearly|an additional|up to|as many as)\s)?\Z"
)
# What makes of a number an amount of money, or a name: “ISO 7 clean rooms”, “Phase 2”.
_NO_COUNT = re.compile(
    r"(?:[$€£¥]|\b(?:US|C|HK|RMB|CNY|EUR|USD|CAD|GBP|CHF)\$?)\s?\Z"
    r"|\b(?:ISO|Class|Grade|Phase|Level|Stage|Building|Suite|Route|Tier|BSL|No\.)(?:\s|-)\Z"
)
_WORD_NEXT = re.compile(r"[^\d.;:!?]{0,3}[^\W\d_]|\s?㎡")
_ALONE = re.compile(r"(?i)(?:an )?(?:additional|another|further|extra)\s\Z")
_NO_UNIT = re.compile(
    r"\s?(?:[,.;:)](?!\d)|in\b|at\b|for\b|with\b|on\b|when\b|upon\b|by\b|today|now\b|last\b|\Z)"
)
_UP_FROM = re.compile(
    r"(?i)\b(?:(?:up|down|increase[ds]?|rising)\sfrom|compared\s(?:with|to)|versus|instead\sof|contre"
    r"|bisher|statt)\s(?:(?:about|just|only|some)\s)?\Z"
)
_UP_FROM_REACH = 60  # characters
_MOST_PARTNERS = 4  # numbers in a row that have one unit
_MOST_NUMBERS, _MOST_MEASURES = 20_000, 4_000  # many times those of the longest release
_NEAR = 20  # how many times as much the larger of two that share a unit may be


def figures_in(
    document: Document, blocks: Iterable[Block], language: str
) -> tuple[list[Figure], list[Warning]]:
    """The capacities that ``blocks`` state, each value and unit once, and what is doubtful."""
    figures: dict[tuple[Decimal, str], Figure] = {}
    warnings: list[Warning] = []
    reader = _Reader(document, language)
    for block in blocks:
        for found in reader.in_block(block):
            if isinstance(found, Warning):
                warnings.append(found)
            else:
                figures.setdefault((found.value.value, found.unit.value), found)
    kept = list(figures.values())
    return kept, warnings + doubtful_figures.warnings_about(document, kept)


@dataclass
class _Reader:
    """``numbers`` and ``measures``: how many it has looked at. ``unit`` is that of the last figure
    of a block, ``area`` the last unit of an area; ``before``: the numbers just before whose unit is
    not known."""

    document: Document
    language: str
    numbers: int = 0
    measures: int = 0
    unit: Unit | None = None
    area: Unit | None = None
    before: list[Number] = field(default_factory=list)

    def in_block(self, block: Block) -> Iterator[Figure | Warning]:
        self.before, self.unit, self.area = [], None, None
        for number in numbers_in(block.text, self.language):
            self.numbers += 1
            if self.numbers > _MOST_NUMBERS or self.measures > _MOST_MEASURES:
                return
            if _NO_COUNT.search(block.text[max(number.start - 12, 0) : number.start]):
                self.before = []
            else:
                yield from self._of_number(block, number)

    def _of_number(self, block: Block, number: Number) -> Iterator[Figure | Warning]:
        unit, value = self._measured(block.text, number)
        if unit is None and (unit := self._unit_of_another(block.text, number)):
            value = value_of(number.text, self.language)
        if unit is None:
            self.before.append(number)
            return
        if isinstance(value, Decimal):
            yield from self._partners(block, number, unit, value)
            yield self._figure(block, number, unit, value)
            self.unit, self.area = unit, unit if unit.sort is Sort.AREA else self.area
        elif isinstance(value, Doubt):
            yield _malformed(block, number, value)
        self.before = []

    def _measured(self, text: str, number: Number) -> tuple[Unit | None, Decimal | Doubt | None]:
        """The unit in which a number is a capacity, and its value or what is in doubt about it."""
        if not _WORD_NEXT.match(text, number.end):
            return None, None
        value: Decimal | Doubt | None = None
        for unit in units_after(text, number.end):
            self.measures += 1
            if value is None:
                value = value_of(number.text, self.language)
            asked = Decimal(1_000) if isinstance(value, Doubt) else value
            if asked and capacity.is_capacity(text, number.start, unit, asked):
                return unit, value
        return None, value

    def _unit_of_another(self, text: str, number: Number) -> Unit | None:
        """That of the area before, “and another 22,700”; of the figure before: “up from 15”."""
        led = text[max(number.start - 24, 0) : number.start]
        if not _NO_UNIT.match(text[number.end : number.end + 9]) or number.is_like_a_year:
            return None
        if self.area and "," in number.text and _ALONE.search(led):
            return self.area
        is_near = self.unit and "." not in text[self.unit.end : number.start]
        is_near = is_near and self.unit and number.start - self.unit.end < _UP_FROM_REACH
        return self.unit if is_near and _UP_FROM.search(led) else None

    def _partners(
        self, block: Block, number: Number, unit: Unit, value: Decimal
    ) -> Iterator[Figure]:
        """Those before it that have their unit, and perhaps their millions, in common with it."""
        found: list[Figure] = []
        start = number.start
        for other in reversed(self.before[-_MOST_PARTNERS:]):
            if not _TO.match(block.text[other.end : start]) or other.is_like_a_year:
                break
            text = other.text if other.times else f"{other.text} {number.times}".strip()
            own = value_of(text, self.language)
            if not isinstance(own, Decimal) or own * _NEAR < value or value * _NEAR < own:
                break
            found.append(self._figure(block, other, unit, own))
            start = other.start
        yield from reversed(found)

    def _figure(self, block: Block, number: Number, unit: Unit, value: Decimal) -> Figure:
        name = unit.name
        if unit.sort is Sort.AMOUNT:
            name += capacity.rate_of(block.text, number.start, unit)
        elif name == "units" and capacity.is_of_dwellings(block.text, number.start, unit):
            name = "apartment units"
        start, end = around(block.text, number.start, max(unit.end, number.end))
        at = block.start
        return Figure(
            text=self.document.said(at + start, at + end),
            value=Said(value, at + number.start, at + number.end),
            unit=Said(name, at + unit.start, at + unit.end),
        )


def _malformed(block: Block, number: Number, doubt: Doubt) -> Warning:
    return Warning(
        "malformed-number", doubt.text, block.start + number.start, block.start + number.end
    )
