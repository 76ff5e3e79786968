"""The pages of events in a real browser: what axe finds, whether a small screen holds them, and
what a script adds for a reader who sits elsewhere."""

import re
from datetime import date, time, timedelta
from functools import partial

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers
from tests.events.makers import ALL, OPENING, PAGE, said
from tests.factories import NOON
from tests.releases.in_a_browser import overflowing, violations

DAY = timedelta(days=1)


@pytest.fixture
def addresses(
    committed_pages: None, live_server: LiveServer, stopped_clock: StoppedClock
) -> list[str]:
    """The list with events of every kind, and the pages of three: to come, moved, past."""
    factories.company()
    said(NOON - 30 * DAY, **ALL)
    moved, off, past = (makers.event(slug) for slug in ("moved", "off", "past"))
    said(NOON - 30 * DAY, moved, **ALL | {"title": "Annual meeting " * 9})
    said(NOON - 9 * DAY, moved, **OPENING | {"starts_on": date(2026, 6, 19), "ends_on":
         date(2026, 6, 21)}, release={"headline": "Harbor Bio moves a meeting"})  # fmt: skip
    said(NOON - 30 * DAY, off, title="Day of open doors", starts_on=date(2026, 4, 1))
    said(NOON - 9 * DAY, off, status="cancelled")
    said(NOON - 30 * DAY, past, title="Results", starts_on=date(2026, 2, 20), starts_time=time(9),
         zone="America/New_York", venue="Long" * 30)  # fmt: skip
    said(NOON - 30 * DAY, makers.event("undated"), title="Some day")
    paths = ("/events/", PAGE, "/events/moved/", "/events/past/")
    return [live_server.url + path for path in paths]


def opened(browser: Browser, address: str, **where: str) -> Page:
    page = browser.new_context(**where).new_page()  # type: ignore[arg-type]  # names of Playwright's
    page.goto(address)
    return page


def test_axe_finds_nothing_in_either_scheme(browser: Browser, addresses: list[str]) -> None:
    assert violations(browser, addresses) == []


def test_no_screen_is_scrolled_sideways(browser: Browser, addresses: list[str]) -> None:
    assert overflowing(browser, addresses) == []


def test_a_reader_elsewhere_is_told_the_hour_by_their_own_clock(
    browser: Browser, addresses: list[str]
) -> None:
    page = opened(browser, addresses[1], timezone_id="Europe/Berlin", locale="en-GB")

    note = page.locator(".event-day .converted").inner_text()

    assert "12 May 2026" in note or "May 12, 2026" in note
    assert "4:30" in note
    assert "Europe/Berlin, by your clock" in note
    page.context.close()


def test_a_reader_at_the_place_keeps_the_markets_clock_beside_their_own(
    browser: Browser, addresses: list[str]
) -> None:
    page = opened(browser, addresses[1], timezone_id="Asia/Shanghai")

    assert "EDT" in page.locator(".event-day .converted").inner_text()
    page.context.close()


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-05-10T14:00:00+08:00", "in 45 hours"),
        ("2026-05-12T09:45:00+08:00", "in 45 minutes"),
        ("2026-05-12T11:00:00+08:00", "now"),
        ("2026-05-12T13:00:00+08:00", ""),
    ],
)
def test_the_last_hours_are_counted_by_the_clock_of_the_reader(
    browser: Browser, addresses: list[str], now: str, words: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.route(f"**{PAGE}", partial(_as_if_served_on, now[:10]))

    page.goto(addresses[1])

    assert page.locator(".event-countdown").inner_text() == words
    context.close()


def test_a_page_of_another_day_keeps_its_words(browser: Browser, addresses: list[str]) -> None:
    page = opened(browser, addresses[1])

    assert page.locator(".event-countdown").inner_text() == "in 70 days"
    page.context.close()


def test_without_a_script_the_hour_is_that_of_the_place_and_the_market(
    browser: Browser, addresses: list[str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses[1])

    text = page.locator("main").inner_text()

    assert "10:30 a.m. to noon CST" in text
    assert "10:30 p.m. EDT" in text
    assert "in 70 days" in text
    context.close()


def test_someone_in_shanghai_puts_the_opening_into_a_calendar(
    browser: Browser, addresses: list[str], live_server: LiveServer
) -> None:
    page = opened(browser, live_server.url + "/", timezone_id="Asia/Shanghai")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Events").click()
    page.get_by_role("link", name="Opening of the plant", exact=True).click()

    assert page.locator(".event-date").inner_text() == "May 12, 2026"
    assert "10:30 a.m." in page.locator(".event-day").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()

    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART").isoformat() == "2026-05-12T10:30:00+08:00"
    page.context.close()


def _as_if_served_on(day: str, route: Route) -> None:
    """The page as the server gives it on another day: for the script nothing else differs."""
    response = route.fetch()
    html = re.sub(r'(data-said-on=")[^"]*', rf"\g<1>{day}", response.text())
    route.fulfill(response=response, body=html)
