"""That the first page and the calendar ask no more of the database for more rows."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from releases import review
from releases.models import LastLook
from tests import factories
from tests.admin.desk import RELEASES, signed_in
from tests.factories import NOON
from tests.plans import plan_of, walks

pytestmark = pytest.mark.usefixtures("stopped_clock")


def asked(client: Client, path: str) -> list[str]:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in found.captured_queries]


def fill(first: int, last: int, reader: Any, ahead: timedelta = timedelta(hours=1)) -> None:
    """Drafts, some of them submitted, commented on and changed since ``reader`` looked; so near
    that all of the page has something to say of them, pre-flight included."""
    wim = factories.person("Wim", "writer")
    for number in range(first, last):
        due = NOON + ahead + timedelta(minutes=number)
        release = factories.draft(f"Number {number}", publish_at=due)
        LastLook.objects.create(user=reader, release=release, revision=1, at=NOON)
        review.comment(release, by=wim, at=NOON + timedelta(seconds=1), text="So?")
        if number % 2:
            factories.submitted(release)
        factories.draft(f"Held {number}")
        factories.public(f"Public {number}")


@pytest.mark.parametrize("path", ["/admin/", f"{RELEASES}calendar/"])
def test_more_releases_cost_no_more_queries(path: str) -> None:
    factories.company()
    eve = factories.person("Eve", "writer", "approver", "publisher")
    client = signed_in(eve)
    fill(0, 10, eve)
    few = asked(client, path)
    fill(10, 24, eve)

    many = asked(client, path)

    assert len(many) == len(few)


@pytest.mark.parametrize("path", ["/admin/", f"{RELEASES}calendar/"])
def test_no_query_walks_all_releases(path: str) -> None:
    factories.company()
    eve = factories.person("Eve", "writer", "approver", "publisher")
    fill(0, 3, eve, ahead=timedelta(days=2))  # of pre-flight's own queries nothing is said here

    statements = [sql for sql in asked(signed_in(eve), path) if sql.startswith("SELECT")]

    walked = [
        (step, sql)
        for sql in statements
        for step in walks(plan_of(sql), "releases_release")
        if "INDEX" not in step
    ]
    assert walked == []
