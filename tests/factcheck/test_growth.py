"""What a draft is compared with costs the same however much has been said."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases import preflight
from releases.models import Release
from tests import factories
from tests.events import makers as events
from tests.facilities.makers import (
    PORTO,
    WUXI,
    Statement,
    actual,
    days_ago,
    drafted,
    planned,
    public,
    said,
)
from tests.factories import NOON
from tests.plans import plan_of, walks
from tests.trials import makers as trials

pytestmark = pytest.mark.usefixtures("stopped_clock")


def fill(first: int, last: int) -> None:
    for number in range(first, last):
        day = date(2025, 12, 31) - timedelta(days=number)
        statements: list[Statement] = [
            said(WUXI, status="opened"),
            actual(WUXI, f"{number + 100} acres", day),
            planned(PORTO, f"{number + 200} acres", date(2027, 1, 1)),
        ]
        release = drafted(
            f"N{number}", *statements, publish_at=days_ago(number + 1), slug=f"n-{number}"
        )
        trials.state(release, phase_as_printed="Phase I", enrolment=12)
        factories.approve(release)


def draft() -> Release:
    release = drafted("Draft", said(WUXI), actual(WUXI, "100 acres", date(2026, 1, 1)))
    return Release.objects.get(pk=release.pk)


def asked(release: Release) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        preflight.of_release(release, NOON)
    return [entry["sql"] for entry in captured]


def test_more_releases_cost_no_more_queries_and_none_counts() -> None:
    factories.company()
    fill(0, 14)
    release = draft()
    few = asked(release)

    fill(14, 32)

    queries = asked(release)
    assert len(queries) == len(few)
    assert not any("COUNT(" in sql.upper() or " OFFSET " in sql.upper() for sql in queries)


def test_no_query_reads_all_that_was_ever_stated() -> None:
    factories.company()
    fill(0, 6)
    events.said(NOON - timedelta(days=2), **events.OPENING)
    asked_for = [sql for sql in asked(draft()) if sql.startswith("SELECT")]

    for table in ("facilities_capacityfigure", "trials_trialupdate", "facilities_facilityupdate"):
        assert [step for sql in asked_for for step in walks(plan_of(sql), table)] == [], table


def test_a_draft_of_more_statements_costs_no_more_queries(queries: Callable[..., Any]) -> None:
    public("Known", said(WUXI), actual(WUXI, "100 acres", date(2025, 1, 1)))
    few = len(asked(drafted("One", said(WUXI), actual(WUXI, "100 acres", date(2026, 1, 1)))))
    more = [actual(WUXI, f"{number} acres", date(2025, 2, number)) for number in range(2, 9)]

    assert len(asked(drafted("More", said(WUXI), *more))) == few
