"""The page of a release, and its item in the feed, with all their parts."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock
from tests.releases.pages import MORNING, Page, announcement, get

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


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

    page = get(client, chinese.canonical_path)

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


def test_older_and_newer_releases_are_linked(client: Client) -> None:
    first, second, third = (
        factories.public(f"Part {n}", publish_at=MORNING + timedelta(days=n)) for n in range(3)
    )

    page = get(client, second.get_absolute_url())

    assert page.all("a", rel="next", href=first.get_absolute_url())
    assert page.all("a", rel="prev", href=third.get_absolute_url())


def test_feed_item_is_plain_html_with_all_parts() -> None:
    release = announcement()

    html = render_to_string("releases/feed_item.html", {"release": release})

    page = Page(html)
    assert not [attributes for _, attributes in page.elements if "class" in attributes]
    for part in ("(GLOBE NEWSWIRE) —", "About Harbor Bio", "Mara Lindqvist", "Floor plan"):
        assert part in page.text
