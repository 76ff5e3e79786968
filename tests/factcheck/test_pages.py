"""The fact ledger on the desk: both passages side by side, and what agrees in a line."""

from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from releases.models import Release
from tests import factories
from tests.admin.desk import RELEASES, as_shown, page_of, signed_in
from tests.admin.test_browser import STANDARDS, moving_clock, sign_in
from tests.facilities.makers import PORTO, WUXI, actual, days_ago, drafted, public, said
from tests.factories import NOON, ada, ben

__all__ = ["moving_clock"]  # a fixture
MAY = date(2025, 5, 1)


def conflicting() -> tuple[Release, Release]:
    """A public release, and a draft with a figure that is not its own and one that is."""
    known = public(
        "Wuxi grows",
        said(WUXI),
        actual(WUXI, "47,300 square feet", MAY),
        actual(PORTO, "9,000 square feet", MAY),
        publish_at=days_ago(99),
    )
    draft = drafted(
        "Again",
        actual(WUXI, "48,300 square feet", MAY),
        actual(PORTO, "9,000 square feet", MAY),
        publish_at=NOON + timedelta(hours=1),
    )
    factories.attach(draft)
    return known, draft


@pytest.mark.usefixtures("stopped_clock")
def test_the_form_shows_the_other_passage_with_its_release_and_what_agrees() -> None:
    known, draft = conflicting()
    client = signed_in(ada())

    page = client.get(page_of(draft)).content.decode()

    assert "<mark>48,300 square feet</mark>" in page
    assert "<q>Wuxi: <mark>47,300 square feet</mark>.</q>" in page
    assert f'<a href="{known.get_absolute_url()}#said-' in page
    assert ">Wuxi grows</a>" in page
    assert "1 value agrees with what was stated." in page
    assert "cannot be read here: plan.pdf." in page


@pytest.mark.usefixtures("stopped_clock")
def test_whoever_approves_sees_both_passages_and_acknowledges_by_name() -> None:
    _known, draft = conflicting()
    factories.submitted(draft)
    client = signed_in(ben())

    page = client.get(f"{RELEASES}{draft.pk}/approve/").content.decode()

    assert "<mark>47,300 square feet</mark>" in page
    assert "Seen by me: it may stand" in page


@pytest.mark.usefixtures("stopped_clock")
def test_what_is_typed_is_compared_before_it_is_saved() -> None:
    told = "Harbor Bio spent $2.29 million on its plant for cell therapies in Porto."
    factories.public("Told", body=f"<p>{told}</p>")
    release = factories.draft()
    client = signed_in(ada())
    sent = as_shown(client.get(page_of(release)))

    sent["body"] = f"<p>{told.replace('2.29', '22.9')}</p>"
    panel = client.post(f"{RELEASES}preflight/?release={release.pk}", sent).content.decode()

    assert "<mark>$22.9 million</mark>" in panel
    assert "<mark>$2.29 million</mark>" in panel


@pytest.mark.usefixtures("stopped_clock")
def test_a_public_page_tells_nothing_of_it() -> None:
    _known, draft = conflicting()
    client = signed_in(ada())

    pages = [client.get(path).content.decode() for path in ("/facilities/", "/facilities/wuxi/")]

    assert not any("48,300" in page or draft.headline in page for page in pages)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.usefixtures("moving_clock")
def test_both_passages_are_accessible(page: Any, live_server: Any, scheme: Any, width: int) -> None:
    _known, draft = conflicting()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server, ada())
    page.goto(f"{live_server.url}{page_of(draft)}")
    page.locator("#preflight .compared summary").click()

    found = Axe().run(
        page, context="#preflight", options={"runOnly": {"type": "tag", "values": STANDARDS}}
    )

    assert found.response["violations"] == []
    assert page.locator("#preflight .finding-both").first.is_visible()
