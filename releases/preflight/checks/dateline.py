"""The dateline, and days that are named with their weekday."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from releases.preflight.check import Check
from releases.preflight.dates import Dated
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_EASTMOST, _WESTMOST = timedelta(hours=14), timedelta(hours=-12)


class DatelineMissing(Check):
    code = "dateline-missing"
    title = "A press release without the place or the date of its dateline"
    why = "The dateline tells readers and machines where and on which day it was said."
    source = "House rule, after the practice of the wires"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if not manuscript.is_press_release:
            return
        if not manuscript.dateline_places:
            yield self.at_field(
                "dateline_places", "Dateline places", "The dateline names no place."
            )
        if manuscript.dateline_date is None:
            yield self.at_field("dateline_date", "Dateline date", "The dateline has no date.")


class DatelineDate(Check):
    code = "dateline-date"
    title = "The date of the dateline is not the day it goes out, on the market’s clocks"
    why = "Readers take the dateline for the day of disclosure."
    source = "House rule, after the practice of the wires"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        day, out_at = manuscript.dateline_date, manuscript.publish_at
        if day is None or out_at is None or day == manuscript.day:
            return
        what = f"The dateline says {said(day)}, and it goes out on {said(manuscript.day)}."
        elsewhere = {(out_at + shift).date() for shift in (_EASTMOST, _WESTMOST)}
        if manuscript.publish_time_known and day in elsewhere:
            what += " It may be the date at the place of the dateline."
        yield self.at_field("dateline_date", "Dateline date", what, day.isoformat())


class Weekday(Check):
    code = "weekday"
    title = "A weekday that is not that of the date beside it"
    why = "One of the two is wrong, and readers put the wrong one into their calendars."
    source = "House rule"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for text, found in manuscript.weekdays:
            if found.year is not None and (what := _mismatch(found, found.day())):
                yield self.in_text(text, found.start, found.end, what)


class WeekdayOfThisYear(Check):
    code = "weekday-without-year"
    title = "A weekday that is not that of the date beside it, which names no year"
    why = "Read as the day nearest to that of the release, one of the two is wrong."
    source = "House rule"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        near = manuscript.dateline_date or manuscript.day
        for text, found in manuscript.weekdays:
            if found.year is None and (what := _mismatch(found, _nearest(found, near))):
                yield self.in_text(text, found.start, found.end, what)


def _mismatch(found: Dated, day: date | None) -> str:
    if day is None:
        return "No calendar has this day."
    if day.weekday() == found.weekday:
        return ""
    return f"{said(day, weekday=False)} is a {_DAYS[day.weekday()]}, not a {_DAYS[found.weekday]}."


def _nearest(found: Dated, near: date) -> date | None:
    days = list(_candidates(found, near.year))
    return min(days, key=lambda day: abs(day - near), default=None)


def _candidates(found: Dated, year: int) -> Iterator[date]:
    for each in (year - 1, year, year + 1):
        if (day := found.day(each)) is not None:
            yield day


def said(day: date, *, weekday: bool = True) -> str:
    """``Monday, October 16, 2017``."""
    text = f"{day:%B} {day.day}, {day.year}"
    return f"{_DAYS[day.weekday()]}, {text}" if weekday else text
