"""A release and its Chinese version, as readers of either language meet them."""

from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import Page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOME, NEWS, FEED = "/zh-hans/", "/zh-hans/news/", "/zh-hans/news/feed.rss"


def get(client: Client, address: str) -> Page:
    return Page(client.get(address).content.decode())


@pytest.fixture
def original(stopped_clock: StoppedClock) -> Release:
    factories.company()
    release: Release = factories.public("Harbor Bio opens a plant", slug="plant")
    return release


def in_chinese(original: Release, **columns: Any) -> Release:
    made: dict[str, Any] = {"headline": "海港生物新厂启用", "slug": "plant-zh",
            "language": "zh-hans",
            "translation_of": original, "body": "<p>今天。</p>"}  # fmt: skip
    release: Release = factories.public(**made | columns)
    return release


@pytest.mark.parametrize("address", [HOME, NEWS, "/zh-hans/news/2026/"])
def test_chinese_lists_show_the_chinese_version(
    client: Client, original: Release, address: str
) -> None:
    in_chinese(original)

    page = get(client, address)

    assert page.all("a", href="/zh-hans/news/plant-zh/")
    assert "海港生物新厂启用" in page.text
    assert "opens a plant" not in page.text


@pytest.mark.parametrize("address", [HOME, NEWS])
def test_chinese_lists_show_the_original_where_there_is_no_version_and_say_its_language(
    client: Client, original: Release, address: str
) -> None:
    page = get(client, address)

    assert page.all("a", href="/zh-hans/news/plant/")
    assert page.all("h2", lang="en") + page.all("h3", lang="en")
    assert "英文" in page.text


def test_english_lists_show_the_original_alone(client: Client, original: Release) -> None:
    in_chinese(original)

    page = get(client, "/news/")

    assert "opens a plant" in page.text
    assert "海港" not in page.text


def test_release_in_another_language_than_the_page_offers_the_version_that_is(
    client: Client, original: Release
) -> None:
    in_chinese(original)

    page = get(client, "/zh-hans/news/plant/")

    assert "本文为英文" in page.text
    assert page.all("a", href="/zh-hans/news/plant-zh/")
    assert page.all("article", lang="en")
    assert "This text is in Chinese" in get(client, "/news/plant-zh/").text


def test_release_without_a_version_says_so_and_shows_the_original(
    client: Client, original: Release
) -> None:
    page = get(client, "/zh-hans/news/plant/")

    assert "没有简体中文版" in page.text
    assert "opens a plant" in page.text


def test_release_in_the_language_of_the_page_says_nothing_of_languages(
    client: Client, original: Release
) -> None:
    in_chinese(original)

    assert "This text is in" not in get(client, "/news/plant/").text
    assert "本文为" not in get(client, "/zh-hans/news/plant-zh/").text


def alternates(page: Page) -> dict[str | None, str | None]:
    found = page.all("link", rel="alternate")
    return {each["hreflang"]: each["href"] for each in found if "hreflang" in each}


def test_versions_name_each_other_to_search_engines(client: Client, original: Release) -> None:
    in_chinese(original)

    pages = [get(client, path) for path in ("/news/plant/", "/zh-hans/news/plant-zh/")]

    versions = {
        "en": "http://testserver/news/plant/",
        "zh-hans": "http://testserver/zh-hans/news/plant-zh/",
        "x-default": "http://testserver/news/plant/",
    }
    assert [alternates(page) for page in pages] == [versions, versions]


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/news/plant/", "/news/plant/"),
        ("/zh-hans/news/plant/", "/news/plant/"),
        ("/zh-hans/news/plant-zh/", "/zh-hans/news/plant-zh/"),
        ("/news/plant-zh/", "/zh-hans/news/plant-zh/"),
    ],
)
def test_each_text_has_one_canonical_address(
    client: Client, original: Release, address: str, canonical: str
) -> None:
    in_chinese(original)

    page = get(client, address)

    assert page.all("link", rel="canonical") == [
        {"rel": "canonical", "href": f"http://testserver{canonical}"}
    ]
    assert bool(alternates(page)) == (address == canonical)


def test_the_switch_leads_to_the_version(client: Client, original: Release) -> None:
    in_chinese(original)

    there = get(client, "/news/plant/").all("a", hreflang="zh-hans", rel="alternate")
    back = get(client, "/zh-hans/news/plant-zh/").all("a", hreflang="en", rel="alternate")

    assert [each["href"] for each in there] == ["/zh-hans/news/plant-zh/"]
    assert [each["href"] for each in back] == ["/news/plant/"]


def test_each_language_has_its_feed(client: Client, original: Release) -> None:
    in_chinese(original)
    factories.public("Harbor Bio names a chair", slug="chair", publish_at=NOON - 9 * DAY)

    feed = feedparser.parse(client.get(FEED).content)

    assert feed.feed.language == "zh-hans"
    assert [each.title for each in feed.entries] == ["海港生物新厂启用", "Harbor Bio names a chair"]
    assert [each.link for each in feed.entries] == [
        "http://testserver/zh-hans/news/plant-zh/",
        "http://testserver/news/chair/",
    ]
    english = feedparser.parse(client.get("/news/feed.rss").content)
    assert english.entries[0].title == "Harbor Bio opens a plant"


def test_data_and_files_have_one_address(client: Client, original: Release) -> None:
    chinese = in_chinese(original)

    document = client.get(f"/news/{chinese.slug}.json").json()

    assert document["url"] == "http://testserver/zh-hans/news/plant-zh/"
    assert document["translation_of"] == "http://testserver/news/plant/"
    for single in (f"/news/{chinese.slug}.json", "/robots.txt", "/sitemap.xml", "/events.ics",
                   "/facilities/capacity.csv"):  # fmt: skip
        assert client.get(single).status_code == 200
        assert client.get(f"/zh-hans{single}").status_code == 404


def test_sitemap_names_each_version_where_it_is_at_home(client: Client, original: Release) -> None:
    in_chinese(original)

    year = client.get("/sitemap-2026.xml").content.decode()
    pages = client.get("/sitemap-pages.xml").content.decode()

    assert "<loc>http://testserver/news/plant/</loc>" in year
    assert "<loc>http://testserver/zh-hans/news/plant-zh/</loc>" in year
    assert "<loc>http://testserver/zh-hans/news/</loc>" in pages


def test_version_under_embargo_changes_nothing_anywhere(
    client: Client, original: Release, stopped_clock: StoppedClock
) -> None:
    addresses = (HOME, NEWS, FEED, "/zh-hans/news/plant/", "/news/plant/",
                 "/zh-hans/news/plant-zh/", "/sitemap-2026.xml", "/news/")  # fmt: skip
    before = [client.get(each).content for each in addresses]

    factories.approved(
        "海港生物新厂启用", slug="plant-zh", language="zh-hans", translation_of=original,
        publish_at=NOON + DAY,
    )  # fmt: skip

    assert [client.get(each).content for each in addresses] == before
    stopped_clock.set(NOON + DAY)
    assert "海港生物新厂启用" in get(client, NEWS).text


def test_on_a_past_day_only_the_versions_of_then_are_shown(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.company()
    original = factories.public("Harbor Bio opens a plant", slug="plant", publish_at=NOON - 9 * DAY)
    in_chinese(original, publish_at=NOON - 2 * DAY)
    then, later = ((NOON - days * DAY).date() for days in (5, 1))

    assert "opens a plant" in get(client, f"{NEWS}?as_of={then}").text
    page = get(client, f"{NEWS}?as_of={later}")
    assert "海港生物新厂启用" in page.text
    assert page.all("a", href=f"/zh-hans/news/plant-zh/?as_of={later}")
    assert page.all("a", href=f"/news/?as_of={later}", hreflang="en")


def test_withdrawal_is_told_in_the_language_of_the_address(
    client: Client, original: Release
) -> None:
    in_chinese(original)
    withdraw(original, by=factories.cora(), at=NOON, reason="The figure was wrong.")

    for address in ("/zh-hans/news/plant/", "/zh-hans/news/plant-zh/"):
        response = client.get(address)
        page = Page(response.content.decode())
        assert response.status_code == 410
        assert "本新闻稿已撤回" in page.text
        assert page.all("dd", **{"class": "withdrawal-reason", "lang": "en"})


def test_lists_make_no_more_queries_for_more_versions(client: Client, original: Release) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    client.get(NEWS)
    few = [queries(each) for each in (HOME, NEWS, FEED)]
    in_chinese(original)
    for number in range(12):
        each = factories.public(f"News {number}", slug=f"news-{number}", publish_at=NOON - DAY)
        in_chinese(each, headline=f"新闻{number}", slug=f"news-{number}-zh")

    many = [queries(each) for each in (HOME, NEWS, FEED)]

    assert [more - fewer for more, fewer in zip(many, few, strict=True)] == [0, 0, 0]
