"""What people come for, walked in a browser through the demo company's site."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from demo_company import loading
from tests.conftest import StoppedClock

BEFORE_THE_OPENING = datetime(2017, 10, 16, 14, 0, tzinfo=UTC)
YEARS_AFTER = datetime(2020, 6, 1, 14, 0, tzinfo=UTC)


@pytest.fixture(params=["with scripts", "without scripts"])
def visitor(request: pytest.FixtureRequest, committed_pages: None, browser: Browser) -> Page:
    """Somebody with a phone, once with and once without JavaScript."""
    context = browser.new_context(
        java_script_enabled=request.param == "with scripts",
        viewport={"width": 390, "height": 844},
        timezone_id="Asia/Shanghai",
    )
    return context.new_page()


def opened(demo: StoppedClock, at: datetime) -> None:
    demo.set(at)
    loading.load(demo.instant)
    demo.settle()


def test_an_investor_finds_total_gmp_capacity_and_where_it_was_said(
    demo: StoppedClock, visitor: Page, live_server: LiveServer
) -> None:
    opened(demo, BEFORE_THE_OPENING)
    visitor.goto(live_server.url)

    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Facilities").click()
    visitor.get_by_role("link", name="47,300 square feet").first.click()

    expect(visitor).to_have_url(re.compile(r"/news/[^#]+#said-"))
    said = visitor.locator(":target, :target + .passage").first
    expect(said).to_contain_text("47,300")


def test_an_analyst_downloads_the_trials(
    demo: StoppedClock, visitor: Page, live_server: LiveServer
) -> None:
    opened(demo, BEFORE_THE_OPENING)
    visitor.goto(live_server.url)

    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Pipeline").click()
    with visitor.expect_download() as begun:
        visitor.get_by_role("link", name="CSV").click()

    table = list(csv.DictReader(StringIO(Path(begun.value.path()).read_text("utf-8-sig"))))
    assert [row["phase_as_printed"] for row in table] == ["Phase I"] * 3


def test_a_journalist_finds_the_contact_and_releases_of_last_year(
    demo: StoppedClock, visitor: Page, live_server: LiveServer
) -> None:
    opened(demo, YEARS_AFTER)
    visitor.goto(live_server.url)

    main = visitor.get_by_role("navigation", name="Main")
    main.get_by_role("link", name="Contacts").click()
    expect(visitor.get_by_text("Sarah Kelly").first).to_be_visible()
    main.get_by_role("link", name="News").click()
    visitor.get_by_role("link", name="2019", exact=True).click()

    expect(visitor.get_by_role("link", name="Nasdaq Global Select Market")).to_be_visible()
    expect(visitor.get_by_role("link", name="Grand Opening")).to_have_count(0)


def test_someone_in_shanghai_adds_the_opening_to_a_calendar(
    demo: StoppedClock, visitor: Page, live_server: LiveServer
) -> None:
    opened(demo, BEFORE_THE_OPENING)
    visitor.goto(live_server.url)

    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Events").click()
    visitor.get_by_role("link", name="Grand opening of the Shanghai facility").first.click()
    with visitor.expect_download() as begun:
        visitor.locator('main a[href$=".ics"]').first.click()

    calendar = icalendar.Calendar.from_ical(Path(begun.value.path()).read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART").isoformat() == "2017-11-04T10:30:00+08:00"
