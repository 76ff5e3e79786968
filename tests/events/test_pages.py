"""The list of events and the page of one, as readers get them."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from events.models import EventUpdate
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers
from tests.events.makers import ALL, ICS, OPENING, PAGE, said
from tests.factories import NOON
from tests.releases.pages import get

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ADDRESSES = ("/events/", PAGE, "/events.ics", ICS)
SOURCE = re.compile(r'<a class="source[^"]*" href="([^"]*)">(.*?)</a>', re.DOTALL)


def links(client: Client, address: str) -> dict[str, str]:
    """Where the words of each source on the page lead."""
    content = client.get(address).content.decode()
    return {
        " ".join(unescape(re.sub("<[^>]*>", "", words)).split()): unescape(href)
        for href, words in SOURCE.findall(content)
    }


def test_the_page_without_events_says_so(client: Client, stopped_clock: StoppedClock) -> None:
    page = get(client, "/events/")

    assert "No event is announced." in page.text
    assert "Past" not in page.text
    assert page.all("a", href="/events.ics")


@pytest.mark.parametrize("address", ["/events/", PAGE])
def test_every_value_leads_to_the_sentence_that_said_it(
    client: Client, stopped_clock: StoppedClock, address: str
) -> None:
    first = said(NOON - 9 * DAY, **ALL)
    later = said(NOON - 2 * DAY, venue="The town hall", passage="of other days")

    found = links(client, address)

    assert found["May 12, 2026"] == found["10:30 a.m. to noon CST"] == first.get_absolute_url()
    assert found["The town hall"] == later.get_absolute_url()
    assert first.anchor != later.anchor


@pytest.mark.parametrize("address", ["/events/", PAGE])
def test_an_hour_is_shown_with_its_zone_and_converted_to_the_markets(
    client: Client, stopped_clock: StoppedClock, address: str
) -> None:
    said(NOON - DAY, **ALL)

    page = get(client, address)

    assert "10:30 a.m. to noon CST Asia/Shanghai" in page.text
    assert "May 11, 2026, 10:30 p.m. EDT to May 12, 2026, midnight EDT" in page.text
    assert page.all("span", **{"class": "converted"})
    assert page.all("time", datetime="2026-05-12T10:30:00+08:00")
    assert page.all("a", href=ALL["webcast_url"])
    assert page.all("a", href=ICS, type="text/calendar")


def test_no_digit_stands_on_the_pages_but_in_a_source_a_time_or_a_conversion(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, **OPENING | {"starts_on": date(2026, 5, 19)})

    for address in ("/events/", PAGE):
        main = client.get(address).content.decode().partition('<main id="content"')[2]
        content = SOURCE.sub("", "<main " + main.partition("</main>")[0])
        content = re.sub(
            r"<time.*?</time>|<span class=\"[a-z- ]*(converted|event-countdown)\".*?</span>",
            "",
            content,
        )
        assert "was:" in content
        assert not re.search(r"\d", re.sub(r"<[^>]*>", "", content)), address


def test_a_moved_event_says_so_and_when_it_was(client: Client, stopped_clock: StoppedClock) -> None:
    first = said(NOON - 9 * DAY, **ALL)
    moved = said(NOON - 2 * DAY, **OPENING | {"starts_on": date(2026, 5, 19)})

    for address in ("/events/", PAGE):
        found = links(client, address)
        assert found["Moved"] == found["May 19, 2026"] == moved.get_absolute_url()
        was = "May 12, 2026, 10:30 a.m. to noon CST (Asia/Shanghai)"
        assert f"was: {was}" in get(client, address).text
        assert found[was] == first.get_absolute_url()


def test_a_cancelled_event_says_so_and_stays(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **ALL)
    cancelled = said(NOON - 2 * DAY, status="cancelled")

    for address in ("/events/", PAGE):
        assert links(client, address)["Cancelled"] == cancelled.get_absolute_url()
        assert "Opening of the plant" in get(client, address).text


def test_an_event_that_is_over_says_so_and_is_no_longer_offered_to_calendars(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)

    before = [get(client, address) for address in ("/events/", PAGE)]
    stopped_clock.set(NOON + 365 * DAY)
    after = [get(client, address) for address in ("/events/", PAGE)]

    assert all("Past" not in page.text for page in before)
    assert all("Add to calendar" in page.text for page in before)
    assert all("Past" in page.text for page in after)
    assert all("Add to calendar" not in page.text for page in after)


def test_an_event_moved_to_no_day_yet_is_to_be_announced(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, status="moved")

    for address in ("/events/", PAGE):
        text = get(client, address).text
        assert "Date to be announced" in text
        assert "Moved" in text
        assert "was: May 12, 2026" in text


def test_readers_never_see_the_name_that_staff_use(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **OPENING)

    for address in ADDRESSES:
        content = client.get(address).content.decode()
        assert "(staff)" not in content
        assert "Opening" in content


@pytest.mark.parametrize("state", ["never mentioned", "embargoed", "draft", "withdrawn"])
def test_an_event_that_nothing_public_mentions_is_not_there(
    client: Client, stopped_clock: StoppedClock, state: str
) -> None:
    empty = {each: client.get(each).content for each in ("/events/", "/events.ics")}
    match state:
        case "never mentioned":
            makers.event()
        case "embargoed":
            said(NOON + DAY, **ALL)
        case "draft":
            makers.state(makers.draft(NOON - DAY), **ALL)
        case "withdrawn":
            release = said(NOON - DAY, **ALL).release
            withdraw(release, by=factories.cora(), at=NOON, reason="Wrong day.")

    unknown = client.get("/events/nothing-of-the-kind/")

    assert client.get(PAGE).status_code == client.get(ICS).status_code == 404
    assert client.get(PAGE).content == client.get(ICS).content == unknown.content
    assert client.get("/events/?before=opening").content == unknown.content
    for address, content in empty.items():
        assert client.get(address).content == content


def test_an_embargoed_change_stays_unknown_until_its_second(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)
    due = NOON + timedelta(hours=1)
    before = [client.get(each).content for each in ADDRESSES]
    said(due, **OPENING | {"starts_on": date(2026, 5, 19)}, title="Grand opening", status="moved")
    said(due, status="cancelled", release={"headline": "Harbor Bio calls it off"})

    stopped_clock.set(due - timedelta(microseconds=1))
    still = [client.get(each).content for each in ADDRESSES]
    stopped_clock.set(due)
    after = [client.get(each).content.decode() for each in ADDRESSES]

    assert still == before
    assert all("Grand opening" in content for content in after)
    assert all("cancelled" in content.lower() for content in after)


def test_an_embargoed_correction_changes_nothing_yet(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = said(NOON - DAY, **ALL)
    before = [client.get(each).content for each in ADDRESSES]

    said(NOON + DAY, venue="The town hall", release={"corrects": wrong.release})

    assert [client.get(each).content for each in ADDRESSES] == before


def test_an_event_that_was_corrected_away_keeps_its_page_and_is_in_no_list(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = said(NOON - 5 * DAY, **ALL)
    factories.public("Harbor Bio corrects itself", corrects=wrong.release)

    page = get(client, PAGE)

    assert "What was said of this event has been corrected since" in page.text
    assert "Corrected since" in page.text
    assert "No event is announced." in get(client, "/events/").text
    assert client.get(ICS).status_code == 404
    assert b"VEVENT" not in client.get("/events.ics").content


def test_the_history_is_newest_first_and_marks_what_was_corrected(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = said(NOON - 9 * DAY, **OPENING, release={"headline": "First"})
    said(NOON - 5 * DAY, **OPENING, release={"headline": "Second", "corrects": wrong.release})
    said(NOON + DAY, venue="Elsewhere", release={"headline": "Third"})

    history = client.get(PAGE).context["history"]

    assert [(each.update.release.headline, each.update.is_corrected) for each in history.rows] == [
        ("Second", False),
        ("First", True),
    ]


@pytest.mark.parametrize("same_second", [False, True])
def test_a_long_history_is_walked_by_key_to_its_end(
    client: Client, stopped_clock: StoppedClock, same_second: bool
) -> None:
    for number in range(45):
        step = timedelta(0) if same_second else timedelta(minutes=number)
        said(NOON - DAY - step, venue="The plant", release={"slug": f"told-{number}"})

    seen: list[int] = []
    address = PAGE
    while address:
        history = client.get(address).context["history"]
        seen += [entry.update.pk for entry in history.rows]
        assert len(history.rows) <= 20
        address = f"{PAGE}?before={history.last.update.release.slug}" if history.last else ""

    assert sorted(seen) == sorted(EventUpdate.objects.values_list("pk", flat=True))
    assert len(seen) == 45


@pytest.mark.parametrize("before", ["", "unknown", "told-later", "of-another"])
def test_a_history_goes_on_only_from_a_public_release_about_the_event(
    client: Client, stopped_clock: StoppedClock, before: str
) -> None:
    said(NOON - DAY, **ALL)
    said(NOON + DAY, venue="Elsewhere", release={"slug": "told-later"})
    said(NOON - DAY, makers.event("another"), title="A", release={"slug": "of-another"})

    assert client.get(f"{PAGE}?before={before}").status_code == 404


def test_a_past_day_shows_what_held_then(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, venue="The town hall")
    day = (NOON - 5 * DAY).date()

    for address in ADDRESSES:
        content = client.get(f"{address}?as_of={day}").content.decode()
        assert "Lakeside Road" in content
        assert "town hall" not in content


def test_what_a_release_says_is_escaped(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, **OPENING, title="<script>alert(1)</script>", venue='"><b>',
         webcast_url='https://harbor-bio.example/"><i>')  # fmt: skip

    for address in ("/events/", PAGE):
        content = client.get(address).content.decode()
        assert "<script>alert" not in content
        assert "><b>" not in content
        assert "><i>" not in content
