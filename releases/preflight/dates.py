"""Days as texts write them with their weekday, in the languages of the site."""

import re
from dataclasses import dataclass
from datetime import date

from releases.preflight.scanning import places, small

_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_GERMAN_MONTHS = "jan feb mär apr mai jun jul aug sep okt nov dez".split()
_FRENCH_MONTHS = "janv fév mars avr mai juin juil août sept oct nov déc".split()
_ENGLISH_DAYS = "mon tue wed thu fri sat sun".split()
_GERMAN_DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonntag".split()
_FRENCH_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_CHINESE_DAYS = list("一二三四五六日")

_NUMBER = r"(?P<number>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_EN_DAY = (
    r"(?P<day>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
_EN_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_EN_BEFORE, _EN_YEAR = rf"\b{_EN_DAY}\.?,?\s{{1,3}}", rf"(?:,?\s{{1,3}}{_YEAR})?"
_DE_DAY = rf"(?P<day>{'|'.join(_GERMAN_DAYS)}|sonnabend)"
_DE_MONTH = (
    r"(?P<month>jan(?:uar)?|jän(?:ner)?|feb(?:ruar)?|märz?|apr(?:il)?|mai|juni?|juli?|"
    r"aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)"
)
_FR_DAY = rf"(?P<day>{'|'.join(_FRENCH_DAYS)})"
_FR_MONTH = (
    r"(?P<month>janv(?:ier)?|févr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|"
    r"sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?)"
)
_ZH_DAY = r"(?:星期|周|週|礼拜|禮拜)(?P<day>[一二三四五六日天])"
_ZH_DATE = (
    r"(?:(?P<year>(?:19|20)\d\d)\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<number>\d{1,2})\s?[日号號]"
)

_REACH = 40  # characters on each side of a weekday in which its date stands
# The ways to write it in each language, with the names of its months and days. Where months are
# numbers, they have no names.
_FORMS: tuple[tuple[tuple[str, ...], list[str], list[str]], ...] = (
    (
        (
            # Monday, October 16, 2017; Monday, 16 October 2017; October 16, 2017 (Monday)
            rf"{_EN_BEFORE}{_EN_MONTH}\.?\s{{1,3}}{_NUMBER}(?:st|nd|rd|th)?\b{_EN_YEAR}",
            rf"{_EN_BEFORE}(?:the\s)?{_NUMBER}(?:st|nd|rd|th)?\s(?:of\s)?{_EN_MONTH}\b\.?{_EN_YEAR}",
            rf"\b{_EN_MONTH}\.?\s{{1,3}}{_NUMBER}(?:,?\s{_YEAR})?\s?\({_EN_DAY}\.?\)",
            rf"{_EN_BEFORE}(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-{_NUMBER}(?!\d)",
        ),
        _ENGLISH_MONTHS,
        _ENGLISH_DAYS,
    ),
    (
        (
            # Montag, den 16. Oktober 2017; Montag, 16.10.2017
            rf"\b{_DE_DAY},?\s{{1,3}}(?:de[mnr]\s)?{_NUMBER}\.\s?{_DE_MONTH}\b\.?(?:\s{_YEAR})?",
            rf"\b{_DE_DAY},?\s{{1,3}}(?:de[mnr]\s)?{_NUMBER}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        ),
        _GERMAN_MONTHS,
        [*_GERMAN_DAYS, "sonnabend"],
    ),
    (
        # lundi 16 octobre 2017
        (rf"\b{_FR_DAY},?\s{{1,3}}(?:le\s)?{_NUMBER}(?:er)?\s{_FR_MONTH}\b\.?(?:\s{_YEAR})?",),
        _FRENCH_MONTHS,
        _FRENCH_DAYS,
    ),
    (
        # 2017年10月16日（星期一）, 周一（10月16日）
        (
            rf"{_ZH_DATE}\s?[（(，,、]?\s?{_ZH_DAY}",
            rf"{_ZH_DAY}\s?[（(，,、]?\s?{_ZH_DATE}",
        ),
        [],
        [*_CHINESE_DAYS, "天"],
    ),
)
_PATTERNS = tuple(
    (tuple(re.compile(pattern) for pattern in patterns), months, days)
    for patterns, months, days in _FORMS
)


@dataclass(frozen=True)
class Dated:
    """A weekday with a date beside it, and where they stand. ``weekday`` counts from Monday, 0;
    ``year`` is None where the text names none."""

    start: int
    end: int
    weekday: int
    year: int | None
    month: int
    number: int

    def day(self, year: int | None = None) -> date | None:
        """The date, in ``year`` where the text names none; None for a day that no calendar has."""
        try:
            return date(self.year or year or 0, self.month, self.number)
        except ValueError:
            return None


def weekdays_in(content: str) -> list[Dated]:
    """Each weekday that stands beside a date in ``content``, in order."""
    lowered = small(content)
    found = {
        read.start: read
        for patterns, months, days in _PATTERNS
        for at in sorted({at for day in days for at in places(lowered, day)})
        if (read := _around(lowered, at, patterns, months, days)) is not None
    }
    return [found[start] for start in sorted(found)]


def _around(
    lowered: str, at: int, patterns: tuple[re.Pattern[str], ...], months: list[str], days: list[str]
) -> Dated | None:
    """The date beside the weekday at ``at``, if it has one."""
    # Sorted out first, because it is quick: a date has a digit close by.
    if not any(sign.isdigit() for sign in lowered[max(0, at - _REACH) : at + _REACH]):
        return None
    for pattern in patterns:
        for match in pattern.finditer(lowered, max(0, at - _REACH), at + 2 * _REACH):
            if match.start("day") == at:
                return _read(match, months, days)
    return None


def _read(found: re.Match[str], months: list[str], days: list[str]) -> Dated:
    year = found["year"]
    weekday = found["day"].replace("天", "日").replace("sonnabend", "samstag")
    month = found["month"].replace("jän", "jan")
    return Dated(
        start=found.start(),
        end=found.end(),
        weekday=_place(weekday, days),
        year=int(year) if year else None,
        month=int(month) if month.isdigit() else _place(month, months) + 1,
        number=int(found["number"]),
    )


def _place(name: str, beginnings: list[str]) -> int:
    """Which of ``beginnings`` the name has, counted from 0."""
    return next(i for i, beginning in enumerate(beginnings) if name.startswith(beginning))
