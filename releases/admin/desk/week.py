"""A week on the market's clocks: its days, the hours of the exchange on each, and what falls into
them. Plain values: pages are made of them, and nothing here asks the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from releases.admin.state import State
from releases.preflight.exchange import (
    AFTER_HOURS,
    PRE_MARKET,
    QUIET,
    TRADING,
    Profile,
)

_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 9000
ALL_DAY, EARLY, LATE, CLOSED = "all-day", "early", "night", "closed"
# The rows of the calendar, and what each is called.
NAMES = {
    ALL_DAY: "All day",
    EARLY: "Early",
    PRE_MARKET: "Pre-market",
    TRADING: "Trading",
    QUIET: "Quiet",
    AFTER_HOURS: "After hours",
    LATE: "Night",
    CLOSED: "No trading",
}


class NoSuchWeek(ValueError):
    """What was asked for is no week; the message says what one looks like."""


@dataclass(frozen=True)
class Item:
    """Something in the calendar. ``state`` is that of a release, None for anything else."""

    word: str
    title: str
    address: str
    day: date
    at: datetime | None
    note: str = ""
    state: State | None = None
    is_red: bool = False

    @property
    def order(self) -> tuple[datetime, str]:
        return self.at or datetime.min.replace(tzinfo=UTC), self.title


@dataclass
class Period:
    """A part of a day, with what falls into it; ``hours`` on the market's clocks."""

    kind: str
    hours: str
    begins: datetime | None
    ends: datetime | None
    is_now: bool = False
    items: list[Item] = field(default_factory=list)

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    def holds(self, at: datetime) -> bool:
        return self.begins is not None and self.ends is not None and self.begins <= at < self.ends


@dataclass
class Day:
    """A day of the week; ``closed`` says why there is no trading, ``note`` what is unusual.
    ``shows_hours``: it is the first with such hours, beside those that have the same."""

    day: date
    closed: str
    note: str
    is_today: bool
    periods: list[Period]
    shows_hours: bool = False

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() >= 5

    @property
    def is_empty(self) -> bool:
        return not any(period.items for period in self.periods)


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday on, by ISO 8601."""

    monday: date
    zone: ZoneInfo

    @classmethod
    def named(cls, text: str, zone: ZoneInfo) -> "Week":
        """``2026-W10``. Raises NoSuchWeek."""
        try:
            year, week = text.strip().upper().split("-W")
            if not (len(year) == 4 and len(week) == 2 and FIRST_YEAR <= int(year) <= LAST_YEAR):
                raise ValueError
            return cls(date.fromisocalendar(int(year), int(week), 1), zone)
        except ValueError:
            raise NoSuchWeek(
                f"“{text[:40]}” is no week. Give year and week as 2026-W10, from {FIRST_YEAR} to "
                f"{LAST_YEAR}, or choose a day."
            ) from None

    @classmethod
    def of(cls, day: date, zone: ZoneInfo) -> "Week":
        """The one that ``day`` is in. Raises NoSuchWeek for a year that no page can show."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise NoSuchWeek(f"Choose a day between the years {FIRST_YEAR} and {LAST_YEAR}.")
        return cls(day - day.weekday() * _DAY, zone)

    @property
    def name(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year:04}-W{week:02}"

    @property
    def title(self) -> str:
        """``16 to 22 October 2017``, with as much of the first day as differs."""
        first = "j F Y"
        if self.monday.year == self.sunday.year:
            first = "j" if self.monday.month == self.sunday.month else "j F"
        return f"{date_format(self.monday, first)} to {date_format(self.sunday, 'j F Y')}"

    @property
    def sunday(self) -> date:
        return self.monday + 6 * _DAY

    @property
    def start(self) -> datetime:
        return _midnight(self.monday, self.zone)

    @property
    def end(self) -> datetime:
        """The first instant of the next."""
        return _midnight(self.monday + 7 * _DAY, self.zone)

    def moved(self, weeks: int) -> "Week | None":
        """So many weeks later; None beyond what pages can show."""
        monday = self.monday + weeks * 7 * _DAY
        is_shown = FIRST_YEAR <= monday.year <= LAST_YEAR
        return Week(monday, self.zone) if is_shown else None

    def days(self, profile: Profile | None, items: Iterable[Item], at: datetime) -> list[Day]:
        """Its days with ``items`` in them; the hours are those of ``profile``."""
        found = [_day(self.monday + number * _DAY, self.zone, profile, at) for number in range(7)]
        by_day = {day.day: day for day in found}
        for item in sorted(items, key=lambda item: item.order):
            if (day := by_day.get(item.day)) is not None:
                _put(day, item)
        _show_hours(found)
        return found


def _put(day: Day, item: Item) -> None:
    at = item.at
    fits = (period for period in day.periods if at is not None and period.holds(at))
    next(fits, day.periods[0]).items.append(item)


def _show_hours(days: list[Day]) -> None:
    """On the first day of the week that has its hours, and on each whose hours are others."""
    shown: list[str] = []
    for day in days:
        hours = [period.hours for period in day.periods]
        day.shows_hours = not day.closed and hours != shown
        shown = hours if day.shows_hours else shown


def _day(day: date, zone: ZoneInfo, profile: Profile | None, at: datetime) -> Day:
    first, last = _midnight(day, zone), _midnight(day + _DAY, zone)
    sessions = profile.sessions(day) if profile else []
    bounds = [(each.kind, each.begins, each.ends) for each in sessions]
    if bounds:
        bounds = [(EARLY, first, bounds[0][1]), *bounds, (LATE, bounds[-1][2], last)]
    else:
        bounds = [(CLOSED, first, last)]
    periods = [Period(ALL_DAY, "", None, None)]
    for kind, begins, ends in bounds:
        period = Period(kind, _hours(begins, ends, zone), begins, ends)
        period.is_now = period.holds(at)
        periods.append(period)
    closed = profile.closed_for(day) if profile else ""
    return Day(day, closed, _note(day, profile), first <= at < last, periods)


def _note(day: date, profile: Profile | None) -> str:
    if profile is None or profile.closed_for(day):
        return ""
    close = profile.closes_at(day)
    return f"Early close, {close:%H:%M}" if close and close != profile.close else ""


def _hours(begins: datetime, ends: datetime, zone: ZoneInfo) -> str:
    first, last = begins.astimezone(zone), ends.astimezone(zone)
    return f"{first:%H:%M}–{'24:00' if last.time() == time.min else f'{last:%H:%M}'}"


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
