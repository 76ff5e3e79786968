"""Days, hours and zones: what is refused, and which instants the rest comes to."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events import when
from events.models import EventUpdate
from ircms.actor import acting_as
from tests.events import makers
from tests.factories import NOON, ada

DAY = date(2026, 5, 12)


def refused(**columns: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        when.check(EventUpdate(**columns))
    return caught.value.message_dict


def instants(**columns: Any) -> tuple[datetime | None, datetime | None, datetime | None]:
    update = EventUpdate(**columns)
    when.check(update)
    return (*when.instants(update), when.over(update))


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("hour", [{"starts_time": time(10, 30)}, {"ends_time": time(12)}])
def test_an_hour_without_a_zone_is_asked_about(hour: dict[str, time]) -> None:
    problems = refused(starts_on=DAY, **hour)

    assert problems["zone"][0].startswith("Whose hour is it?")


@pytest.mark.parametrize(
    "zone",
    ["Mars/Olympus", "CST", "EST", "+08:00", "Shanghai", "asia/shanghai", "Etc/GMT+8", "UTC"],
)
def test_a_zone_that_names_no_place_is_refused(zone: str) -> None:
    problems = refused(starts_on=DAY, starts_time=time(10), zone=zone)

    assert list(problems) == ["zone"]
    assert zone in problems["zone"][0]
    assert "Asia/Shanghai" in problems["zone"][0]


def test_an_end_without_a_beginning_is_refused() -> None:
    problems = refused(starts_on=DAY, ends_time=time(12), zone=makers.SHANGHAI)

    assert list(problems) == ["starts_time"]


@pytest.mark.parametrize(
    "rest",
    [{"starts_time": time(10)}, {"ends_on": DAY}, {"ends_time": time(9)}, {"zone": "Asia/Tokyo"}],
)
def test_hours_and_zones_without_a_day_are_refused(rest: dict[str, Any]) -> None:
    assert refused(**rest)["starts_on"] == ["Give the day on which the event starts."]


def test_a_last_day_before_the_first_is_refused() -> None:
    assert refused(starts_on=DAY, ends_on=date(2026, 5, 11)) == {
        "ends_on": ["The last day is before the first."]
    }


@pytest.mark.parametrize("end", [time(9), time(10, 30)])
def test_an_event_that_ends_before_or_as_it_starts_is_refused(end: time) -> None:
    assert list(refused(**makers.OPENING, ends_time=end)) == ["ends_time"]


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_year_that_can_only_be_a_slip_is_refused(year: int) -> None:
    assert "between the years 1900 and 2199" in refused(starts_on=date(year, 5, 12))["starts_on"][0]


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30)),
        ("Europe/Zurich", date(2026, 3, 29), time(2)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15)),
        ("Africa/Cairo", date(2026, 4, 24), time(0)),
        ("America/Sao_Paulo", date(2017, 10, 15), time(0, 59)),
        ("Pacific/Apia", date(2011, 12, 30), time(12)),
    ],
)
def test_an_hour_that_the_clocks_skip_is_refused(zone: str, day: date, hour: time) -> None:
    problems = refused(starts_on=day, starts_time=hour, zone=zone)

    assert "never show this time" in problems["starts_time"][0]
    assert zone in problems["starts_time"][0]


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("America/New_York", date(2026, 11, 1), time(1, 30)),
        ("Europe/Zurich", date(2026, 10, 25), time(2, 59)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45)),
        ("America/Havana", date(2026, 11, 1), time(0, 30)),
    ],
)
def test_an_hour_that_the_clocks_show_twice_is_refused(zone: str, day: date, hour: time) -> None:
    problems = refused(starts_on=day, starts_time=hour, zone=zone)

    assert "show this time twice" in problems["starts_time"][0]


def test_the_hour_of_the_end_is_checked_on_its_own_day() -> None:
    problems = refused(
        starts_on=date(2026, 3, 7), starts_time=time(2, 30), ends_on=date(2026, 3, 8),
        ends_time=time(2, 30), zone="America/New_York",
    )  # fmt: skip

    assert list(problems) == ["ends_time"]


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("Asia/Shanghai", date(2017, 10, 10), utc(2017, 10, 10, 2, 30)),
        ("America/New_York", date(2026, 3, 7), utc(2026, 3, 7, 15, 30)),
        ("America/New_York", date(2026, 3, 8), utc(2026, 3, 8, 14, 30)),
        ("Europe/Zurich", date(2026, 3, 29), utc(2026, 3, 29, 8, 30)),
        ("Asia/Kathmandu", date(2026, 3, 29), utc(2026, 3, 29, 4, 45)),
        ("Australia/Sydney", date(2026, 1, 1), utc(2025, 12, 31, 23, 30)),
    ],
)
def test_an_hour_is_of_the_zone_it_is_given_in(zone: str, day: date, instant: datetime) -> None:
    start, end, over = instants(starts_on=day, starts_time=time(10, 30), zone=zone)

    assert start == instant
    assert end is None
    assert over is not None
    assert over > instant


def test_an_event_without_an_end_is_over_when_its_day_is_where_it_takes_place() -> None:
    _start, end, over = instants(**makers.OPENING)

    assert end is None
    assert over == utc(2026, 5, 12, 16)


def test_an_event_with_an_end_is_over_then() -> None:
    start, end, over = instants(**makers.OPENING, ends_time=time(12))

    assert start == utc(2026, 5, 12, 2, 30)
    assert end == over == utc(2026, 5, 12, 4)


def test_an_event_may_end_after_midnight() -> None:
    late = {"starts_on": DAY, "starts_time": time(22), "zone": makers.SHANGHAI}

    _start, end, _over = instants(**late, ends_on=date(2026, 5, 13), ends_time=time(0, 30))

    assert end == utc(2026, 5, 12, 16, 30)


def test_a_last_day_without_an_hour_is_a_whole_day() -> None:
    _start, end, over = instants(**makers.OPENING, ends_on=date(2026, 5, 13))

    assert end == over == utc(2026, 5, 13, 16)


def test_days_without_a_zone_are_sorted_by_the_markets() -> None:
    start, end, over = instants(starts_on=date(2026, 3, 7), ends_on=date(2026, 3, 8))

    assert start == utc(2026, 3, 7, 5)
    assert end == over == utc(2026, 3, 9, 4)  # a day of 23 hours


def test_days_with_a_zone_are_its_days() -> None:
    start, end, _over = instants(starts_on=DAY, zone=makers.SHANGHAI)

    assert (start, end) == (utc(2026, 5, 11, 16), utc(2026, 5, 12, 16))


def test_nothing_said_of_the_time_is_no_time() -> None:
    assert instants(title="Opening") == (None, None, None)


def test_a_release_cannot_be_given_such_hours_past_the_forms(db: None) -> None:
    release = makers.draft(NOON)

    with pytest.raises(ValidationError):
        makers.state(release, starts_on=DAY, starts_time=time(10))

    update = makers.state(release, **makers.OPENING)
    stored = EventUpdate.objects.filter(pk=update.pk)
    for columns in ({"zone": ""}, {"starts_on": None}, {"ends_at": NOON}):
        with acting_as(ada()), transaction.atomic(), pytest.raises(IntegrityError):
            stored.update(**columns)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example/a", "live.example"])
def test_a_webcast_that_is_not_on_the_web_is_never_stored(db: None, address: str) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        makers.state(makers.draft(NOON), title="Opening", webcast_url=address)
