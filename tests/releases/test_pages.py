"""The public pages, as a reader's browser gets them."""

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
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
    assert all(script == {"type": "application/ld+json"} for script in page.all("script"))


def test_dateline_runs_into_the_first_paragraph(client: Client) -> None:
    release = announcement()

    page = get(client, release.get_absolute_url())

    assert (
        "SHANGHAI, China and CUPERTINO, Calif., Sept. 22, 2017 (GLOBE NEWSWIRE) — "
        "Harbor Bio & friends open."
    ) in page.text


def test_dateline_stands_before_a_body_that_begins_with_a_list(client: Client) -> None:
    release = announcement(body="<ul><li>Opening set</li></ul><p>More.</p>")

    html = client.get(release.get_absolute_url()).content.decode()

    assert "(GLOBE NEWSWIRE) —</b></p><ul><li>Opening set</li></ul><p>More.</p>" in html


def test_time_is_printed_in_the_markets_zone(client: Client) -> None:
    release = announcement()

    html = client.get(release.get_absolute_url()).content.decode()

    assert (
        '<time datetime="2017-09-22T08:30:00-04:00">September 22, 2017, 8:30 a.m. EDT</time>'
    ) in html


def test_hour_that_is_not_known_is_not_printed(client: Client) -> None:
    midnight = datetime(2017, 9, 22, 4, 0, tzinfo=UTC)
    release = announcement(publish_at=midnight, publish_time_known=False)

    html = client.get(release.get_absolute_url()).content.decode()

    assert '<time datetime="2017-09-22">September 22, 2017</time>' in html
    assert "midnight" not in html
    assert "EDT" not in html


def test_standing_texts_are_sections_in_their_order(client: Client) -> None:
    release = announcement()

    html = client.get(release.get_absolute_url()).content.decode()

    titles = re.findall(r'<h2 id="text-\d">(.*?)</h2>', html)
    assert titles == ["About Harbor Bio", "Forward-Looking Statements", "Investigational Products"]
    assert [s["class"] for s in Page(html).all("section") if "standing" in str(s["class"])] == [
        "standing prose standing-about",
        "standing prose standing-safe_harbor",
        "standing prose standing-investigational",
    ]


def test_headings_of_the_body_follow_that_of_the_page(client: Client) -> None:
    release = announcement(body="<h3>First</h3><p>One.</p><h4>Second</h4><p>Two.</p>")

    page = get(client, release.get_absolute_url())

    levels = page.headings()
    assert levels[:3] == [1, 2, 3]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_table_scrolls_in_a_region_that_a_keyboard_reaches(client: Client) -> None:
    release = announcement()

    page = get(client, release.get_absolute_url())

    assert page.all("div", role="region", tabindex="0", **{"aria-label": "Table 1"})


def test_contact_can_be_called_and_written_to(client: Client) -> None:
    release = announcement()

    page = get(client, release.get_absolute_url())

    assert "Mara Lindqvist Investor Relations Harbor Bio" in page.text
    assert page.all("a", href="tel:+15550100")
    assert page.all("a", href="mailto:ir@harbor-bio.example")


def test_notice_does_not_print_the_contact_that_it_ends(client: Client) -> None:
    notice = factories.draft(publish_at=MORNING)
    factories.print_contact(notice, factories.contact(), is_listed=False, is_ended=True)
    factories.approve(notice)

    page = get(client, notice.get_absolute_url())

    assert "Mara Lindqvist" not in page.text


def test_files_are_listed_with_kind_and_size(client: Client) -> None:
    release = announcement()
    file = release.attachments.get()

    page = get(client, release.get_absolute_url())

    assert page.all("a", href=file.get_absolute_url(), type="application/pdf")
    assert "Floor plan PDF, 69\xa0bytes" in page.text.replace(" bytes", "\xa0bytes")


def test_language_versions_point_at_each_other(client: Client) -> None:
    original = announcement()
    chinese = factories.public(
        "海港生物",
        language="zh-hans",
        translation_of=original,
        publish_at=MORNING,
        dateline_places=["中国上海"],
        dateline_date=original.dateline_date,
        body="<p>今天。</p>",
    )

    page = get(client, chinese.get_absolute_url())

    assert page.all("article", lang="zh-hans")
    assert page.all("a", hreflang="en", href=original.get_absolute_url())
    assert page.all("link", rel="alternate", hreflang="zh-hans")
    assert "中国上海，2017年9月22日 — 今天。" in page.text
    assert page.all("h1") == [{}]
    assert get(client, original.get_absolute_url()).all("a", hreflang="zh-hans")


def test_correction_and_what_it_corrects_name_each_other(client: Client) -> None:
    wrong = announcement()
    right = factories.public("Harbor Bio Puts It Right", corrects=wrong)

    corrected = get(client, wrong.get_absolute_url())
    correction = get(client, right.get_absolute_url())

    assert "This release has been corrected." in corrected.text
    assert corrected.all("a", href=right.get_absolute_url())
    assert "This is a correction of the release of September 22, 2017" in correction.text


def test_inside_information_is_marked_as_such(client: Client) -> None:
    release = announcement(is_inside_information=True)

    for address in ("/", "/news/", release.get_absolute_url()):
        assert "Inside information" in get(client, address).text


def test_older_and_newer_releases_are_linked(client: Client) -> None:
    first, second, third = (
        factories.public(f"Part {n}", publish_at=MORNING + timedelta(days=n)) for n in range(3)
    )

    page = get(client, second.get_absolute_url())

    assert page.all("a", rel="next", href=first.get_absolute_url())
    assert page.all("a", rel="prev", href=third.get_absolute_url())


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
    assert second.all("meta", name="robots", content="noindex, follow")


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


def test_feed_item_is_plain_html_with_all_parts() -> None:
    release = announcement()

    html = render_to_string("releases/feed_item.html", {"release": release})

    page = Page(html)
    assert not [attributes for _, attributes in page.elements if "class" in attributes]
    for part in ("(GLOBE NEWSWIRE) —", "About Harbor Bio", "Mara Lindqvist", "Floor plan"):
        assert part in page.text
