"""The calendars, parsed back with the library that readers' programs use too."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from events.models import Event
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers
from tests.events.makers import ALL, ICS, OPENING, said
from tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOVED: dict[str, Any] = OPENING | {"starts_on": date(2026, 5, 19)}


def calendar(client: Client, address: str = ICS) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    parsed = Calendar.from_ical(response.content)
    assert parsed.errors == []
    return parsed


def only(client: Client, address: str = ICS) -> Any:
    (event,) = calendar(client, address).events
    assert event.errors == []
    return event


def test_a_calendar_says_what_it_is(client: Client, stopped_clock: StoppedClock) -> None:
    factories.company()
    said(NOON - DAY, **ALL)

    response = client.get("/events.ics")
    parsed = calendar(client, "/events.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="events.ics"'
    assert client.get(ICS)["Content-Disposition"] == 'inline; filename="opening.ics"'
    assert parsed["VERSION"] == "2.0"
    assert parsed["NAME"] == parsed["X-WR-CALNAME"] == "Harbor Bio: events"
    assert "METHOD" not in parsed
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in response.content


def test_an_event_says_when_where_and_by_which_sentence(
    client: Client, stopped_clock: StoppedClock, settings: Any
) -> None:
    update = said(NOON - DAY, **ALL)

    event = only(client)

    assert event["UID"] == str(Event.objects.get().uid)
    assert event["SUMMARY"] == "Opening of the plant"
    assert event["LOCATION"] == "7 Lakeside Road, Hangzhou"
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event.start.replace(tzinfo=None) == datetime(2026, 5, 12, 10, 30)  # noqa: DTZ001 -- the clocks there
    assert event.start == datetime(2026, 5, 12, 2, 30, tzinfo=UTC)
    assert event.end == datetime(2026, 5, 12, 4, tzinfo=UTC)
    assert event["URL"] == f"{settings.SITE_URL}/events/opening/"
    assert settings.SITE_URL + update.get_absolute_url() in event["DESCRIPTION"]
    assert event["CONFERENCE"] == ALL["webcast_url"]
    assert event["CONFERENCE"].params["VALUE"] == "URI"


def test_the_feed_and_the_events_own_calendar_say_the_same(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)

    assert only(client, "/events.ics").to_ical() == only(client).to_ical()


def test_no_end_is_made_up(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, **OPENING)

    assert "DTEND" not in only(client)
    assert "DURATION" not in only(client)


@pytest.mark.parametrize("zone", ["", "Asia/Shanghai"])
def test_days_without_an_hour_are_days_and_end_before_the_next(
    client: Client, stopped_clock: StoppedClock, zone: str
) -> None:
    said(NOON - DAY, starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 14), zone=zone)

    content = client.get(ICS).content

    assert b"\r\nDTSTART;VALUE=DATE:20260512\r\n" in content
    assert b"\r\nDTEND;VALUE=DATE:20260515\r\n" in content
    assert b"VTIMEZONE" not in content
    assert only(client)["TRANSP"] == "TRANSPARENT"


def test_a_last_day_without_an_hour_lasts_to_its_midnight(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **OPENING, ends_on=date(2026, 5, 13))

    assert b"\r\nDTEND;TZID=Asia/Shanghai:20260514T000000\r\n" in client.get(ICS).content


def changes(client: Client) -> list[tuple[int, datetime]]:
    event = only(client)
    return [(event["SEQUENCE"], event["LAST-MODIFIED"].dt)]


def test_each_public_change_makes_a_higher_sequence_and_a_later_stamp(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    seen = changes(client)
    uid = only(client)["UID"]

    moved = said(NOON - 8 * DAY, **MOVED)
    seen += changes(client)
    said(NOON - 7 * DAY, status="cancelled")
    seen += changes(client)
    factories.public("A correction", publish_at=NOON - 6 * DAY, corrects=moved.release)
    seen += changes(client)
    another = said(NOON - 5 * DAY, **MOVED, status="moved")
    seen += changes(client)
    withdraw(another.release, by=factories.cora(), at=NOON, reason="Not agreed yet.")
    seen += changes(client)

    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(seen))
    assert seen[0] == (0, NOON - 9 * DAY)
    assert seen[-1][1] == NOON
    assert only(client)["UID"] == uid


def test_a_stamp_is_that_of_the_last_change_and_never_now(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    first = client.get(ICS).content, client.get("/events.ics").content

    stopped_clock.set(NOON + DAY)

    assert (client.get(ICS).content, client.get("/events.ics").content) == first
    assert only(client)["DTSTAMP"].dt == only(client)["LAST-MODIFIED"].dt == NOON - 9 * DAY


def test_a_correction_counts_from_its_second_and_its_withdrawal_not(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    wrong = said(NOON - 8 * DAY, **MOVED)
    due = NOON + timedelta(hours=1)
    correction = factories.approved("A correction", publish_at=due, corrects=wrong.release)

    stopped_clock.set(due - timedelta(microseconds=1))
    before = changes(client)
    stopped_clock.set(due)
    after = changes(client)
    withdraw(correction, by=factories.cora(), at=due, reason="Twice.")

    assert (before, after) == ([(1, NOON - 8 * DAY)], [(2, due)])
    assert changes(client) == after


def test_a_corrected_translation_corrects_what_its_original_said(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    wrong = said(NOON - 8 * DAY, **MOVED)
    french = factories.public("Version", language="fr", translation_of=wrong.release)

    factories.public("A correction", publish_at=NOON - timedelta(hours=1), corrects=french)

    assert changes(client) == [(2, NOON - timedelta(hours=1))]


def test_a_moved_event_is_confirmed_at_its_new_time(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 8 * DAY, **MOVED, status="moved")

    event = only(client)

    assert event["STATUS"] == "CONFIRMED"
    assert event.start == datetime(2026, 5, 19, 2, 30, tzinfo=UTC)
    assert "it was: May 12, 2026, 10:30 a.m. to noon CST" in event["DESCRIPTION"]


@pytest.mark.parametrize("address", [ICS, "/events.ics"])
def test_a_cancelled_event_stays_and_says_so(
    client: Client, stopped_clock: StoppedClock, address: str
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 8 * DAY, status="cancelled")

    event = only(client, address)

    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Cancelled: Opening of the plant"
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize("address", [ICS, "/events.ics"])
@pytest.mark.parametrize("later", [None, "cancelled"])
def test_an_event_moved_to_no_day_yet_is_off_its_old_one(
    client: Client, stopped_clock: StoppedClock, address: str, later: str | None
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 8 * DAY, status="moved")
    if later:
        said(NOON - 7 * DAY, status=later)

    event = only(client, address)

    assert event["STATUS"] == "CANCELLED"
    assert event.start == datetime(2026, 5, 12, 2, 30, tzinfo=UTC)
    assert not event["SUMMARY"].startswith("Opening")


def test_an_event_whose_day_was_never_known_is_in_no_calendar(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, title="Opening of the plant")

    assert client.get(ICS).status_code == 404
    assert calendar(client, "/events.ics").events == []


def test_the_feed_holds_what_is_to_come_and_a_year_back_in_order(
    client: Client, stopped_clock: StoppedClock
) -> None:
    for slug, days in (("b", 40), ("a", -1), ("old", -370), ("c", 900), ("year", -360)):
        day = NOON.date() + days * DAY
        said(NOON - 400 * DAY, makers.event(slug), title=slug, starts_on=day)

    found = [event["SUMMARY"] for event in calendar(client, "/events.ics").events]

    assert found == ["year", "a", "b", "c"]


def test_the_feed_is_bounded_and_prefers_what_is_to_come(
    client: Client, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.querysets.MOST_IN_CALENDAR", 4)
    for days in (-3, -2, -1, 1, 2, 3):
        day = NOON.date() + days * DAY
        said(NOON - 9 * DAY, makers.event(f"e{days}"), title=str(days), starts_on=day)

    found = [event["SUMMARY"] for event in calendar(client, "/events.ics").events]

    assert found == ["-1", "1", "2", "3"]


def test_a_feed_without_events_still_holds_a_component(
    client: Client, stopped_clock: StoppedClock
) -> None:
    assert calendar(client, "/events.ics").walk("VTIMEZONE")


def test_each_zone_stands_once_and_in_order(client: Client, stopped_clock: StoppedClock) -> None:
    for number, zone in enumerate(
        ["Europe/Zurich", "Asia/Tokyo", "Europe/Zurich", "Asia/Hong_Kong"]
    ):
        said(NOON - DAY, makers.event(f"e-{number}"), starts_on=date(2026, 6, 1 + number),
             starts_time=time(9), zone=zone)  # fmt: skip

    parsed = calendar(client, "/events.ics")

    assert [str(zone["TZID"]) for zone in parsed.timezones] == [
        "Asia/Hong_Kong", "Asia/Tokyo", "Europe/Zurich",
    ]  # fmt: skip
    assert parsed.get_missing_tzids() == set()


def test_what_a_release_says_cannot_break_the_calendar(
    client: Client, stopped_clock: StoppedClock
) -> None:
    title = "Opening;\nATTACH:https://elsewhere.example/, \\n 开业 " + "x" * 120
    said(NOON - DAY, **OPENING, title=title, venue="A\r\nEND:VEVENT")

    content = client.get(ICS).content
    event = only(client)

    assert "ATTACH" not in event
    assert event["SUMMARY"] == title
    assert b"\nEND:VEVENT\r\nEND:VCALENDAR\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
