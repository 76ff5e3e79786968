"""Previews for people outside in a real browser: from the desk to the page, and no further."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ircms import clock
from previews import grants
from previews.models import Grant
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.previews.granted import HEADLINE, embargoed, home, page_of, terms

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def moving_clock(committed_pages: None, monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    moving = StoppedClock()
    monkeypatch.setattr(clock, "read", lambda: moving.instant)
    moving.set(NOON)
    return moving


@pytest.fixture
def complaints(page: Any) -> Iterator[list[str]]:
    """What the browser complains of: blocked by policy, failed to load, thrown."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield heard
    assert heard == []


def violations(page: Any) -> list[str]:
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


def given() -> tuple[Grant, str]:
    grant, token = grants.give(embargoed(), terms(), by=factories.cora(), at=NOON)
    return grant, f"/preview/{token}"


def test_a_link_is_opened_by_keyboard_and_the_token_leaves_the_address(
    page: Any, live_server: Any, moving_clock: StoppedClock, complaints: list[str]
) -> None:
    grant, link = given()

    page.goto(f"{live_server.url}{link}")
    button = page.get_by_role("button", name="Open it on this device")
    while not button.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=HEADLINE).wait_for()

    assert page.url == f"{live_server.url}{page_of(grant)}"
    (cookie,) = page.context.cookies(f"{live_server.url}{home(grant)}")
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == (home(grant), True, "Strict")
    assert page.context.cookies(f"{live_server.url}/") == []
    assert page.evaluate("document.cookie") == ""
    assert page.get_by_text("Confidential: preview for Rosa Okafor").is_visible()


def test_a_bookmark_opens_it_again_and_a_link_on_another_site_does_not(
    page: Any, live_server: Any, moving_clock: StoppedClock
) -> None:
    grant, link = given()
    page.goto(f"{live_server.url}{link}")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("heading", name=HEADLINE).wait_for()

    page.goto(f"{live_server.url}{page_of(grant)}")
    page.get_by_role("heading", name=HEADLINE).wait_for()
    page.goto(f"data:text/html,<a id=there href={live_server.url}{page_of(grant)}>there</a>")
    page.locator("#there").click()

    page.get_by_role("heading", name="There is no page at this address").wait_for()
    assert page.get_by_text(HEADLINE).count() == 0


def test_a_form_on_another_site_opens_nothing(
    page: Any, live_server: Any, moving_clock: StoppedClock
) -> None:
    grant, link = given()

    form = f"<form method=post action={live_server.url}{link}><button>Win</button></form>"
    page.goto(f"data:text/html,{form}")
    page.get_by_role("button", name="Win").click()

    page.get_by_role("heading", name="There is no page at this address").wait_for()
    assert not grant.devices.exists()


def test_at_the_second_the_next_click_leads_to_the_public_page(
    page: Any, live_server: Any, moving_clock: StoppedClock
) -> None:
    grant, link = given()
    page.goto(f"{live_server.url}{link}")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("heading", name=HEADLINE).wait_for()

    moving_clock.set(NOON + timedelta(hours=1))
    page.get_by_role("link", name="Facilities").first.click()

    page.wait_for_url(f"{live_server.url}{grant.release.get_absolute_url()}")
    assert page.get_by_text("Confidential: preview").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_door_and_pages_have_no_violations_and_do_not_scroll_sideways(
    page: Any, live_server: Any, moving_clock: StoppedClock, scheme: str, width: int
) -> None:
    _, link = given()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    for step in ("door", "page"):
        if step == "door":
            page.goto(f"{live_server.url}{link}")
        else:
            page.get_by_role("button", name="Open it").click()
            page.get_by_role("heading", name=HEADLINE).wait_for()

        assert violations(page) == [], step
        sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert page.evaluate(sideways) is False
