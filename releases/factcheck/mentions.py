"""What a sentence says in numbers: figures with their units, days, hours, phases, tickers, ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from releases import printed_numbers as numerals
from releases.factcheck import units
from releases.factcheck.claims import Sort
from releases.factcheck.days import days_in, hours_in
from releases.factcheck.phases import phases_in

_TICKER = re.compile(r"[(（\[]([A-Za-z][A-Za-z .]{1,25})[:：]\s?([A-Z0-9.]{1,10})[)）\]]")
_ID = re.compile(
    r"(?<![A-Za-z\d])(?:NCT\s?\d{8}|ChiCTR[-A-Z]{0,12}\d{8,10}|\d{4}-\d{6}-\d{2}|ISRCTN\d{8}|"
    r"CTR20\d{6})(?!\d)"
)
_HAS_NUMBER = re.compile(r"\d")
_PART_OF_A_NAME = re.compile(r"-?[a-z](?![a-z])")
_PERCENT = re.compile(r"\s?(?:%|％|per[\s-]?cent|prozent|pour\scent)")
_ROUNDED = re.compile(
    r"(?:about|approximately|around|nearly|almost|roughly|some|over|more\sthan|up\sto|at\sleast|"
    r"circa|ca\.|rund|etwa|knapp|environ|près\sde|plus\sde|约|約|近|超过|超過)\s?$"
)


@dataclass(frozen=True)
class Mention:
    """A value in a text and the characters that say it. ``unit`` is empty but of figures; ``noun``
    is what a number without a unit counts; ``is_rounded`` is so by its words; ``is_doubtful`` where
    what stands beside it may make it another value: then it counts as printed alone."""

    sort: Sort
    value: Any
    printed: str
    start: int
    end: int
    unit: str = ""
    noun: str = ""
    is_rounded: bool = False
    is_doubtful: bool = False

    @property
    def dimension(self) -> str:
        return units.unit(self.unit).dimension if self.unit else ""

    @property
    def amount(self) -> Decimal:
        """A figure in its dimension's own measure."""
        factor = units.unit(self.unit).factor if self.unit else Decimal(1)
        return Decimal(self.value) * factor

    @property
    def is_counted(self) -> bool:
        return self.sort in {Sort.FIGURE, Sort.NUMBER}


def mentions_in(text: str, language: str = "en") -> list[Mention]:
    """What stands in ``text``, one line of it, in order; none overlap."""
    lowered = _small(text)
    found = list(_Taken(len(text)).only(chain(_marked(text, lowered), _counted(text, language))))
    return sorted(found, key=lambda each: each.start)


class _Taken:
    """Keeps of mentions those whose characters none before them has."""

    def __init__(self, length: int) -> None:
        self._is_taken = bytearray(length)

    def only(self, mentions: Iterator[Mention]) -> Iterator[Mention]:
        for each in mentions:
            if not any(self._is_taken[each.start : each.end]):
                self._is_taken[each.start : each.end] = b"1" * (each.end - each.start)
                yield each


def _marked(text: str, lowered: str) -> Iterator[Mention]:
    """All but counted numbers."""
    for match in _TICKER.finditer(text):
        exchange = "".join(sign for sign in match[1].casefold() if sign.isalnum())
        yield Mention(Sort.TICKER, (exchange, match[2].upper()), match[0], *match.span())
    if not (_HAS_NUMBER.search(text) or "phase" in lowered or "期" in lowered):
        return
    for match in _ID.finditer(text):
        value = re.sub(r"\s", "", match[0]).upper()
        yield Mention(Sort.ID, value, match[0], *match.span())
    for start, end, phase in phases_in(lowered):
        yield Mention(Sort.PHASE, phase, text[start:end], start, end)
    for start, end, day in days_in(lowered):
        yield Mention(Sort.DAY, day, text[start:end], start, end)
    for start, end, hour in hours_in(lowered):
        yield Mention(Sort.TIME, hour, text[start:end], start, end)


def _counted(text: str, language: str) -> Iterator[Mention]:
    plain = numerals.plain(text)
    places = _places(text, plain)
    if places is None:
        return
    for each in numerals.scan(text, language):
        start, end = each.span
        unit = _unit(plain, start, end)
        value, is_doubtful = each.value, each.doubt is not None
        if unit and unit[0].name == "percent" and value:
            is_doubtful = False  # the sign is what makes it another number elsewhere
        noun = "" if unit else units.noun_after(plain[end : end + 80])
        is_pronoun = value == 1 and not plain[start].isdigit()  # “one” is mostly no number
        if unit is None and (is_pronoun or _PART_OF_A_NAME.match(plain, end)):
            continue  # Form 10-K, Section 21E
        first, last = (unit[1], unit[2]) if unit else (start, end)
        first, last = places[first], places[max(first, last - 1)] + 1
        yield Mention(
            sort=Sort.FIGURE if unit else Sort.NUMBER,
            value=value,
            printed=text[first:last],
            start=first,
            end=last,
            unit=unit[0].name if unit else "",
            noun=noun,
            is_rounded=_ROUNDED.search(plain[max(0, start - 20) : start]) is not None,
            is_doubtful=is_doubtful,
        )


def _unit(plain: str, start: int, end: int) -> tuple[units.Unit, int, int] | None:
    """The unit of the number between two places, and where figure and unit begin and end."""
    if before := units.currency_before(plain[max(0, start - 8) : start]):
        return before[0], max(0, start - 8) + before[1], end
    after = plain[end : end + 120]
    if percent := _PERCENT.match(after):
        return units.unit("percent"), start, end + percent.end()
    found = units.unit_after(after)
    return (found[0], start, end + found[1]) if found else None


def _places(text: str, plain: str) -> list[int] | None:
    """For each character of ``plain``, where it stands in ``text``; None where that cannot be told
    (it is folded into something else altogether)."""
    lead = len(text) - len(text.lstrip())
    if len(plain) == len(text.strip()):
        return list(range(lead, lead + len(plain)))
    places: list[int] = []
    folded = ""
    for at, sign in enumerate(text):
        single = numerals.plain(sign) or (" " if sign.isspace() and folded[-1:] != " " else "")
        folded += single
        places += [at] * len(single)
    lead = len(folded) - len(folded.lstrip())
    return places[lead : lead + len(plain)] if folded.strip() == plain else None


def _small(text: str) -> str:
    """In small letters, character by character: places stay what they are."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)
    return lowered.translate(_BLANKS)


_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
