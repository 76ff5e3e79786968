"""How days and hours of events are printed: on their own clocks, and converted to the market's or,
where those show the same, to universal time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from events import when
from ircms import dates

if TYPE_CHECKING:
    from events.models import EventUpdate


@dataclass(frozen=True)
class Times:
    """The days and hours that a statement gives, printed.

    ``first_day`` and ``last_day`` are days (the last is None where it is the first); ``hours`` is
    what the clocks in ``zone`` show, with their abbreviation; ``converted`` is the same with the
    day on the market's clocks or, where those show no other hour, in universal time. ``start`` and
    ``end`` are ISO 8601: with the offset, or days alone where no hour is stated; ``end`` is empty
    where none is.
    """

    first_day: date
    last_day: date | None
    hours: str
    zone: str
    converted: str
    start: str
    end: str

    @classmethod
    def of(cls, update: "EventUpdate") -> Self:
        """``update`` gives a day."""
        assert update.starts_on is not None  # noqa: S101 -- the promise above
        last_day = update.ends_on if update.ends_on != update.starts_on else None
        start, end = local(update)
        return cls(
            first_day=update.starts_on,
            last_day=last_day,
            hours=_hours(start, end, last_day) if start else "",
            zone=dates.zone(update.zone),
            converted=_converted(start, end) if start else "",
            start=start.isoformat() if start else update.starts_on.isoformat(),
            end=end.isoformat() if end else last_day.isoformat() if last_day else "",
        )

    @property
    def days(self) -> str:
        """``October 10, 2017`` or ``October 10, 2017 to October 12, 2017``."""
        if self.last_day is None:
            return dates.day(self.first_day)
        return _spanned(dates.day(self.first_day), dates.day(self.last_day))

    def __str__(self) -> str:
        """``October 10, 2017, 10:30 a.m. CST (Asia/Shanghai)``."""
        zone = f" ({self.zone})" if self.zone else ""
        return _(", ").join(filter(None, (self.days, self.hours))) + zone


def local(update: "EventUpdate") -> tuple[datetime | None, datetime | None]:
    """Its first and last hour on its own clocks, each None where it is not stated."""
    zone, (start, end) = when.zone_of(update), when.instants(update)
    return (
        start.astimezone(zone) if start and update.starts_time is not None else None,
        end.astimezone(zone) if end and update.ends_time is not None else None,
    )


def _hours(start: datetime, end: datetime | None, last_day: date | None) -> str:
    if last_day is None:
        return _from_to(start, end)
    hours = {"start": f"{dates.hour(start)} {dates.abbreviation(start)}"}
    if end is None:
        return _("from %(start)s on the first day") % hours
    hours["end"] = f"{dates.hour(end)} {dates.abbreviation(end)}"
    return _("from %(start)s on the first day to %(end)s on the last") % hours


def _from_to(start: datetime, end: datetime | None) -> str:
    """``10:30 a.m. to noon CST``."""
    if end is None:
        return f"{dates.hour(start)} {dates.abbreviation(start)}"
    first, last = dates.abbreviation(start), dates.abbreviation(end)
    begun = dates.hour(start) if first == last else f"{dates.hour(start)} {first}"
    return _spanned(begun, f"{dates.hour(end)} {last}")


def _converted(start: datetime, end: datetime | None) -> str:
    """On the market's clocks, or in universal time where those show the same hour; empty where that
    does, too."""
    zones = (ZoneInfo(settings.TIME_ZONE), UTC)
    others = [zone for zone in zones if start.astimezone(zone).utcoffset() != start.utcoffset()]
    if not others:
        return ""
    there, end_there = start.astimezone(others[0]), end.astimezone(others[0]) if end else None
    place = f" ({dates.zone(settings.TIME_ZONE)})" if others[0] is not UTC else ""
    if end_there is None or end_there.date() == there.date():
        return _(", ").join((dates.day(there), _from_to(there, end_there))) + place
    first, last = dates.day_and_hour(there), dates.day_and_hour(end_there)
    return f"{_spanned(first, last)}{place}"


def _spanned(first: str, last: str) -> str:
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
