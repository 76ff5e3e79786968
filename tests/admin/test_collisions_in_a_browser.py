"""Two people at one release in two browsers: one takes, one keeps, and nothing is lost."""

from typing import Any

import pytest

from releases.models import Release
from tests import factories
from tests.admin.test_browser import body_editor, moving_clock, sign_in, violations

__all__ = ["moving_clock"]  # a fixture


@pytest.fixture
def two(browser: Any) -> Any:
    """A page each, in browsers that share nothing."""
    contexts = [browser.new_context() for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def test_second_of_two_takes_one_of_theirs_keeps_one_of_hers_and_nothing_is_lost(
    two, live_server, moving_clock
):
    hers, his = two
    release = factories.draft(body="<p>The plant makes <em>twelve</em> batches.</p>")
    contact = factories.print_contact(release, factories.contact())
    address = f"{live_server.url}/admin/releases/release/{release.pk}/change/"
    for page, person in ((hers, factories.ada()), (his, factories.person("Eve", "writer"))):
        sign_in(page, live_server, person)
        page.goto(address)
    hers.reload()
    hers.get_by_text("Eve has this open too.").wait_for()
    his.get_by_label("Headline:", exact=True).fill("Eve’s headline")
    his.get_by_label("Subheadline").fill("Eve’s subheadline")
    his.locator("#id_printed_contacts-0-phone").fill("+1 555 0199")
    his.get_by_role("button", name="Save").click()
    his.locator(".messagelist .success").wait_for()

    hers.get_by_label("Headline:", exact=True).fill("Ada’s headline")
    hers.locator("#id_printed_contacts-0-phone").fill("+1 555 0142")
    editor = body_editor(hers)
    editor.get_by_text("twelve").click()
    hers.keyboard.press("End")
    hers.keyboard.type(" So it is.")
    hers.get_by_role("button", name="Save").click()
    hers.get_by_role("heading", name="Eve changed this release while you had it open").wait_for()
    found = violations(hers)
    hers.get_by_role(
        "group", name="What is to be saved? The release itself, Headline"
    ).get_by_label("Keep mine").check()
    phone = hers.get_by_role("group", name="Phone as printed")
    phone.get_by_label("Take what Eve wrote").focus()
    hers.keyboard.press("Space")
    hers.get_by_role("button", name="Save").click()
    hers.locator(".messagelist .success").wait_for()

    stored = Release.objects.get()
    contact.refresh_from_db()
    assert found == []
    assert (stored.headline, stored.subheadline) == ("Ada’s headline", "Eve’s subheadline")
    assert contact.phone == "+1 555 0199"
    assert "So it is." in stored.body
    hers.goto(f"{live_server.url}/admin/")
    his.reload()
    his.wait_for_load_state("networkidle")
    assert his.get_by_text("open too").count() == 0
