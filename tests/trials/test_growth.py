"""More said of the same trials: the same queries, by index and to no count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.plans import plan_of, walks
from tests.trials import makers

pytestmark = pytest.mark.django_db
PAGES = {
    "/pipeline/": 3,
    "/pipeline/trial-0/": 5,
    "/pipeline/trial-0/?before=told-1": 6,
    "/pipeline/trials.csv": 2,
}


def fill(first: int, last: int) -> None:
    """Releases that tell of three trials each, one a day, backwards from NOON."""
    for number in range(first, last):
        at = NOON - timedelta(days=number + 1)
        makers.tell(at, trials=3, slug=f"told-{number}")


def asked(client: Client, page: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return [entry["sql"] for entry in captured]


def test_no_page_makes_more_queries_with_more_statements_and_none_counts(
    client: Client, stopped_clock: StoppedClock
) -> None:
    fill(0, 3)
    few = {page: len(asked(client, page)) for page in PAGES}

    fill(3, 50)

    for page, most in PAGES.items():
        queries = asked(client, page)
        assert len(queries) == few[page] <= most, page
        for sql in queries:
            assert "COUNT(" not in sql.upper(), page
            assert " OFFSET " not in sql.upper(), page


@pytest.mark.parametrize("page", PAGES)
def test_no_page_walks_through_all_that_was_said(
    client: Client, stopped_clock: StoppedClock, page: str
) -> None:
    fill(0, 30)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    with CaptureQueriesContext(connection) as captured:
        client.get(page)

    for sql in [entry["sql"] for entry in captured if "trials_trialupdate" in entry["sql"]]:
        plan = plan_of(sql)
        assert walks(plan, "trials_trialupdate") == walks(plan, "releases_release") == [], plan
