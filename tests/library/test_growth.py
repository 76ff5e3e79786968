"""More documents and more versions: the same queries, by index and to no count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from library.kinds import Kind
from library.pages import listed
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.growth import asked, assert_as_before
from tests.library import makers
from tests.plans import plan_of, walks

pytestmark = pytest.mark.django_db
PAGES = {
    "/documents/": 7,
    "/documents/charters/?year=2026": 7,
    "/documents/document-0/": 6,
    "/about/": 4,
    "/about/questions/": 6,
}
TABLES = ("library_documentupdate", "library_pageversion", "releases_release")


def fill(first: int, last: int) -> None:
    """Notices that are the text of a page and bring two documents each, one a day, backwards from
    NOON."""
    kinds = list(Kind.values)
    for number in range(first, last):
        release = makers.notice(NOON - timedelta(days=number + 1), slug=f"notice-{number}")
        makers.write(release)
        makers.list_file(release, makers.document("document-0"), kind=Kind.CHARTER)
        other = makers.document(f"document-{number + 1}")
        makers.list_file(release, other, kind=kinds[number % len(kinds)])
        factories.approve(release)


def test_no_page_makes_more_queries_with_more_rows_and_none_counts(
    client: Client, stopped_clock: StoppedClock
) -> None:
    fill(0, 9)
    few = {page: len(asked(client, page)) for page in PAGES}

    fill(9, 40)

    assert [page for page, most in PAGES.items() if few[page] > most] == []
    assert_as_before(client, few)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_walks_through_all_that_was_published(
    client: Client, stopped_clock: StoppedClock, path: str
) -> None:
    fill(0, 30)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    for sql in asked(client, path):
        plan = plan_of(sql) if "library_" in sql else []
        assert [walks(plan, table) for table in TABLES] == [[], [], []], plan


def test_navigation_asks_once_however_much_there_is(stopped_clock: StoppedClock) -> None:
    fill(0, 9)

    with CaptureQueriesContext(connection) as captured:
        assert len(listed(NOON)) == 1

    assert len(captured) == 1
