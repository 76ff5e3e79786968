"""Days known more or less exactly: a release that says “by the end of 2017” names no day."""

import calendar
from datetime import date

from django.db import models

from ircms import dates


class Precision(models.TextChoices):
    """How much of a stored day was stated."""

    DAY = "day", "the day"
    MONTH = "month", "the month only"
    YEAR = "year", "the year only"


def last_day(day: date, precision: str) -> date:
    """The last day of what is known: plans are due by then, and no sooner."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    if precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def printed(day: date, precision: str) -> str:
    """``November 4, 2017``, ``November 2017`` or ``2017``: what was stated and no more."""
    forms = {Precision.YEAR: dates.year, Precision.MONTH: dates.month}
    return forms.get(Precision(precision), dates.day)(day)


def iso(day: date, precision: str) -> str:
    """``2017-11-04``, ``2017-11`` or ``2017`` (ISO 8601, reduced to what was stated)."""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return day.isoformat()[:length]
