"""The public pages, as a reader's browser gets them."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from company.models import Company, Listing
from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock
from tests.releases.pages import MORNING, Page, announcement, get

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


@pytest.mark.parametrize("address", ["/", "/news/", "/news/2017/", "/contacts/", "release"])
def test_every_page_says_what_it_is(client: Client, address: str) -> None:
    release = announcement()
    address = release.get_absolute_url() if address == "release" else address

    page = get(client, address)

    assert page.all("html") == [{"lang": "en"}]
    assert page.headings().count(1) == 1
    assert page.all("link", rel="canonical", href=f"http://testserver{address}")
    assert page.all("meta", property="og:url", content=f"http://testserver{address}")
    assert page.all("link", rel="alternate", type="application/rss+xml")
    assert page.all("a", href="#content")
    assert page.all("main", id="content")


@pytest.mark.parametrize("address", ["/", "/news/", "/contacts/", "release"])
def test_every_page_keeps_to_the_content_security_policy(client: Client, address: str) -> None:
    release = announcement()
    address = release.get_absolute_url() if address == "release" else address

    page = get(client, address)

    for tag, attributes in page.elements:
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    for script in page.all("script"):
        is_ours = str(script.get("src", "")).startswith("/static/js/")
        assert is_ours or script == {"type": "application/ld+json"}


def test_inside_information_is_marked_as_such(client: Client) -> None:
    release = announcement(is_inside_information=True)

    for address in ("/", "/news/", release.get_absolute_url()):
        assert "Inside information" in get(client, address).text


def _many(count: int) -> list[Release]:
    return [
        factories.public(f"Number {n}", publish_at=MORNING + timedelta(hours=n))
        for n in range(count)
    ]


def test_newsroom_goes_on_to_older_news_and_back(client: Client) -> None:
    releases = _many(21)

    first = get(client, "/news/")
    second = get(client, f"/news/?before={releases[1].slug}")

    assert "Number 20" in first.text
    assert "Number 0" not in first.text
    assert first.all("a", href=f"?before={releases[1].slug}")
    assert "Number 0" in second.text
    assert second.all("a", href=f"?after={releases[0].slug}")
    assert second.all("meta", name="robots", content="noindex")


def test_newsroom_names_the_years_there_are(client: Client) -> None:
    announcement()
    factories.public("Harbor Bio in 2015", publish_at=MORNING.replace(year=2015))

    page = get(client, "/news/2015/")

    assert page.all("a", href="/news/2017/")
    assert not page.all("a", href="/news/2016/")
    assert page.all("a", href="/news/2015/", **{"aria-current": "page"})
    assert "Harbor Bio Plans Opening" not in page.text


def test_home_names_the_listing_for_people_and_machines(client: Client) -> None:
    html = client.get("/").content.decode()

    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert data is not None
    assert json.loads(data[1])["tickerSymbol"] == ["XNAS HRBR"]
    assert "Nasdaq: HRBR" in Page(html).text


def test_listing_is_named_from_its_first_day_to_its_last(
    client: Client, stopped_clock: StoppedClock
) -> None:
    Listing.objects.update(listed_on=date(2026, 3, 3), delisted_on=date(2026, 3, 5))
    seen = []

    for day in (2, 3, 5):
        stopped_clock.set(datetime(2026, 3, day, 17, 0, tzinfo=UTC))
        seen.append(get(client, "/").text)

    assert "Nasdaq: HRBR" not in seen[0]
    assert "Nasdaq: HRBR since March 3, 2026" in seen[1]
    assert "Nasdaq: HRBR until March 5, 2026" in seen[2]


def test_contacts_are_grouped_by_organisation_with_their_source(client: Client) -> None:
    release = factories.draft(publish_at=MORNING)
    for name, organisation in (("Ann", "Zeta Partners"), ("Bea", "Harbor Bio"), ("Cid", "")):
        factories.print_contact(release, factories.contact(name, organisation=organisation))
    factories.approve(release)

    html = client.get("/contacts/").content.decode()

    groups = re.findall(r'<h2 id="group-\d">(.*?)</h2>', html)
    assert groups == ["Harbor Bio", "Harbor Bio", "Zeta Partners"]
    assert Page(html).all("a", href=release.get_absolute_url())


def test_unknown_address_says_nothing_of_what_was_asked(client: Client) -> None:
    answers = {client.get(path).content for path in ("/news/a/", "/b/", "/news/?before=c")}

    assert len(answers) == 1
    assert b"There is no page at this address" in answers.pop()


def test_site_without_company_and_news_still_reads(client: Client) -> None:
    Listing.objects.all().delete()
    Company.objects.all().delete()

    for address in ("/", "/news/", "/contacts/"):
        assert "Investor relations" in get(client, address).text
