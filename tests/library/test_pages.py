"""The standing pages: each is the text of the newest notice that stands."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.library.makers import BODY, page, written
from tests.releases.pages import get
from tests.sourced import content, tree, unvouched

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/about/questions/"


def test_a_page_is_the_text_of_its_notice(client: Client, stopped_clock: StoppedClock) -> None:
    release = written(NOON - DAY, title="Frequent questions")

    found = get(client, PAGE)

    assert "Frequent questions" in found.text
    assert "On Nasdaq, as HRBR." in found.text
    assert found.all("a", href=release.get_absolute_url())


def test_every_question_has_an_address_of_its_own(
    client: Client, stopped_clock: StoppedClock
) -> None:
    written(NOON - DAY)

    found = get(client, PAGE)

    for anchor in ("on-when-does-the-year-end", "on-whom-do-i-ask"):
        assert found.all("h2", id=anchor)
        assert found.all("a", href=f"#{anchor}")


def test_two_headings_alike_have_two_addresses(client: Client, stopped_clock: StoppedClock) -> None:
    written(NOON - DAY, body="<h2>Chair</h2><p>Ada.</p><h2>Chair</h2><p>Ben.</p>")

    found = get(client, PAGE)

    assert found.all("h2", id="on-chair")
    assert found.all("h2", id="on-chair-again")


def test_a_newer_notice_takes_over_and_the_older_stays_in_the_versions(
    client: Client, stopped_clock: StoppedClock
) -> None:
    old = written(NOON - 9 * DAY, headline="Questions of 2025", body="<p>Old answers.</p>")
    written(NOON - 2 * DAY, headline="Questions of 2026", body="<p>New answers.</p>")

    found = get(client, PAGE)

    assert "New answers." in found.text
    assert "Old answers." not in found.text
    assert found.all("a", href=f"{PAGE}?as_of=2026-02-21")
    assert old.headline in found.text
    assert "Old answers." in get(client, f"{PAGE}?as_of=2026-02-25").text


def test_an_embargoed_version_changes_nothing(client: Client, stopped_clock: StoppedClock) -> None:
    written(NOON - 2 * DAY)
    pages = (PAGE, "/about/", "/sitemap-about.xml")
    before = [client.get(path).content for path in pages]

    written(NOON + DAY, headline="Questions of tomorrow")
    written(NOON + DAY, page("board"), headline="Board of directors")

    assert [client.get(path).content for path in pages] == before
    assert client.get("/about/board/").status_code == 404


def test_once_its_text_is_corrected_a_page_says_so(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = written(NOON - 5 * DAY)
    factories.public("Harbor Bio corrects itself", corrects=wrong)

    found = get(client, PAGE)

    assert "has been corrected since" in found.text
    assert "On Nasdaq, as HRBR." not in found.text
    assert PAGE not in client.get("/about/").content.decode()


def test_when_its_newest_notice_is_withdrawn_the_one_before_stands_again(
    client: Client, stopped_clock: StoppedClock
) -> None:
    written(NOON - 9 * DAY, body="<p>Old answers.</p>")
    newest = written(NOON - 2 * DAY, body="<p>New answers.</p>")

    withdraw(newest, by=factories.cora(), at=NOON, reason="It was a draft.")

    found = get(client, PAGE)
    assert "Old answers." in found.text
    assert "New answers." not in found.text


def test_a_language_version_of_the_notice_is_the_page_in_that_language(
    client: Client, stopped_clock: StoppedClock
) -> None:
    original = written(NOON - 2 * DAY)
    chinese = {"translation_of": original, "language": "zh-hans", "kind": "notice"}
    factories.public("常见问题", body="<p>在纳斯达克。</p>", **chinese)

    found = get(client, f"/zh-hans{PAGE}")

    assert "在纳斯达克。" in found.text
    assert "On Nasdaq" not in found.text
    assert "常见问题" in get(client, "/zh-hans/about/").text


def test_without_a_language_version_the_page_shows_the_original_and_says_so(
    client: Client, stopped_clock: StoppedClock
) -> None:
    written(NOON - 2 * DAY)

    found = get(client, f"/zh-hans{PAGE}")

    assert "On Nasdaq, as HRBR." in found.text
    assert found.all("article", lang="en")
    assert found.all("p", **{"class": "note"})


def test_a_text_that_the_notice_prints_stands_on_the_page_too(
    client: Client, stopped_clock: StoppedClock
) -> None:
    from tests.library.makers import notice, write

    release = notice(NOON - DAY)
    text = factories.standing_text("safe_harbor", title="Forward-looking", body="<p>Plans.</p>")
    factories.print_text(release, text)
    write(release)
    factories.approve(release)

    assert "Forward-looking Plans." in get(client, PAGE).text


def test_navigation_names_the_pages_that_are_public(
    client: Client, stopped_clock: StoppedClock, rf: RequestFactory
) -> None:
    written(NOON - DAY, title="Frequent questions")
    written(NOON - DAY, page("board"), headline="Board of directors")
    written(NOON + DAY, page("policy"), headline="Policy to come")
    request = rf.get("/")
    request.as_of = NOON  # type: ignore[attr-defined]  # as the edge gives it

    shown = Template(
        "{% load library %}{% library_pages as pages %}"
        "{% for each in pages %}{{ each.title }}={{ each.address }};{% endfor %}"
    ).render(Context({"request": request}))

    assert shown == "Board of directors=/about/board/;Frequent questions=/about/questions/;"


def test_no_number_of_a_page_stands_without_its_source(
    client: Client, stopped_clock: StoppedClock
) -> None:
    written(NOON - 9 * DAY, headline="Questions of 2025", body=BODY)

    assert unvouched(content(tree(client.get(PAGE).content.decode()))) == []


@pytest.mark.parametrize("path", ["/about/nobodys/", f"{PAGE}?before=nobodys"])
def test_what_no_notice_wrote_is_no_page(
    client: Client, stopped_clock: StoppedClock, path: str
) -> None:
    written(NOON - DAY)

    assert client.get(path).status_code == 404
