"""Days, hours and zones of an event: what can be, and which instants they come to."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from events.models import EventUpdate

FIRST_YEAR, LAST_YEAR = 1900, 2199  # a year beyond is a slip of the keyboard
_WITHOUT_A_PLACE = ("Etc/", "SystemV/", "posix/", "right/")


@cache
def zones() -> frozenset[str]:
    """The zones that an hour can be in: those of the IANA database that are named for a place."""
    return frozenset(
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(_WITHOUT_A_PLACE)
    )


def check(update: "EventUpdate") -> None:
    """Raise ValidationError, by field, for days and hours that cannot be: an hour without a zone,
    one that the clocks of its zone skip or show twice, an end that does not follow the start."""
    problems = _days(update) | _zone(update)
    if not problems:
        problems = _hours(update)
    if not problems:
        problems = _end(update)
    if problems:
        raise ValidationError(problems)


def instants(update: "EventUpdate") -> tuple[datetime | None, datetime | None]:
    """When it starts and ends, in UTC; the end is None where none is stated.

    Days without an hour are whole days, and an event whose hour but not that of its end is stated
    lasts as long as its last day. Whole days are those of the event's zone or, where it has none,
    the market's: to sort it by, and not to be shown.
    """
    if update.starts_on is None:
        return None, None
    start = _instant(update, update.starts_on, update.starts_time or time.min)
    last_day = update.ends_on or update.starts_on
    if update.ends_time is not None:
        return start, _instant(update, last_day, update.ends_time)
    if update.starts_time is not None and last_day == update.starts_on:
        return start, None
    return start, _midnight_after(update, last_day)


def over(update: "EventUpdate") -> datetime | None:
    """From when on it is past: its end or, where none is stated, the end of the day on which it
    starts. None where no day is stated."""
    if update.starts_on is None:
        return None
    return instants(update)[1] or _midnight_after(update, update.starts_on)


def zone_of(update: "EventUpdate") -> ZoneInfo:
    """The zone its days are counted in."""
    return ZoneInfo(update.zone or settings.TIME_ZONE)


def _days(update: "EventUpdate") -> dict[str, str]:
    if update.starts_on is None:
        rest = (update.starts_time, update.ends_on, update.ends_time, update.zone or None)
        is_begun = any(value is not None for value in rest)
        return {"starts_on": "Give the day on which the event starts."} if is_begun else {}
    problems = {
        name: f"Choose a day between the years {FIRST_YEAR} and {LAST_YEAR}."
        for name, day in (("starts_on", update.starts_on), ("ends_on", update.ends_on))
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR
    }
    if update.ends_on is not None and update.ends_on < update.starts_on:
        problems["ends_on"] = "The last day is before the first."
    return problems


def _zone(update: "EventUpdate") -> dict[str, str]:
    if update.zone:
        return {} if update.zone in zones() else {"zone": _unknown(update.zone)}
    if update.starts_time is None and update.ends_time is None:
        return {}
    return {
        "zone": "Whose hour is it? Choose the time zone of the place whose clocks are meant. The "
        "text may not say: then ask whoever knows."
    }


def _unknown(zone: str) -> str:
    return (
        f"“{zone}” is no time zone with a place: choose one such as Asia/Shanghai or "
        "America/New_York."
    )


def _hours(update: "EventUpdate") -> dict[str, str]:
    if update.starts_on is None:
        return {}
    if update.ends_time is not None and update.starts_time is None:
        return {
            "starts_time": "It has an hour at which it ends: give the one at which it starts, or "
            "neither."
        }
    last_day = update.ends_on or update.starts_on
    hours = {
        "starts_time": (update.starts_on, update.starts_time),
        "ends_time": (last_day, update.ends_time),
    }
    found = {
        name: _on_the_clocks(update, day, hour)
        for name, (day, hour) in hours.items()
        if hour is not None
    }
    return {name: problem for name, problem in found.items() if problem}


def _on_the_clocks(update: "EventUpdate", day: date, hour: time) -> str:
    """What is wrong with an hour that the clocks do not show, or show twice, on that day."""
    local = datetime.combine(day, hour, tzinfo=zone_of(update))
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first == second:
        return ""
    assert first is not None and second is not None  # noqa: S101, PT018 -- zones have offsets
    if first < second:
        return (
            f"The clocks of {update.zone} are put forward on this day and never show this time. "
            "Choose another hour."
        )
    return (
        f"The clocks of {update.zone} are put back on this day and show this time twice. Choose "
        "another hour."
    )


def _end(update: "EventUpdate") -> dict[str, str]:
    start, end = instants(update)
    if update.ends_time is None or start is None or end is None or end > start:
        return {}
    if end == start:
        return {"ends_time": "It ends as it starts: leave this empty if no end is stated."}
    return {
        "ends_time": "The event ends before it starts. If it ends on a later day, give the last "
        "day too."
    }


def _instant(update: "EventUpdate", day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone_of(update)).astimezone(UTC)


def _midnight_after(update: "EventUpdate", day: date) -> datetime:
    # Of a midnight that the clocks skip or show twice, datetime takes the first instant.
    return _instant(update, day + timedelta(days=1), time.min)
