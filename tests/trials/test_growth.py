"""More said of the same trials: the same queries, by index and to no count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.growth import asked, assert_as_before
from tests.plans import plan_of, walks
from tests.trials import makers

pytestmark = pytest.mark.django_db
PAGES = {
    "/pipeline/": 4,
    "/pipeline/?phase=phase1": 4,
    "/pipeline/trial-0/": 6,
    "/pipeline/trial-0/?before=told-1": 7,
    "/pipeline/trials.csv": 2,
    "/pipeline/trials.csv?phase=phase1": 2,
}


def fill(first: int, last: int) -> None:
    """Releases that tell of three trials each, one a day, backwards from NOON."""
    for number in range(first, last):
        at = NOON - timedelta(days=number + 1)
        makers.tell(at, trials=3, slug=f"told-{number}")


def test_no_page_makes_more_queries_with_more_statements_and_none_counts(
    client: Client, stopped_clock: StoppedClock
) -> None:
    fill(0, 3)
    few = {page: len(asked(client, page)) for page in PAGES}

    fill(3, 50)

    assert [page for page, most in PAGES.items() if few[page] > most] == []
    assert_as_before(client, few)


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
