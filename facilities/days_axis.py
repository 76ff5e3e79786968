"""The days under a chart: where each stands, and which are written there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from facilities.models import CapacityFigure
from ircms import dates
from releases.precision import Precision

LEFT, RIGHT = 4.0, 88.0  # per cent: the first day and the last
_MOST_YEARS, _MOST_MONTHS = 5, 3  # that can be read side by side on a telephone
_LONG = 550  # days: from here on years are written, and not months


@dataclass(frozen=True)
class Tick:
    """A day that is written under the chart."""

    x: float
    text: str


@dataclass(frozen=True)
class Axis:
    """From ``first`` to ``last``, which are two days."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date]) -> "Axis":
        """Around ``days``; of one day alone, or of none, the months about it."""
        known = sorted(days) or [date(2000, 1, 1)]
        first, last = known[0], known[-1]
        if last - first < timedelta(days=30):
            first, last = _moved(first, -20), _moved(last, 20)
        return cls(first, last)

    def x(self, day: date) -> float:
        """In per cent of the width; a day beyond the axis is at its end, or beyond it."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (RIGHT - LEFT), 2)

    def ticks(self) -> list[Tick]:
        """As many first days of years, or of months, as can be read side by side."""
        is_long = (self.last - self.first).days >= _LONG
        found = list(self._years() if is_long else self._months())
        most, told = (_MOST_YEARS, dates.year) if is_long else (_MOST_MONTHS, dates.month)
        every = -(-len(found) // most) or 1
        return [Tick(self.x(day), told(day)) for day in found[::every]]

    def _years(self) -> Iterator[date]:
        for year in range(self.first.year, self.last.year + 1):
            if self.first <= (day := date(year, 1, 1)) <= self.last:
                yield day

    def _months(self) -> Iterator[date]:
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                yield day
            day = (day + timedelta(days=32)).replace(day=1)


def days_of(figure: CapacityFigure) -> list[date]:
    """The days of ``figure`` that an axis must hold: none for a plan without a day."""
    first = first_day(figure)
    return [day for day in (first, figure.as_of) if day is not None]


def first_day(figure: CapacityFigure) -> date | None:
    """The day that a figure may hold from: the first of its month or year, where no more of its day
    was stated."""
    if figure.as_of is None:
        return None
    if figure.as_of_precision == Precision.YEAR:
        return figure.as_of.replace(month=1, day=1)
    if figure.as_of_precision == Precision.MONTH:
        return figure.as_of.replace(day=1)
    return figure.as_of


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day
