"""The choice of a day at the foot of the pages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import Page, get

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _company_with_news(stopped_clock: StoppedClock) -> None:
    factories.company()
    factories.public(slug="plant")


def field(page: Page) -> dict[str, str | None]:
    (found,) = page.all("input", name="as_of", type="date")
    return found


@pytest.mark.parametrize("address", ["/", "/news/", "/news/plant/", "/facilities/", "/contacts/"])
def test_every_page_offers_a_day(client: Client, address: str) -> None:
    page = get(client, address)

    given = field(page)
    assert (given["min"], given["max"], given.get("value")) == ("1900-01-01", "2026-03-02", None)
    assert page.all("label", **{"for": str(given["id"])})


def test_the_last_day_is_today_where_the_market_is(
    client: Client, stopped_clock: StoppedClock
) -> None:
    stopped_clock.set(datetime(2026, 3, 4, 4, 59, tzinfo=UTC))

    assert field(get(client, "/news/"))["max"] == "2026-03-03"


def test_it_shows_which_day_is_looked_at_and_goes_on_to_any_other(client: Client) -> None:
    given = field(get(client, "/news/?as_of=2026-03-01"))

    assert (given["value"], given["max"]) == ("2026-03-01", "2026-03-02")


def test_empty_or_today_it_leads_to_the_present(client: Client) -> None:
    for day in ("", "2026-03-02"):
        response = client.get(f"/news/?language=en&as_of={day}")

        assert (response.status_code, response["Location"]) == (302, "/news/?language=en")


def test_it_takes_along_what_the_page_narrows_down_and_nothing_else(client: Client) -> None:
    page = get(client, "/news/?language=en&before=plant&utm=letter")

    hidden = [(each["name"], each["value"]) for each in page.all("input", type="hidden")]
    assert hidden.count(("language", "en")) == 2  # the search of the newsroom has one, too
    assert len(hidden) == 2


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/contacts/sent/"])
def test_pages_that_know_no_days_offer_none(client: Client, address: str) -> None:
    assert not get(client, address).all("input", name="as_of")


def test_what_is_not_there_offers_none(client: Client) -> None:
    for address in ("/news/nobody/", "/nothing/"):
        assert b'name="as_of"' not in client.get(address).content


def test_the_bytes_change_with_the_day_and_not_before(
    client: Client, stopped_clock: StoppedClock
) -> None:
    morning = client.get("/privacy/").content, client.get("/news/").content
    stopped_clock.set(NOON + timedelta(hours=8))

    assert (client.get("/privacy/").content, client.get("/news/").content) == morning
