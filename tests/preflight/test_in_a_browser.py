"""The panel in a real browser: live while somebody writes."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories
from tests.admin.desk import page_of
from tests.admin.test_browser import STANDARDS, body_editor, complaints, moving_clock, sign_in

__all__ = ["complaints", "moving_clock"]  # fixtures


@pytest.mark.usefixtures("moving_clock", "complaints")
def test_what_is_typed_is_told_without_saving_and_leads_to_its_field(page: Any, live_server: Any):
    ada = factories.ada()
    release = factories.draft(dateline_places=["BOSTON"])
    sign_in(page, live_server, ada)
    page.goto(f"{live_server.url}{page_of(release)}")
    panel = page.locator("#preflight")

    page.get_by_label("Headline:", exact=True).fill("Harbor Bio opens [NAME]")
    body_editor(page).click()
    page.keyboard.type("It opens at 10:30 a.m. ")

    panel.locator("mark", has_text="[NAME]").wait_for()
    panel.locator("mark", has_text="10:30 a.m.").wait_for()
    assert "1 to be mended." in panel.get_by_role("status").inner_text()
    assert "1 to be mended." in page.locator(".submit-row .preflight-count").inner_text()
    panel.get_by_role("link", name="Body").first.click()
    assert page.evaluate("document.activeElement.classList.contains('ProseMirror')")
    release.refresh_from_db()
    assert release.headline == "Harbor Bio opens a plant"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.usefixtures("moving_clock")
def test_the_panel_is_accessible(page: Any, live_server: Any, scheme: Any):
    factories.company()
    release = factories.draft("Harbor Bio opens [NAME] at 10:30 a.m.")
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{page_of(release)}")
    page.locator("#preflight mark").first.wait_for()

    found = Axe().run(
        page, context="#preflight", options={"runOnly": {"type": "tag", "values": STANDARDS}}
    )

    assert found.response["violations"] == []
