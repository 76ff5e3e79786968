"""What a page's queries made the database do, counted and not timed: the same on every machine.

On SQLite the instructions of its virtual machine; on PostgreSQL the rows that its plans read, those
thrown away included. A walk through a growing table shows in both, whatever the plan calls it.
"""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

GROWING = ("releases_release", "releases_releasecontact", "releases_release_categories",
           "releases_releasestandingtext", "releases_approval", "facilities_facilityupdate",
           "facilities_capacityfigure", "facilities_capacitysite", "trials_trialupdate",
           "events_event", "events_eventupdate", "search_entry")  # fmt: skip
_STEP = 100  # instructions between two calls of SQLite's progress handler


def counted(ask: Callable[[], Any]) -> tuple[Any, list[str], int]:
    """What ``ask`` gave, its queries, and how much work they were."""
    if connection.vendor == "sqlite":
        return _instructions(ask)
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    queries = [entry["sql"] for entry in captured]  # before the next request forgets them
    return answer, queries, sum(_rows(_analysed(query)) for query in queries)


def walks(queries: list[str]) -> list[str]:
    """Plans that read a growing table from end to end."""
    return [
        line
        for query in queries
        for line in _plan(query)
        if _is_walk(line) and any(re.search(rf"\b{name}\b", line) for name in GROWING)
    ]


def _instructions(ask: Callable[[], Any]) -> tuple[Any, list[str], int]:
    calls = 0

    def called() -> int:
        nonlocal calls
        calls += 1
        return 0

    connection.close()  # and with it the handler of the page before
    connection.ensure_connection()
    connection.connection.set_progress_handler(called, _STEP)
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    connection.close()
    return answer, [entry["sql"] for entry in captured], calls * _STEP


def _analysed(query: str) -> dict[str, Any]:
    with _explaining("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ", query) as cursor:
        found = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def _rows(plan: dict[str, Any]) -> int:
    """Rows that the leaves of a plan read, thrown away or not."""
    below = sum(_rows(each) for each in plan.get("Plans", ()))
    if "Relation Name" not in plan and "Index Name" not in plan:
        return below
    thrown = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    read: int = round((plan["Actual Rows"] + thrown) * plan["Actual Loops"])
    return below + read


def _plan(query: str) -> list[str]:
    prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with _explaining(prefix, query) as cursor:
        return [str(row[-1]).strip() for row in cursor.fetchall()]


def _explaining(prefix: str, query: str) -> "AbstractContextManager[Any]":
    cursor = connection.cursor()
    cursor.execute(prefix + query.replace("%", "%%"))
    return nullcontext(cursor)


def _is_walk(line: str) -> bool:
    if line.startswith("SCAN"):
        return "USING" not in line
    return re.match(r"(->)?\s*(Parallel )?Seq Scan", line) is not None
