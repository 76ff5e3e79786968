"""The public pages in a real browser: what axe finds, and whether a small screen holds them."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from releases.models import Release
from tests import factories
from tests.releases.in_a_browser import overflowing, violations
from tests.releases.pages import MORNING, announcement


@pytest.fixture
def addresses(committed_pages: None, live_server: LiveServer) -> list[str]:
    """Each kind of page, of a site with a release that has all its parts and a correction."""
    factories.company()
    wrong = announcement()
    right: Release = factories.public(
        "Harbor Bio Puts It Right",
        corrects=wrong,
        is_inside_information=True,
        publish_at=MORNING + timedelta(days=1),
    )
    paths = ["/", "/news/", "/news/2017/", "/contacts/", "/nowhere/"]
    paths += [wrong.get_absolute_url(), right.get_absolute_url()]
    return [live_server.url + path for path in paths]


def test_axe_finds_nothing_in_either_scheme(browser: Browser, addresses: list[str]) -> None:
    assert violations(browser, addresses) == []


def test_narrow_screen_is_not_scrolled_sideways(browser: Browser, addresses: list[str]) -> None:
    assert overflowing(browser, addresses) == []


def test_pages_load_without_a_word_from_the_browser(browser: Browser, addresses: list[str]) -> None:
    page = browser.new_page()
    words: list[str] = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))

    for address in addresses:
        if not address.endswith("/nowhere/"):  # its 404 is reported, as it should be
            page.goto(address)

    assert words == []
