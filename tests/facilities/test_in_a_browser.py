"""The pages of facilities in a real browser: what axe finds, and whether a small screen holds
them."""

from datetime import date

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.facilities.makers import PORTO, WUXI, actual, days_ago, planned, public, said
from tests.releases.in_a_browser import overflowing, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(committed_pages: None, live_server: LiveServer) -> list[str]:
    factories.company()
    wrong = public(
        "Harbor Bio Tells of Wuxi",
        said(WUXI, status="opened"),
        actual(WUXI, "999 square feet", date(2025, 5, 1)),
        publish_at=days_ago(9),
    )
    public(
        "Harbor Bio Puts It Right",
        said(WUXI, status="opened"),
        said(PORTO, status="planned", status_on=date(2026, 1, 1)),
        actual(WUXI, "99,000 square feet", date(2025, 5, 1)),
        planned([WUXI, PORTO], "145,000 square feet", date(2026, 1, 1)),
        corrects=wrong,
        publish_at=days_ago(5),
    )
    return [live_server.url + path for path in ("/facilities/", "/facilities/wuxi/")]


def test_axe_finds_nothing_in_either_scheme_at_any_width(
    browser: Browser, addresses: list[str]
) -> None:
    assert violations(browser, addresses) == []


def test_narrow_screen_is_not_scrolled_sideways(browser: Browser, addresses: list[str]) -> None:
    assert overflowing(browser, addresses) == []
