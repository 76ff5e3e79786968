"""What the site says of itself."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock
from tests.releases.pages import get

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/"])
def test_each_page_has_one_title_and_says_what_it_is(client: Client, address: str) -> None:
    page = get(client, address)

    assert page.headings().count(1) == 1
    assert page.all("link", rel="canonical", href=f"http://testserver{address}")
    assert get(client, f"/zh-hans{address}").all("html", lang="zh-hans")


def test_they_are_in_the_sitemap(client: Client) -> None:
    listed = client.get("/sitemap-pages.xml").content.decode()

    assert "/accessibility/" in listed
    assert "/privacy/" in listed


def test_the_form_is_spoken_of_where_there_is_one(client: Client, settings: Any) -> None:
    without = get(client, "/privacy/").text
    settings.IRCMS_IR_MAILBOX = "ir@harbor-bio.example"

    assert "When you write to us" not in without
    assert "When you write to us" in get(client, "/privacy/").text


@pytest.mark.parametrize(
    ("days", "says"),
    [(None, "Ask us if you want to know how long"), (7, "for 7 days"), (0, "keep no log of who")],
)
def test_the_log_in_front_is_spoken_of_as_it_is_set(
    client: Client, settings: Any, days: int | None, says: str
) -> None:
    settings.IRCMS_WEB_LOG_DAYS = days

    assert says in get(client, "/privacy/").text


def test_nothing_is_set_in_the_browser(client: Client) -> None:
    for address in ("/accessibility/", "/privacy/", "/contacts/", "/contacts/sent/"):
        assert not client.get(address).cookies
