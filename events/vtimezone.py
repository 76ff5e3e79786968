"""VTIMEZONE: the rules of a zone for the years in which a calendar needs them.

Not icalendar's ``add_missing_timezones()``: it dates the onset of summer time by the clocks that
have gone forward already (3:00 instead of 2:00), an hour late by RFC 5545, 3.6.5, and takes the
zones in the order of a set, which differs from process to process.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=256)
def vtimezone(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone from the beginning of ``first_year`` to the end of ``last_year``, one observance
    for each change of its clocks."""
    zone = ZoneInfo(name)
    begin = datetime(first_year, 1, 1, tzinfo=zone).astimezone(UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    component = Timezone()
    component.add("TZID", name)
    component.add_component(_observance(begin, begin, zone))
    for onset in _onsets(begin, end, zone):
        component.add_component(_observance(onset - _SECOND, onset, zone))
    return component


def _observance(
    before: datetime, onset: datetime, zone: ZoneInfo
) -> TimezoneStandard | TimezoneDaylight:
    """What holds from ``onset`` on, dated by the clocks that held ``before`` it."""
    local = onset.astimezone(zone)
    from_offset, to_offset = _offset(before, zone), _offset(onset, zone)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.DTSTART = (onset + from_offset).replace(tzinfo=None)
    observance.TZOFFSETFROM = from_offset
    observance.TZOFFSETTO = to_offset
    observance.add("TZNAME", f"{local:%Z}")
    return observance


def _onsets(begin: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants between ``begin`` and ``end`` from which the clocks of ``zone`` show another
    offset or bear another name, to the second."""
    day = begin
    while day < end:
        following = min(day + _DAY, end)
        if _shown(day, zone) != _shown(following, zone):
            yield _first_change(day, following, zone)
        day = following


def _first_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if _shown(middle, zone) == _shown(before, zone):
            before = middle
        else:
            after = middle
    return after


def _shown(instant: datetime, zone: ZoneInfo) -> tuple[timedelta, str]:
    return _offset(instant, zone), f"{instant.astimezone(zone):%Z}"


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)
