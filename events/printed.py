"""How days and hours of events are printed: on their own clocks, and converted to the market's."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dateformat import format as formatted
from django.utils.formats import date_format

from events import when

if TYPE_CHECKING:
    from events.models import EventUpdate


@dataclass(frozen=True)
class Times:
    """The days and hours that a statement gives, printed.

    ``first_day`` and ``last_day`` are days (the last is None where it is the first); ``hours`` is
    what the clocks in ``zone`` show, with their abbreviation; ``converted`` is the same with the
    day on the market's clocks, where those show something else. ``start`` and ``end`` are ISO
    8601: with the offset, or days alone where no hour is stated; ``end`` is empty where none is.
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
            zone=_named(update.zone),
            converted=_converted(start, end) if start else "",
            start=start.isoformat() if start else update.starts_on.isoformat(),
            end=end.isoformat() if end else last_day.isoformat() if last_day else "",
        )

    @property
    def days(self) -> str:
        """``October 10, 2017`` or ``October 10, 2017 to October 12, 2017``."""
        printed = date_format(self.first_day, "F j, Y")
        return f"{printed} to {date_format(self.last_day, 'F j, Y')}" if self.last_day else printed

    def __str__(self) -> str:
        """``October 10, 2017, 10:30 a.m. CST (Asia/Shanghai)``."""
        zone = f" ({self.zone})" if self.zone else ""
        return ", ".join(filter(None, (self.days, self.hours))) + zone


def local(update: "EventUpdate") -> tuple[datetime | None, datetime | None]:
    """Its first and last hour on its own clocks, each None where it is not stated."""
    zone, (start, end) = when.zone_of(update), when.instants(update)
    return (
        start.astimezone(zone) if start and update.starts_time is not None else None,
        end.astimezone(zone) if end and update.ends_time is not None else None,
    )


def abbreviation(moment: datetime) -> str:
    """What its zone is called then: ``CST``, or ``UTC+08:00`` where it has no letters."""
    name = f"{moment:%Z}"
    return name if name.isalpha() else f"UTC{moment.isoformat()[-6:]}"


def _hours(start: datetime, end: datetime | None, last_day: date | None) -> str:
    if last_day is None:
        return _from_to(start, end)
    begun = f"from {_hour(start)} {abbreviation(start)} on the first day"
    return f"{begun} to {_hour(end)} {abbreviation(end)} on the last" if end else begun


def _from_to(start: datetime, end: datetime | None) -> str:
    """``10:30 a.m. to noon CST``."""
    if end is None:
        return f"{_hour(start)} {abbreviation(start)}"
    first, last = abbreviation(start), abbreviation(end)
    begun = _hour(start) if first == last else f"{_hour(start)} {first}"
    return f"{begun} to {_hour(end)} {last}"


def _converted(start: datetime, end: datetime | None) -> str:
    """On the market's clocks; empty where they show the same."""
    zone = ZoneInfo(settings.TIME_ZONE)
    there, end_there = start.astimezone(zone), end.astimezone(zone) if end else None
    if there.utcoffset() == start.utcoffset():
        return ""
    begun = date_format(there, "F j, Y")
    if end_there is None or end_there.date() == there.date():
        return f"{begun}, {_from_to(there, end_there)} ({_named(zone.key)})"
    last_day = date_format(end_there, "F j, Y")
    return (
        f"{begun}, {_hour(there)} {abbreviation(there)} to {last_day}, "
        f"{_hour(end_there)} {abbreviation(end_there)} ({_named(zone.key)})"
    )


def _named(zone: str) -> str:
    """``America/New York``: a zone as people write its place."""
    return zone.replace("_", " ")


def _hour(moment: datetime) -> str:
    """``10:30 a.m.``, ``10 a.m.``, ``noon``: on the clocks of ``moment`` itself."""
    return formatted(moment, "P")
