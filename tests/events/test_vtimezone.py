"""The rules of a zone in a calendar: what a reader's program makes of them, hour by hour."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from events.vtimezone import vtimezone

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Asia/Shanghai", 2016, 2017),
        ("America/New_York", 2016, 2018),
        ("Europe/Zurich", 2025, 2027),
        ("Europe/Dublin", 2025, 2026),
        ("Australia/Lord_Howe", 2025, 2026),
        ("Africa/Casablanca", 2017, 2019),
        ("Antarctica/Troll", 2025, 2026),
        ("America/Sao_Paulo", 2017, 2020),
        ("Asia/Pyongyang", 2014, 2019),
        ("Pacific/Apia", 2010, 2012),
    ],
)
def test_every_hour_has_the_offset_and_the_name_that_it_has_there(
    name: str, first: int, last: int
) -> None:
    component: Any = vtimezone(name, first, last)
    onsets = sorted(
        (
            observance["DTSTART"].dt - observance.TZOFFSETFROM,
            observance.TZOFFSETTO,
            str(observance["TZNAME"]),
        )
        for observance in component.subcomponents
    )
    zone = ZoneInfo(name)

    instant = datetime(first, 1, 2, tzinfo=UTC)
    while instant.year <= last:
        reached = [each for each in onsets if each[0] <= instant.replace(tzinfo=None)]
        local = instant.astimezone(zone)
        assert reached[-1][1:] == (local.utcoffset(), f"{local:%Z}"), instant
        instant += HOUR


def test_summer_time_begins_by_the_clocks_that_held_before() -> None:
    text = vtimezone("America/New_York", 2017, 2017).to_ical().decode()

    assert (
        "BEGIN:DAYLIGHT\r\nDTSTART:20170312T020000\r\nTZNAME:EDT\r\n"
        "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nEND:DAYLIGHT"
    ) in text
    assert "BEGIN:STANDARD\r\nDTSTART:20171105T020000\r\nTZNAME:EST\r\n" in text


def test_the_library_reads_it_as_the_zone_it_is() -> None:
    text = vtimezone("America/New_York", 2017, 2018).to_ical()

    parsed = Timezone.from_ical(text)
    assert isinstance(parsed, Timezone)
    zone = parsed.to_tz(lookup_tzid=False)

    for day, hours in ((datetime(2018, 3, 11, 3, 30), -4), (datetime(2018, 12, 1, 9), -5)):  # noqa: DTZ001 -- by those clocks
        assert day.replace(tzinfo=zone).utcoffset() == timedelta(hours=hours)
