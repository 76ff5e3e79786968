"""More statements, the same queries: nothing of facilities counts rows or skips over them."""

from datetime import date, timedelta

import pytest
from django.test import Client

from facilities.sitemaps import entries
from tests import factories
from tests.facilities.makers import PORTO, WUXI, actual, days_ago, planned, public, said
from tests.factories import NOON
from tests.growth import asked, assert_as_before

pytestmark = pytest.mark.usefixtures("stopped_clock")
PAGES = ("/facilities/", "/facilities/wuxi/", "/facilities/wuxi/?before=n-1", "/facilities/porto/")


def fill(first: int, last: int) -> None:
    for number in range(first, last):
        day = date(2025, 12, 31) - timedelta(days=number)
        public(
            f"N{number}",
            said(WUXI, status="opened"),
            said(PORTO),
            actual(WUXI, f"{number + 1} acres", day),
            planned(WUXI, f"{number + 2} hectares", date(2027, 1, 1)),
            actual([WUXI, PORTO], f"{number + 3} sq ft", day),
            publish_at=days_ago(number + 1),
            slug=f"n-{number}",
        )


def test_no_page_makes_more_queries_with_more_statements_and_none_counts(client: Client) -> None:
    factories.company()
    fill(0, 22)
    few = {page: len(asked(client, page)) for page in PAGES}

    fill(22, 44)

    assert_as_before(client, few)


def test_list_makes_no_more_queries_with_more_facilities(client: Client) -> None:
    factories.company()
    fill(0, 2)
    few = len(asked(client, "/facilities/"))

    for number in range(10):
        public(f"Site {number}", said(f"Site {number}"), actual(f"Site {number}", "1 acre", None))

    assert len(asked(client, "/facilities/")) == few


def test_table_asks_for_its_rows_by_key(client: Client) -> None:
    fill(0, 3)
    queries = asked(client, "/facilities/capacity.csv")

    fill(3, 9)

    assert len(asked(client, "/facilities/capacity.csv")) == len(queries)
    assert not any("COUNT(" in sql.upper() or " OFFSET " in sql.upper() for sql in queries)


def test_sitemap_makes_no_more_queries_with_more_statements(
    django_assert_num_queries: object,
) -> None:
    fill(0, 9)

    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's
        entries(NOON)
