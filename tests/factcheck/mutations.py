"""Copies of a text with one thing changed: a figure, a unit, a date, a phase, a ticker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIGURE = re.compile(r"(?<![\w.,:-])[$€]?\d[\d,]*(?:\.\d+)?(?![\w-]|[.,]\d|:\d)")
_WORD = re.compile(r"\b(four|six|eight|ten|twelve)\b")
_OTHER_WORDS = {
    "four": "five",
    "six": "nine",
    "eight": "eighteen",
    "ten": "twenty",
    "twelve": "two",
}
_MONTHS = "January February March April May June July August September October November December"
_DATE = re.compile(rf"\b({_MONTHS.replace(' ', '|')}) (\d{{1,2}}), (20\d\d)")
_MONTH_ALONE = re.compile(rf"\b({_MONTHS.replace(' ', '|')}) (20\d\d)")
_PHASE = re.compile(r"\bPhase (I/II|II|I)\b")
_OTHER_PHASES = {"I": ("II", "III"), "II": ("I", "III"), "I/II": ("I", "II/III")}
_UNITS = (
    ("square feet", "square meters"), ("Square Feet", "Square Meters"), (" million", " billion"),
    (" million", " thousand"), (" weeks", " months"), (" months", " years"), (" mg", " kg"),
    (" percent", " patients"), ("€", "$"), (" acres", " hectares"),
)  # fmt: skip
_TICKERS = (("HRBR", "HRBX"), ("HRBR", "HBRR"), ("HRBR", "HRB"), ("NASDAQ", "NYSE"))


@dataclass(frozen=True)
class Fault:
    """What was changed into what, and the text then."""

    kind: str
    was: str
    now: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.was} → {self.now}"


def faults(text: str) -> Iterator[Fault]:
    """Every copy of ``text`` with one thing changed."""
    yield from _dates(text)
    yield from _figures(text)
    for match in _WORD.finditer(text):
        yield _fault("figure", text, match.span(), _OTHER_WORDS[match[1]])
    for match in _PHASE.finditer(text):
        for other in _OTHER_PHASES[match[1]]:
            yield _fault("phase", text, match.span(1), other)
    for kind, swaps in (("unit", _UNITS), ("ticker", _TICKERS)):
        for was, now in swaps:
            for match in re.finditer(re.escape(was), text):
                yield _fault(kind, text, match.span(), now)


def _figures(text: str) -> Iterator[Fault]:
    taken = [match.span() for match in (*_DATE.finditer(text), *_MONTH_ALONE.finditer(text))]
    for match in _FIGURE.finditer(text):
        is_year = re.fullmatch(r"20\d\d", match[0]) is not None
        if is_year or any(first <= match.start() < last for first, last in taken):
            continue
        for other in _other_numbers(match[0]):
            yield _fault("figure", text, match.span(), other)


def _other_numbers(printed: str) -> Iterator[str]:
    """One digit another, two swapped, ten times as much, a tenth of it."""
    sign = printed[0] if printed[0] in "$€" else ""
    bare = printed.removeprefix(sign)
    whole, point, rest = bare.partition(".")
    number = int(whole.replace(",", ""))
    last = (number + 3) if number % 10 < 7 else number - 3
    yield f"{sign}{last:,}{point}{rest}"
    digits = whole.replace(",", "")
    if len(digits) > 1 and digits[0] != digits[1] and digits[1] != "0":
        yield f"{sign}{int(digits[1] + digits[0] + digits[2:]):,}{point}{rest}"
    if number:
        yield f"{sign}{number * 10:,}{point}{rest}"
    if number >= 100 and number % 10 == 0:
        yield f"{sign}{number // 10:,}{point}{rest}"


def _dates(text: str) -> Iterator[Fault]:
    months = _MONTHS.split()
    for match in _DATE.finditer(text):
        month, day, year = match.groups()
        other = months[(months.index(month) + 1) % 12]
        for now in (
            f"{month} {int(day) + 1 if int(day) < 28 else 5}, {year}",
            f"{other} {day if int(day) < 29 else 28}, {year}",
            f"{month} {day}, {int(year) + 1}",
        ):
            yield _fault("date", text, match.span(), now)


def _fault(kind: str, text: str, span: tuple[int, int], now: str) -> Fault:
    start, end = span
    return Fault(kind, text[start:end], now, f"{text[:start]}{now}{text[end:]}")
