"""The lists of documents and the page of one, as readers get them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from library.kinds import Kind
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.library.makers import document, list_file, published
from tests.releases.pages import get
from tests.sourced import content, tree, unvouched

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/documents/audit-charter/"


def test_without_documents_the_list_says_so(client: Client, stopped_clock: StoppedClock) -> None:
    page = get(client, "/documents/")

    assert "No document has been published yet." in page.text
    assert page.all("nav", **{"aria-label": "Documents by kind"}) == []


def test_a_document_is_listed_with_its_file_kind_day_language_and_release(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said: dict[str, Any] = {"dated_on": date(2025, 12, 31), "dated_on_precision": "year"}
    said |= {"kind": Kind.ANNUAL_REPORT, "language": "de"}
    row = published(NOON - DAY, title="Report on 2025", **said)

    page = get(client, "/documents/")

    (link,) = page.all("a", href=row.attachment.get_absolute_url())
    assert link["type"] == "application/pdf"
    assert link["hreflang"] == "de"
    assert f"Report on 2025 PDF, {len(factories.PDF)} bytes" in page.text.replace("\xa0", " ")
    assert "Annual report of 2025 German" in page.text
    assert page.all("a", href=row.get_absolute_url())
    assert page.all("time", datetime="2025")


def test_kinds_and_years_show_once_a_document_of_them_is_public(
    client: Client, stopped_clock: StoppedClock
) -> None:
    published(NOON - 400 * DAY, document("one"), kind=Kind.CHARTER)
    published(NOON - DAY, document("two"), kind=Kind.POLICY)
    published(NOON + DAY, document("three"), kind=Kind.PRESENTATION)
    published(NOON + 400 * DAY, document("four"), kind=Kind.CHARTER)

    page = get(client, "/documents/")

    assert page.all("a", href="/documents/charters/")
    assert page.all("a", href="/documents/policies/")
    assert not page.all("a", href="/documents/presentations/")
    assert page.all("a", href="/documents/?year=2025")
    assert page.all("a", href="/documents/?year=2026")
    assert not page.all("a", href="/documents/?year=2027")


@pytest.mark.parametrize(
    "path",
    [
        "presentations/",
        "fact-sheets/",
        "?year=2027",
        "?year=0000",
        "?year=twenty",
        "policies/?year=2025",
        "?before=nobody",
        "?before=00000000-0000-0000-0000-000000000000",
        "nobodys/",
    ],
)
def test_what_there_is_none_of_is_no_page(
    client: Client, stopped_clock: StoppedClock, path: str
) -> None:
    published(NOON - 400 * DAY, document("one"), kind=Kind.CHARTER)
    published(NOON - DAY, document("two"), kind=Kind.POLICY)
    published(NOON + DAY, document("three"), kind=Kind.PRESENTATION)

    assert client.get(f"/documents/{path}").status_code == 404


def test_a_kind_and_a_year_narrow_the_list_together(
    client: Client, stopped_clock: StoppedClock
) -> None:
    old = published(NOON - 400 * DAY, document("one"), title="Old charter")
    new = published(NOON - 2 * DAY, document("two"), title="New charter")
    published(NOON - DAY, document("three"), title="A policy", kind=Kind.POLICY)

    page = get(client, "/documents/charters/?year=2026")

    assert page.all("a", href=new.attachment.get_absolute_url())
    assert not page.all("a", href=old.attachment.get_absolute_url())
    assert "A policy" not in page.text


def test_a_version_that_a_newer_one_supersedes_says_so(
    client: Client, stopped_clock: StoppedClock
) -> None:
    published(NOON - 9 * DAY, title="Charter of 2024")
    published(NOON - DAY, title="Charter of 2026")

    page = get(client, "/documents/")

    newer, older = page.text.split("Charter of 2026")[1].split("Charter of 2024")
    assert "Superseded" not in newer
    assert "Superseded" in older


def test_a_version_in_another_language_supersedes_nothing(
    client: Client, stopped_clock: StoppedClock
) -> None:
    published(NOON - 9 * DAY, title="Charter")
    published(NOON - DAY, title="章程", language="zh-hans")

    assert "Superseded" not in get(client, "/documents/").text
    assert "章程" in get(client, PAGE).text.partition("Earlier versions")[0]
    assert "Charter" in get(client, PAGE).text.partition("Earlier versions")[0]


def test_an_embargoed_version_supersedes_nothing_yet(
    client: Client, stopped_clock: StoppedClock
) -> None:
    published(NOON - DAY, title="Charter")
    before = client.get("/documents/").content

    published(NOON + DAY, title="Amended charter")

    assert client.get("/documents/").content == before


def test_the_page_of_a_document_shows_what_stands_and_what_was(
    client: Client, stopped_clock: StoppedClock
) -> None:
    published(NOON - 9 * DAY, title="Charter of 2024")
    newest = published(NOON - 2 * DAY, title="Charter of 2026")

    page = get(client, PAGE)

    current, _, versions = page.text.partition("Earlier versions")
    assert "Charter of 2026" in current
    assert "Charter of 2024" not in current
    assert "Charter of 2024" in versions
    assert page.all("a", href=f"{PAGE}?as_of=2026-02-21")
    assert page.all("a", href=newest.get_absolute_url())


def test_the_page_of_a_past_day_shows_the_version_of_that_day(
    client: Client, stopped_clock: StoppedClock
) -> None:
    published(NOON - 9 * DAY, title="Charter of 2024")
    published(NOON - 2 * DAY, title="Charter of 2026")

    page = get(client, f"{PAGE}?as_of=2026-02-25")

    assert "Charter of 2024" in page.text
    assert "Charter of 2026" not in page.text


def test_a_document_of_a_corrected_release_leaves_the_list_and_stays_in_its_history(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = published(NOON - 5 * DAY, title="A wrong charter")
    factories.public("Harbor Bio corrects itself", corrects=wrong.release)

    assert "A wrong charter" not in get(client, "/documents/").text
    page = get(client, PAGE)
    assert "no other one stands" in page.text
    assert "Corrected since" in page.text.partition("A wrong charter")[2]


def test_a_document_of_a_withdrawn_release_is_gone(
    client: Client, stopped_clock: StoppedClock
) -> None:
    row = published(NOON - 5 * DAY, title="Charter")

    withdraw(row.release, by=factories.cora(), at=NOON, reason="It was not adopted.")

    assert "No document has been published yet." in get(client, "/documents/").text
    assert client.get(PAGE).status_code == 404


def test_the_list_goes_on_from_the_last_file_shown(
    client: Client, stopped_clock: StoppedClock
) -> None:
    many = factories.draft("Harbor Bio files all its charters", publish_at=NOON - DAY)
    for number in range(33):
        list_file(many, document(f"charter-{number}"), title=f"Charter no. {number}.")
    factories.approve(many)

    first = client.get("/documents/").content.decode()
    onward = next(link["href"] for link in get(client, "/documents/").all("a", rel="next"))
    last = client.get(f"/documents/{onward}").content.decode()

    assert [n for n in range(33) if f"Charter no. {n}." in first] == [*range(3, 33)]
    assert [n for n in range(33) if f"Charter no. {n}." in last] == [0, 1, 2]


@pytest.mark.parametrize("path", ["/documents/", "/documents/?year=2026", PAGE])
def test_no_number_of_documents_stands_without_its_source(
    client: Client, stopped_clock: StoppedClock, path: str
) -> None:
    published(NOON - 400 * DAY, title="Charter of 2024")
    published(NOON - 2 * DAY, title="Charter of 2026", dated_on=date(2026, 2, 1))

    assert unvouched(content(tree(client.get(path).content.decode()))) == []
