"""The desk and its calendar in a real browser: for everybody, by keyboard, on a telephone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.admin.desk import RELEASES
from tests.admin.test_browser import complaints, moving_clock, violations  # noqa: F401 -- fixtures
from tests.factories import NOON

PAGES = {"desk": "/admin/", "calendar": f"{RELEASES}calendar/"}


def seated(page: Any, live_server: Any, person: Any) -> None:
    """``person`` has signed in already."""
    client = Client()
    client.force_login(person)
    page.context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": f"{live_server.url}/admin/"}
            for name, morsel in client.cookies.items()
        ]
    )


def eve() -> Any:
    return factories.person("Eve", "writer", "approver", "publisher")


def things_to_do() -> None:
    factories.company()
    factories.submitted(factories.draft("Monday", publish_at=NOON + timedelta(hours=2)))
    factories.draft("Also Monday", publish_at=NOON + timedelta(hours=3))
    factories.approved("Wednesday", publish_at=NOON + timedelta(days=2))
    factories.public("A public one")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_desk_and_calendar_are_accessible_and_fit(
    page, live_server, moving_clock, complaints, scheme, width  # noqa: F811 -- fixtures
):  # fmt: skip
    things_to_do()
    seated(page, live_server, eve())
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = {}

    for name, path in PAGES.items():
        page.goto(f"{live_server.url}{path}")
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert found == {"desk": [], "calendar": []}


def test_keys_lead_about_the_desk_and_never_inside_a_field(
    page, live_server, moving_clock, complaints  # noqa: F811 -- as above
):  # fmt: skip
    seated(page, live_server, eve())
    page.goto(f"{live_server.url}/admin/")

    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url(f"{live_server.url}{PAGES['calendar']}")
    page.keyboard.press("/")
    page.wait_for_url(f"{live_server.url}{RELEASES}#searchbar")
    page.keyboard.type("n g d ?")

    assert page.locator("#searchbar").input_value() == "n g d ?"
    assert page.url == f"{live_server.url}{RELEASES}#searchbar"


def test_keys_are_listed_and_can_be_turned_off(
    page, live_server, moving_clock, complaints  # noqa: F811 -- as above
):  # fmt: skip
    seated(page, live_server, eve())
    page.goto(f"{live_server.url}/admin/")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    found = violations(page)

    page.get_by_role("checkbox", name="Keys of one letter work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    page.keyboard.press("?")

    assert found == []
    assert not page.locator("#shortcuts").is_visible()
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("dialog", name="Keys").wait_for()
    assert page.url == f"{live_server.url}/admin/"


def test_arrow_keys_lead_through_the_calendar(
    page, live_server, moving_clock, complaints  # noqa: F811 -- as above
):  # fmt: skip
    things_to_do()
    seated(page, live_server, eve())
    page.goto(f"{live_server.url}{PAGES['calendar']}")
    focused = "document.activeElement.querySelector('.item-title')?.textContent"
    page.get_by_role("link", name="Monday", exact=False).first.focus()
    steps = []

    for key in ("ArrowDown", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        steps.append(page.evaluate(focused))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/calendar/?week=2026-W11")

    assert steps == ["Also Monday", "Wednesday", "Monday"]


def test_countdown_is_kept_true_by_the_servers_clock(
    page, live_server, moving_clock, complaints  # noqa: F811 -- as above
):  # fmt: skip
    factories.draft("Soon", publish_at=NOON + timedelta(minutes=2))
    seated(page, live_server, eve())
    page.goto(f"{live_server.url}/admin/")

    shown = page.locator(".countdown", has_text=re.compile(r"^in 1 minute \d+ seconds?$"))
    shown.wait_for()
    assert shown.count() == 1


def test_everything_is_reached_without_scripts(
    browser, live_server, moving_clock, committed_pages  # noqa: F811 -- as above
):  # fmt: skip
    things_to_do()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seated(page, live_server, eve())
    page.goto(f"{live_server.url}/admin/")

    page.get_by_role("link", name="Calendar", exact=True).click()
    page.get_by_role("link", name="Next").click()

    assert page.url.endswith("/calendar/?week=2026-W11")
