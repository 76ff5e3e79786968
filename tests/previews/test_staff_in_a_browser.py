"""The preview in a real browser: framed by the desk, at each width, without a violation."""

import re
from datetime import timedelta
from typing import Any

import pytest

from ircms import clock
from tests import factories
from tests.admin.test_browser import complaints, moving_clock, sign_in, violations
from tests.conftest import StoppedClock

__all__ = ["complaints", "moving_clock"]  # fixtures


def preview(page: Any, live_server: Any, release: Any) -> None:
    page.goto(f"{live_server.url}/admin/releases/release/{release.pk}/preview/")


def test_site_stands_in_the_frame_and_links_stay_in_it(
    page: Any, live_server: Any, moving_clock: StoppedClock, complaints: list[str]
) -> None:
    factories.company()
    release = factories.draft(publish_at=clock.now() + timedelta(hours=2))
    sign_in(page, live_server, factories.ada())

    preview(page, live_server, release)
    site = page.frame_locator("iframe")
    site.get_by_role("heading", name=release.headline).wait_for()
    site.get_by_role("navigation", name="Main").get_by_role("link", name="News").click()
    site.get_by_role("heading", name="News", exact=True).wait_for()

    assert site.get_by_text("Preview: nobody outside sees this").is_visible()
    assert site.get_by_role("link", name=release.headline).is_visible()
    assert page.url.endswith("/preview/")


def test_width_of_a_phone_is_chosen_by_keyboard(
    page: Any, live_server: Any, moving_clock: StoppedClock, complaints: list[str]
) -> None:
    release = factories.draft()
    sign_in(page, live_server, factories.ada())
    preview(page, live_server, release)

    page.get_by_label("Full").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")

    assert page.get_by_label("Phone").is_checked()
    assert page.locator("iframe").bounding_box()["width"] == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_frame_and_page_hold_to_the_standards(
    page: Any, live_server: Any, moving_clock: StoppedClock, scheme: str, width: int
) -> None:
    factories.company()
    release = factories.draft()
    sign_in(page, live_server, factories.ada())
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})

    preview(page, live_server, release)
    found = violations(page)
    page.goto(f"{page.url}site/news/{release.slug}/")

    assert found == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_desk_itself_cannot_be_framed(
    page: Any, live_server: Any, moving_clock: StoppedClock
) -> None:
    release = factories.draft()
    sign_in(page, live_server, factories.ada())

    answer = page.request.get(f"{live_server.url}/admin/releases/release/{release.pk}/change/")

    assert re.search(r"frame-ancestors 'none'", answer.headers["content-security-policy"])
