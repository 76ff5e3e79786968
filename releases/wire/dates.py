"""Dates as wires print them, in the languages that wires print: “Sept. 22, 2017”, “1er mai 2020”.

Only what can be read one way: “05/06/2024” is a day in May or in June, and is not read. Of several
days (“November 4-6, 2024”) it is the first.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeVar
from unicodedata import combining, normalize

from releases import chinese_numerals as chinese

# By number, as English, French, German, Spanish, Italian, Dutch, Portuguese, Swedish, Danish,
# Norwegian and Finnish print them, without accents; what is a word of another kind too (“set”,
# “out”) is left out.
_NAMES = (
    "january jan janvier janv januar janner enero ene gennaio januari janeiro tammikuuta",
    "february feb febr fevrier fevr fev februar febrero febbraio februari fevereiro helmikuuta",
    "march mar mars marz maerz mrz marzo maart mrt marco marts maaliskuuta",
    "april apr avril avr abril abr aprile huhtikuuta",
    "may mai mayo maggio mei maio maj toukokuuta",
    "june jun juin juni junio giugno giu junho kesakuuta",
    "july jul juillet juil juli julio luglio lug julho heinakuuta",
    "august aug aout agosto ago augustus augusti elokuuta",
    "september sept sep septembre septiembre setiembre settembre sett setembro syyskuuta",
    "october oct octobre oktober okt octubre ottobre ott outubro lokakuuta",
    "november nov novembre noviembre novembro marraskuuta",
    "december dec decembre dezember dez diciembre dic dicembre desember des dezembro joulukuuta",
)
_FULL = "|".join(names.split()[0].title() for names in _NAMES)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_LAST_DAY, _LAST_MONTH = 31, 12
_MOST = 20_000  # days of one notation that are read: many times what a year's report names
_LEAP_YEAR = 2000  # any: the 29th of February is a day
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|fri|sat|sun"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    "|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TO = r"\s?(?:[-–—&]|to|through|and|bis|und|au|et|al?)\s?"  # between the days of one occasion
# What may be a month, by its first letters; whether it is one, _NAMES says. The first letter is a
# set of its own: a search skips to the next one.
_LETTERS = r"[ADEFGHJKLMNOSTadefghjklmnost]"
_REST = (
    r"(?i:[aäeé][a-zéäû]|[bpv]r|uh|ou|u[gilnû]|i[csu]|go|oû|lo|yy|[ckot]t|ut|ov|r[tz]|ne)"
    r"[^\W\d_]{0,10}"
)
_MONTH = rf"(?P<month>{_LETTERS}{_REST})"
_AFTER_MONTH = (
    r"\.?,?[\s-]{0,3}(?P<day>\d\d?)(?!\d)(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH)\b)?"
    rf"(?:{_TO}(?:{_LETTERS}{_REST}\.?\s)?\d\d?(?![\d:])(?:st|nd|rd|th)?)?"
    rf"(?:(?:\s?[.,]?[\s,-]{{0,3}}|\sof\s){_YEAR})?"
)
_MONTH_FIRST = re.compile(rf"(?P<month>{_LETTERS}(?<!\w\w){_REST}){_AFTER_MONTH}")
# A legend may have lost its line break: “FOR IMMEDIATE RELEASEMay 5, 2024”.
_GLUED = re.compile(rf"(?P<month>{_FULL}|{_FULL.upper()}){_AFTER_MONTH}")
_DAY_FIRST = re.compile(
    rf"(?P<day>\d(?<![\w.,/-].)\d?)(?!\d)\s?(?:(?:st|nd|rd|th|er|re)\b|[.º°])?"
    rf"(?:{_TO}\d\d?(?!\d)\.?(?:st|nd|rd|th)?)?(?:\s(?:of|de|d['’]))?[\s-]{{0,3}}{_MONTH}"
    rf"(?:\.?,?(?:\s(?:of|del?))?[\s-]{{0,3}}{_YEAR})?",
)
_OVER_MONTHS = re.compile(  # 31 May – 4 June 2024
    rf"(?P<day>\d(?<![\w.,/-].)\d?)\.?\s{_MONTH}{_TO}\d\d?\.?\s{_LETTERS}{_REST}\.?,?\s{_YEAR}",
)
_NUMERIC = re.compile(
    r"\d(?<![\w./-].)(?:(?<=[12])\d{3}([-/.])\d\d?\1\d\d?|\d?([./])\d\d?\2(?:19|20)\d\d)"
    r"(?![\d/-])"
)
_NUMERAL = rf"(?:\d{{1,2}}|[{chinese.DIGITS}十廿]{{1,4}})"
_EASTERN = re.compile(
    rf"(?:(?P<year>(?:(?<!\d)\d{{4}}|[{chinese.DIGITS}]{{4}}))\s?[年년]\s?)?"
    rf"(?P<month>{_NUMERAL})\s?[月월]\s?(?P<day>{_NUMERAL})\s?[日号號일]"
)
_WEEKDAY_BEFORE = re.compile(
    rf"(?:^|(?<=\W))(?:{_WEEKDAYS})\.?,?\s{{1,3}}(?:(?:den|the|le)\s)?\Z", re.IGNORECASE
)
# The last two letters of what may stand just before a date: most words are told by them to be none.
_WEEKDAY_ENDS = frozenset(
    day[-2:] for day in (*_WEEKDAYS.replace("?", "").split("|"), "tue", "thur")
)
_WEEKDAY_ENDS |= {"en", "he", "le"}
_LONGEST_WEEKDAY = 20  # “Donnerstag, den ”


class Dated(NamedTuple):
    """A date, and the characters that say it, a weekday before it among them."""

    date: date
    start: int
    end: int


class Yearless(NamedTuple):
    """A day of a month, in a year that is not told there."""

    month: int
    day: int
    start: int
    end: int


Match = tuple[re.Match[str], int]  # of a day in a month, and which month that is
Spanned = TypeVar("Spanned", Dated, Yearless)


def date_at(text: str, place: int = 0) -> tuple[date, int] | None:
    """The date that begins at ``place``, perhaps with its weekday, and where it ends."""
    # No notation is longer than this; what comes before it decides whether one begins here.
    begin = max(place - 1, 0)
    for found in dates_in(text[begin : place + 80]):
        if begin + found.start == place:
            return found.date, begin + found.end
    return None


def dates_in(text: str) -> list[Dated]:
    """The full dates of ``text``, in order."""
    return _apart(_with_year(text, _matches(text)))


def yearless_in(text: str) -> list[Yearless]:
    """The days of ``text`` that have a month and no year, in order: “on Monday, November 4”."""
    matches = list(_matches(text))
    taken = _apart(_with_year(text, matches))
    starts = [each.start for each in taken]
    found = []
    for each in _apart(_without_year(text, matches)):
        before = bisect_left(starts, each.end) - 1
        if before < 0 or taken[before].end <= each.start:
            start = _weekday_before(text, each.start)
            found.append(Yearless(each.month, each.day, start, each.end))
    return found


def _with_year(text: str, matches: Iterable[Match]) -> Iterator[Dated]:
    for found, month in matches:
        if found["year"]:
            day = _calendar(_number(found["year"]), month, _number(found["day"]))
            if day:
                yield Dated(day, _weekday_before(text, found.start()), found.end())
    for found in _NUMERIC.finditer(text):
        day = _from_figures([int(each) for each in re.split("[-/.]", found[0])])
        if day:
            yield Dated(day, *found.span())


def _without_year(text: str, matches: Iterable[Match]) -> Iterator[Yearless]:
    for found, month in matches:
        if found["year"]:
            continue
        day = _number(found["day"])
        if _calendar(_LEAP_YEAR, month, day):
            yield Yearless(month, day, *found.span())


def _matches(text: str) -> Iterator[Match]:
    for pattern in (_MONTH_FIRST, _GLUED, _DAY_FIRST, _OVER_MONTHS):
        for found in islice(pattern.finditer(text), _MOST):
            name = found["month"].lower()
            month = _MONTHS.get(name) or _MONTHS.get(_bare(name))
            if month:
                yield found, month
    if "月" in text or "월" in text:
        for found in islice(_EASTERN.finditer(text), _MOST):
            yield found, _number(found["month"])


def _from_figures(parts: list[int]) -> date | None:
    """Of a date in figures alone: the year first, or read only one way."""
    one, two, three = parts
    if one > _LAST_DAY:
        return _calendar(one, two, three)
    if one == two or max(one, two) > _LAST_MONTH:
        return _calendar(three, min(one, two), max(one, two))
    return None


def _calendar(year: int, month: int, day: int) -> date | None:
    """None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_before(text: str, start: int) -> int:
    """Where the weekday begins that leads the date at ``start``, if one does."""
    begin = max(start - _LONGEST_WEEKDAY, 0)
    words = text[begin:start].rsplit(None, 1)
    if not words or words[-1].rstrip(".,").lower()[-2:] not in _WEEKDAY_ENDS:
        return start
    found = _WEEKDAY_BEFORE.search(text[begin:start])
    return begin + found.start() if found else start


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isascii() else int(chinese.value_of(numeral) or 0)


def _bare(name: str) -> str:
    """Without accents."""
    return "".join(sign for sign in normalize("NFKD", name) if not combining(sign))


def _apart(found: Iterable[Spanned]) -> list[Spanned]:
    """In order; of two that overlap, the one that begins first, and the longer."""
    kept: list[Spanned] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
