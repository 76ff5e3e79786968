"""The next event, how long it is until then, and the ways into a calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.coming import next_event
from events.countdowns import Countdown
from events.models import EventUpdate
from tests.conftest import StoppedClock
from tests.events import makers
from tests.events.makers import ALL, ICS, OPENING, PAGE, said
from tests.factories import NOON
from tests.releases.pages import get
from tests.sourced import tree, unvouched

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOON.date()


def on(slug: str, day: date, **columns: object) -> EventUpdate:
    return said(NOON - 40 * DAY, makers.event(slug), starts_on=day, title=slug, **columns)


def title_of_the_next() -> str:
    found = next_event(NOON)
    return found.occasion.title if found else ""


def test_the_next_event_is_the_first_that_is_to_take_place(stopped_clock: StoppedClock) -> None:
    on("later", TODAY + 5 * DAY)
    on("off", TODAY + DAY, status="cancelled")
    on("over", TODAY - DAY)
    on("next", TODAY + 2 * DAY)

    assert title_of_the_next() == "next"


def test_without_an_event_to_come_there_is_no_next_one(stopped_clock: StoppedClock) -> None:
    on("over", TODAY - DAY)
    said(NOON + DAY, **ALL)

    assert next_event(NOON) is None
    assert render_to_string("events/_next_event.html", {"coming": None}).strip() == ""


def test_the_next_event_is_found_with_as_many_queries_among_many(
    stopped_clock: StoppedClock,
) -> None:
    on("first", TODAY + DAY)
    with CaptureQueriesContext(connection) as few:
        next_event(NOON)

    for number in range(12):
        on(f"more-{number}", TODAY + (2 + number) * DAY)
    with CaptureQueriesContext(connection) as many:
        next_event(NOON)

    assert len(few) == len(many)


def test_the_next_event_says_when_where_and_offers_its_file(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)

    html = render_to_string("events/_next_event.html", {"coming": next_event(NOON)})

    page = tree(html)
    assert page.text.startswith("Opening of the plant May 12, 2026 10:30 a.m. to noon CST")
    assert ALL["venue"] in page.text
    assert f'<a class="button" href="{ICS}" type="text/calendar">Add to calendar</a>' in html
    assert unvouched(page) == []


def test_the_list_begins_with_the_next_event_and_names_it_once(
    client: Client, stopped_clock: StoppedClock
) -> None:
    on("next", TODAY + DAY)
    on("later", TODAY + 5 * DAY)

    page = get(client, "/events/")

    assert page.text.index("Next event next") < page.text.index("Also to come")
    assert len(page.all("a", href="/events/next/")) == len(page.all("a", href="/events/later/"))


@pytest.mark.parametrize(
    ("day", "at", "words"),
    [
        (date(2026, 3, 20), datetime(2026, 3, 1, 17, tzinfo=UTC), "in 18 days"),
        (date(2026, 3, 20), datetime(2026, 3, 1, 15, tzinfo=UTC), "in 19 days"),
        (date(2026, 3, 3), datetime(2026, 3, 1, 17, tzinfo=UTC), "tomorrow"),
        (date(2026, 3, 2), datetime(2026, 3, 1, 17, tzinfo=UTC), "today"),
    ],
)
def test_days_are_counted_on_the_calendar_of_the_place(
    stopped_clock: StoppedClock, day: date, at: datetime, words: str
) -> None:
    update = on("opening", day, starts_time=time(10, 30), zone=makers.SHANGHAI)

    countdown = Countdown.of(update, at)

    assert countdown
    assert countdown.words == words


def test_an_event_that_has_begun_and_lasts_is_under_way(stopped_clock: StoppedClock) -> None:
    update = on("week", TODAY - 2 * DAY, ends_on=TODAY + 2 * DAY)

    countdown = Countdown.of(update, NOON)

    assert countdown
    assert countdown.words == "under way"


def test_nobody_waits_for_what_is_over_or_has_no_day(stopped_clock: StoppedClock) -> None:
    undated = said(NOON - DAY, makers.event("undated"), title="Some day")

    assert Countdown.of(on("over", TODAY - DAY), NOON) is None
    assert Countdown.of(undated, NOON) is None
    assert Countdown.of(None, NOON) is None


def test_a_page_says_the_same_all_day_long(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **ALL)
    stopped_clock.set(datetime(2026, 3, 2, 5, 5, tzinfo=UTC))
    early = [client.get(each).content for each in ("/events/", PAGE)]

    stopped_clock.set(datetime(2026, 3, 2, 15, 55, tzinfo=UTC))

    assert [client.get(each).content for each in ("/events/", PAGE)] == early


def test_a_cancelled_event_counts_down_to_nothing(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, status="cancelled")

    assert b"event-countdown" not in client.get(PAGE).content


def test_a_page_of_a_past_day_counts_from_that_day(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **OPENING)
    day = (NOON - 5 * DAY).date()

    now, then = (get(client, each).text for each in (PAGE, f"{PAGE}?as_of={day}"))

    assert "in 70 days" in now
    assert "in 75 days" in then


def test_the_calendar_can_be_subscribed_to_and_followed_by_its_address(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)

    for address in ("/events/", PAGE):
        assert get(client, address).all("a", href="webcal://testserver/events.ics")
    assert get(client, "/events/").all("a", href="/events.ics", type="text/calendar")


def test_an_entry_of_the_history_leads_to_the_event_as_it_stood_that_day(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, venue="The town hall", passage="of other days")
    then = (NOON - 9 * DAY).date()

    assert get(client, PAGE).all("a", href=f"{PAGE}?as_of={then}")
    assert "town hall" not in get(client, f"{PAGE}?as_of={then}").text


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_what_does_not_take_place_on_a_known_day_is_offered_to_no_calendar(
    client: Client, stopped_clock: StoppedClock, status: str
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, status=status)

    for address in ("/events/", PAGE):
        assert "Add to calendar" not in get(client, address).text
    assert client.get(ICS).status_code == 200
