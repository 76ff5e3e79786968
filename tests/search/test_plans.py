"""No search walks a table, however little or much there is of a word; queries stay few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.models import Entry
from tests import factories, plans
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.search.asking import ask
from tests.trials import makers as trials

pytestmark = pytest.mark.django_db
TABLES = (Entry._meta.db_table, "releases_release", "trials_trialupdate", "releases_attachment")


def fill(many: int) -> None:
    for number in range(many):
        trials.said(
            NOON - timedelta(days=1 + number),
            title="HB-7 in gout",
            release={"headline": f"Harbour {number}"},
        )


def asked(client: Client, words: str, **more: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, words, **more).status_code == 200
    return [each["sql"] for each in captured.captured_queries]


@pytest.mark.parametrize("words", ["harbour", "gout harbour", "zebra"])
@pytest.mark.parametrize("more", [{}, {"kind": "trial"}, {"year": "2026"}, {"before": "harbour-3"}])
def test_no_search_walks_a_table(
    client: Client, stopped_clock: StoppedClock, words: str, more: dict[str, str]
) -> None:
    fill(6)

    queries = asked(client, words, **more)

    for table in TABLES:
        for query in queries:
            assert plans.walks(plans.plan_of(query), table) == [], query


def test_what_has_the_words_is_read_from_their_lists(
    client: Client, stopped_clock: StoppedClock
) -> None:
    fill(3)

    (query,) = (each for each in asked(client, "harbour") if "MATCH" in each or "LATERAL" in each)

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            plan = plans.plan_of(query)
            assert "VIRTUAL TABLE INDEX" in plan[0]  # from its end on, so that nothing is sorted
            assert plans.sorts(plan) == []
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")  # of keys: there are three rows
            cursor.execute("EXPLAIN " + query.replace("%", "%%"))
            plan = [row[0] for row in cursor.fetchall()]
            assert any("Bitmap Index Scan on search_entry_vector" in step for step in plan)
            assert not any("search_entry_rank" in step for step in plan)


def test_more_results_are_no_more_queries(client: Client, stopped_clock: StoppedClock) -> None:
    factories.company()
    fill(2)
    few = len(asked(client, "harbour"))
    for number in range(25):
        factories.public(f"Harbour again {number}", publish_at=NOON - timedelta(days=99 + number))

    many = len(asked(client, "harbour"))

    assert many <= few
