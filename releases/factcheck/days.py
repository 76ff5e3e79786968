"""Days, months and years in a text, in the languages of the site; and hours of the day."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "jan january januar jän jänner janv janvier|feb february februar fév févr février|"
    "mar march mär märz mars|apr april avr avril|may mai|jun june juni juin|"
    "jul july juli juil juillet|aug august août|sep sept september septembre|"
    "oct october okt oktober octobre|nov november novembre|dec december dez dezember déc décembre"
)
_NUMBER_OF = {
    name: number
    for number, names in enumerate(_MONTHS.split("|"), start=1)
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBER_OF, key=len, reverse=True))})\.?(?![a-zäéû])"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![a-z]){_MONTH}\s{_DAY}(?![\d:]),?\s?{_YEAR}",  # October 16, 2017
        rf"(?<![\d.,]){_DAY}\.?\s(?:of\s)?{_MONTH},?\s{_YEAR}",  # 16 October 2017, 16. Oktober 2017
        r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        r"(?<![\d.])(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月",
        rf"(?<![a-z]){_MONTH},?\s(?:of\s)?{_YEAR}",  # October 2017
        rf"(?<![a-z]){_MONTH}\s{_DAY}(?![\d:,.]\d)(?!\d)",  # October 16
        rf"(?<![\d.,]){_DAY}\.?\s{_MONTH}(?!\s\d)",  # 16 October
        r"(?<![\d.,$€£/-])(?P<year>(?:19|20)\d\d)(?!\d|[,.]\d|/|\s?年\s?\d|-\d)",
    )
)
_HOUR = re.compile(
    r"(?<![\d.,:])\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\.?(?![a-z])|uhr(?![a-z]))"
    r"|(?<![\d.,:])\d{1,2}:[0-5]\d(?![\d:])|(?<!\d)\d{1,2}\s?h\s?[0-5]\d(?!\d)"
    r"|[上下]午\s?\d{1,2}\s?[点點時时:](?:\s?\d{1,2}\s?分?|半)?"
)


@dataclass(frozen=True)
class Day:
    """A day as far as a text gives it: of what it leaves out, None."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def as_date(self) -> date | None:
        """The day on a calendar; None where it is known less exactly, or no calendar has it."""
        try:
            return date(self.year or 0, self.month or 0, self.day or 0)
        except ValueError:
            return None

    def agrees(self, other: "Day") -> bool:
        """Whether nothing that both say differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(one == two for one, two in pairs if one is not None and two is not None)

    @property
    def last(self) -> tuple[int, int, int]:
        """To be compared by: of a year its end."""
        return self.year or 0, self.month or 12, self.day or 31

    @classmethod
    def of(cls, day: date, precision: str = "day") -> "Day":
        month = day.month if precision != "year" else None
        return cls(day.year, month, day.day if precision == "day" else None)


def days_in(lowered: str) -> list[tuple[int, int, Day]]:
    """The days of a text in small letters, with where they stand, in order; none overlap."""
    found: list[tuple[int, int, Day]] = []
    taken = bytearray(len(lowered))
    if not any(sign.isdigit() for sign in lowered):
        return []
    for form in _FORMS:
        for match in form.finditer(lowered):
            if not any(taken[match.start() : match.end()]) and (day := _read(match)) is not None:
                taken[match.start() : match.end()] = b"1" * (match.end() - match.start())
                found.append((*match.span(), day))
    return sorted(found, key=lambda each: each[:2])


def hours_in(lowered: str) -> list[tuple[int, int, str]]:
    """The hours of a text in small letters, with where they stand, as they are compared."""
    return [
        (*match.span(), re.sub(r"[\s.]", "", match[0]).replace("h", ":"))
        for match in _HOUR.finditer(lowered)
    ]


def _read(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    month = parts.get("month")
    number = (_NUMBER_OF.get(month) or int(month)) if month else None
    day = int(parts["day"]) if parts.get("day") else None
    if (number is not None and not 1 <= number <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return Day(int(parts["year"]) if parts.get("year") else None, number, day)
