"""JSON-LD of an event's page, as search engines read it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import StoppedClock
from tests.events.makers import ALL, OPENING, PAGE, said
from tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOVED: dict[str, Any] = OPENING | {"starts_on": date(2026, 5, 19)}


def told(client: Client) -> dict[str, Any]:
    content = client.get(PAGE).content.decode()
    script = content.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    thing: dict[str, Any] = json.loads(script)
    return thing


def test_an_event_is_told_with_its_time_and_places(
    client: Client, stopped_clock: StoppedClock, settings: Any
) -> None:
    said(NOON - DAY, **ALL)

    assert told(client) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Opening of the plant",
        "url": f"{settings.SITE_URL}/events/opening/",
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": "2026-05-12T10:30:00+08:00",
        "endDate": "2026-05-12T12:00:00+08:00",
        "location": [
            {"@type": "Place", "name": "7 Lakeside Road, Hangzhou"},
            {"@type": "VirtualLocation", "url": "https://harbor-bio.example/live?a=1&b=2"},
        ],
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "organizer": {"@id": f"{settings.SITE_URL}/#company"},
    }


@pytest.mark.parametrize(
    ("place", "mode", "kind"),
    [
        ({"venue": "Hangzhou"}, "OfflineEventAttendanceMode", "Place"),
        ({"webcast_url": "https://harbor-bio.example/"}, "OnlineEventAttendanceMode",
         "VirtualLocation"),
    ],
)  # fmt: skip
def test_where_it_is_attended_follows_from_what_is_stated(
    client: Client, stopped_clock: StoppedClock, place: dict[str, Any], mode: str, kind: str
) -> None:
    said(NOON - DAY, **OPENING, **place)

    thing = told(client)

    assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert thing["location"]["@type"] == kind


def test_what_nobody_stated_is_left_out(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, title="Opening")

    assert not {"startDate", "endDate", "location", "eventAttendanceMode"} & set(told(client))


def test_days_without_an_hour_are_told_as_days(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 14))

    assert (told(client)["startDate"], told(client)["endDate"]) == ("2026-05-12", "2026-05-14")


def test_a_moved_event_tells_when_it_was_to_start(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 8 * DAY, **MOVED)

    assert told(client)["eventStatus"] == "https://schema.org/EventRescheduled"
    assert told(client)["startDate"] == "2026-05-19T10:30:00+08:00"
    assert told(client)["previousStartDate"] == "2026-05-12T10:30:00+08:00"


def test_an_event_moved_to_no_day_yet_is_told_as_postponed(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 8 * DAY, status="moved")

    assert told(client)["eventStatus"] == "https://schema.org/EventPostponed"
    assert told(client)["previousStartDate"] == "2026-05-12T10:30:00+08:00"


def test_a_cancelled_event_is_told_as_cancelled(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 8 * DAY, status="cancelled")

    assert told(client)["eventStatus"] == "https://schema.org/EventCancelled"
