"""The newsroom by category, language and month, with what is marked in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from ircms.actor import acting_as
from releases.models import Release, ReleaseCategory
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import MORNING, Page, get

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


def told(headline: str, *categories: str, **columns: Any) -> Release:
    """A release under ``categories`` (by slug), out since MORNING unless said."""
    release = factories.draft(headline, **{"publish_at": MORNING} | columns)
    for slug in categories:
        factories.categorise(release, factories.category(slug.capitalize(), slug))
    return factories.approve(release)


def version(of: Release, headline: str, language: str = "zh-hans", **columns: Any) -> Release:
    given = {"publish_at": MORNING, "translation_of": of, "language": language}
    return factories.approve(factories.draft(headline, **given | columns))


def current(page: Page) -> list[str | None]:
    return [each["href"] for each in page.all("a") if each.get("aria-current") == "page"]


# By category


def test_a_category_shows_its_news_alone(client: Client) -> None:
    told("A trial begins", "clinical")
    told("A plant opens", "facilities")

    page = get(client, "/news/category/clinical/")

    assert "A trial begins" in page.text
    assert "A plant opens" not in page.text
    assert "/news/category/clinical/" in current(page)


def test_a_category_is_unknown_until_a_public_release_bears_it(
    client: Client, stopped_clock: StoppedClock
) -> None:
    told("A plant opens", "facilities")
    told("A trial begins", "clinical", publish_at=NOON + timedelta(hours=1))
    unknown = [client.get(f"/news/category/{slug}/") for slug in ("clinical", "nobody")]
    before = get(client, "/news/").text

    stopped_clock.set(NOON + timedelta(hours=1))

    assert [answer.status_code for answer in unknown] == [404, 404]
    assert unknown[0].content == unknown[1].content
    assert "Clinical" not in before
    assert get(client, "/news/").all("a", href="/news/category/clinical/")


def test_a_category_borne_by_a_withdrawn_release_alone_is_unknown(client: Client) -> None:
    gone = told("A trial begins", "clinical")
    told("A plant opens", "facilities")

    withdraw(gone, by=factories.cora(), at=NOON, reason="It had not begun.")

    assert client.get("/news/category/clinical/").status_code == 404
    assert "Clinical" not in get(client, "/news/").text


def test_a_year_of_a_category_is_there_where_it_has_news(client: Client) -> None:
    told("A trial begins", "clinical")
    told("A plant opens", "facilities", publish_at=MORNING.replace(year=2015))

    page = get(client, "/news/category/clinical/2017/")

    assert "A trial begins" in page.text
    assert page.all("a", href="/news/category/clinical/2017/", **{"aria-current": "page"})
    assert not page.all("a", href="/news/category/clinical/2015/")
    assert client.get("/news/category/clinical/2015/").status_code == 404


def test_a_category_goes_on_to_older_news_and_back(client: Client) -> None:
    for number in range(45):
        given = {"slug": f"n-{number}", "publish_at": MORNING + timedelta(hours=number)}
        told(f"Number {number}", *["clinical"] if number % 2 else ["facilities"], **given)

    pages = ["/news/category/clinical/", "/news/category/clinical/?before=n-5"]
    first, second = (client.get(page).context["page"] for page in pages)
    back = client.get("/news/category/clinical/?after=n-3").context["page"]

    assert [each.slug for each in first.releases] == [f"n-{n}" for n in range(43, 3, -2)]
    assert first.older_than.slug == "n-5"
    assert [each.slug for each in second.releases] == ["n-3", "n-1"]
    assert [each.slug for each in back.releases] == [each.slug for each in first.releases]


def test_a_category_has_a_feed_of_its_own(client: Client) -> None:
    told("A trial begins", "clinical")
    told("A plant opens", "facilities")

    feed = client.get("/news/category/clinical/feed.rss").content.decode()

    assert "A trial begins" in feed
    assert "A plant opens" not in feed
    assert "http://testserver/news/category/clinical/feed.rss" in feed
    assert client.get("/news/category/nobody/feed.rss").status_code == 404
    assert get(client, "/news/category/clinical/").all(
        "link", href="http://testserver/news/category/clinical/feed.rss"
    )


def test_the_place_of_a_category_moves_with_its_release(client: Client) -> None:
    release = factories.draft(publish_at=NOON)
    factories.categorise(release, factories.category())
    link = ReleaseCategory.objects.get(release=release)
    assert link.out_at == NOON

    with acting_as(factories.ada()):
        release.publish_at = NOON + timedelta(days=2)
        release.save()

    link.refresh_from_db()
    assert link.out_at == NOON + timedelta(days=2)


# By language


def test_a_language_shows_what_is_public_in_it_translations_too(client: Client) -> None:
    version(told("A plant opens"), "工厂开业")
    told("A trial begins")

    page = get(client, "/news/?language=zh-hans")

    assert "工厂开业" in page.text
    assert "A plant opens" not in page.text
    assert "A trial begins" not in page.text
    assert page.all("meta", name="robots", content="noindex")


def test_a_language_is_offered_once_a_public_release_is_in_it(
    client: Client, stopped_clock: StoppedClock
) -> None:
    version(told("A plant opens"), "工厂开业", publish_at=NOON + timedelta(hours=1))
    before = get(client, "/news/")
    refused = client.get("/news/?language=zh-hans").status_code

    stopped_clock.set(NOON + timedelta(hours=1))

    assert "Language of the release" not in before.text
    assert refused == 404
    assert get(client, "/news/").all("a", href="/news/?language=zh-hans")
    assert client.get("/news/?language=de").status_code == 404


def test_years_of_a_language_are_those_in_which_it_was_spoken(client: Client) -> None:
    version(told("A plant opens"), "工厂开业")
    told("A plant is planned", publish_at=MORNING.replace(year=2015))

    page = get(client, "/news/2017/?language=zh-hans")

    assert "工厂开业" in page.text
    assert page.all("a", href="/news/2017/?language=zh-hans", **{"aria-current": "page"})
    assert not page.all("a", href="/news/2015/?language=zh-hans")
    assert client.get("/news/2015/?language=zh-hans").status_code == 404


# Times and marks


def test_each_item_has_its_day_its_hour_and_the_zone(client: Client) -> None:
    told("A plant opens")

    assert "September 22, 2017 8:30 a.m. EDT A plant opens" in get(client, "/news/").text


def test_of_an_unknown_hour_the_day_alone_is_told(client: Client) -> None:
    midnight = datetime(2017, 9, 22, 4, tzinfo=UTC)
    told("A plant opens", publish_at=midnight, publish_time_known=False)

    assert "September 22, 2017 A plant opens" in get(client, "/news/").text


def test_months_part_the_list_on_the_markets_calendar(client: Client) -> None:
    told("September’s last", publish_at=datetime(2017, 10, 1, 3, 59, tzinfo=UTC))
    told("October’s first", publish_at=datetime(2017, 10, 1, 4, 0, tzinfo=UTC))

    page = client.get("/news/").context["page"]

    assert [(f"{m.first:%Y-%m}", [i.release.headline for i in m.items]) for m in page.months] == [
        ("2017-10", ["October’s first"]),
        ("2017-09", ["September’s last"]),
    ]
    assert page.older_than is None


def test_what_was_corrected_leads_to_its_correction_and_back(client: Client) -> None:
    wrong = told("A plant opens", slug="wrong")
    told("A plant opens, again", slug="right", corrects=wrong, publish_at=MORNING + timedelta(1))

    page = get(client, "/news/")

    assert "Corrected by the release of September 23, 2017" in page.text
    assert "Correction of the release of September 22, 2017" in page.text
    assert len(page.all("a", href="/news/right/")) == 2
    assert len(page.all("a", href="/news/wrong/")) == 2


def test_a_withdrawn_release_is_a_line_that_says_only_that(client: Client) -> None:
    gone = told("A trial begins", slug="gone", subheadline="In twelve hospitals")
    told("A plant opens", publish_at=MORNING - timedelta(days=1))

    withdraw(gone, by=factories.cora(), at=NOON, reason="It had not begun.")

    page = get(client, "/news/")
    assert "Withdrawn on March 2, 2026: why this release is not here any more" in page.text
    assert page.all("a", href="/news/gone/")
    for said in ("A trial begins", "twelve hospitals", "had not begun"):
        assert said not in page.text


def test_a_past_day_leaves_out_what_was_withdrawn_since(client: Client) -> None:
    gone = told("A trial begins", slug="gone")
    told("A plant opens", publish_at=MORNING - timedelta(days=1))

    withdraw(gone, by=factories.cora(), at=NOON, reason="It had not begun.")

    page = get(client, "/news/?as_of=2017-12-01")
    assert not page.all("a", href="/news/gone/?as_of=2017-12-01")
    assert "Withdrawn" not in page.text
    assert client.get("/news/?as_of=2017-12-01&before=gone").status_code == 404


def test_the_list_goes_on_from_a_withdrawn_release(client: Client) -> None:
    gone = told("A trial begins", slug="gone")
    told("A plant opens", slug="plant", publish_at=MORNING - timedelta(days=1))
    withdraw(gone, by=factories.cora(), at=NOON, reason="It had not begun.")

    shown = client.get("/news/?before=gone").context["page"].releases

    assert [each.slug for each in shown] == ["plant"]


# By words


def test_words_are_looked_for_where_the_reader_is(client: Client) -> None:
    told("A plant opens in Wuxi", "facilities", slug="wuxi")
    told("A trial begins in Wuxi", "clinical", slug="trial")

    everywhere = get(client, "/news/?q=wuxi")
    in_category = get(client, "/news/category/clinical/?q=wuxi")
    in_year = get(client, "/news/2017/?q=nothing")

    assert everywhere.all("a", href="/news/wuxi/")
    assert in_category.all("a", href="/news/trial/")
    assert not in_category.all("a", href="/news/wuxi/")
    assert "No release here has all of the words “nothing”." in in_year.text
    assert everywhere.all("meta", name="robots", content="noindex")


def test_without_words_the_list_stays(client: Client) -> None:
    told("A plant opens in Wuxi")

    assert "A plant opens in Wuxi" in get(client, "/news/?q=").text
    assert "A plant opens in Wuxi" in get(client, "/news/?q=%20").text


def test_words_nobody_can_go_on_from_are_a_page_that_is_not_there(client: Client) -> None:
    told("A plant opens in Wuxi")

    assert client.get("/news/?q=wuxi&before=nobody").status_code == 404
