"""The pages of trials in a real browser: what axe finds, and whether a small screen holds them."""

from datetime import timedelta
from itertools import product

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.factories import NOON
from tests.releases.in_a_browser import violations
from tests.trials import makers
from tests.trials.makers import said
from tests.trials.test_pages import ALL, PAGE

DAY = timedelta(days=1)


@pytest.fixture
def addresses(committed_pages: None, live_server: LiveServer) -> list[str]:
    """The pipeline with trials of every kind, and the page of one, of which much was said and
    something was corrected."""
    factories.company()
    started = NOON - timedelta(days=400)
    wrong = said(started, **ALL | {"condition": "Gout" * 12, "title": "HB-7" * 30})
    said(started + DAY, **ALL, release={"corrects": wrong.release})
    for number, phase in enumerate(("pre-clinical", "early Phase 1", "Phase IIb", "Phase III", "")):
        about = makers.trial(f"Trial {number}", f"trial-{number}")
        said(started, about, title=f"HB-{number} in asthma", phase_as_printed=phase)
    for number in range(25):
        said(started + (2 + number) * DAY, enrolment=40 + number)
    return [live_server.url + path for path in ("/pipeline/", PAGE)]


def test_axe_finds_nothing_in_either_scheme(browser: Browser, addresses: list[str]) -> None:
    assert violations(browser, addresses) == []


def test_no_screen_is_scrolled_sideways(browser: Browser, addresses: list[str]) -> None:
    excess = {}

    for width, address in product((320, 390, 700, 820), addresses):
        page = browser.new_page(viewport={"width": width, "height": 640})
        page.goto(address)
        excess[width, address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.close()

    assert set(excess.values()) == {0}


def test_a_phase_leads_to_its_words_in_the_release(browser: Browser, addresses: list[str]) -> None:
    page = browser.new_page()
    page.goto(addresses[0])

    page.get_by_role("link", name="Phase I/IIa").click()

    anchor = page.url.partition("#")[2]
    assert makers.PASSAGE.startswith(page.locator(f"#{anchor}").inner_text()[:10])
