"""Ask for every public page and say what it cost: queries, time, and plans that walk a table.

``measure.py 1000000`` compares with what an earlier run at another size left in
``var/bench-*.json``.
"""

import json
import logging
import re
import statistics
import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the set-up above
from django.db import connection  # noqa: E402 -- as above
from django.test import Client  # noqa: E402 -- as above
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- as above

from events.models import EventUpdate  # noqa: E402 -- as above
from facilities.models import FacilityUpdate  # noqa: E402 -- as above
from releases.models import Release  # noqa: E402 -- as above

GROWING = ("releases_release", "releases_releasecontact", "releases_release_categories",
           "releases_releasestandingtext", "releases_approval", "facilities_facilityupdate",
           "facilities_capacityfigure", "facilities_capacitysite", "trials_trialupdate",
           "events_event", "events_eventupdate")  # fmt: skip
ROUNDS = 15


def addresses() -> dict[str, str]:
    """Every kind of page, the newsroom at several depths of its 25 years."""
    newest, middle, oldest = (_out_before(year) for year in (2026, 2013, 2002))
    return {
        "home": "/",
        "newsroom": "/news/",
        "older, new": f"/news/?before={newest}",
        "older, middle": f"/news/?before={middle}",
        "older, old": f"/news/?before={oldest}",
        "newer, middle": f"/news/?after={middle}",
        "year": "/news/2012/",
        "older in year": f"/news/2012/?before={_out_before(2012, 7)}",
        "release, newest": f"/news/{newest}/",
        "release, middle": f"/news/{middle}/",
        "unknown release": "/news/nobody/",
        "feed": "/news/feed.rss",
        "contacts": "/contacts/",
        "sitemap index": "/sitemap.xml",
        "release as data": f"/news/{middle}.json",
        "facilities": "/facilities/",
        "facility": "/facilities/plant-01/",
        "facility, earlier": f"/facilities/plant-01/?before={_said_before(2013)}",
        "capacity.csv": "/facilities/capacity.csv",
        "pipeline": "/pipeline/",
        "trial": "/pipeline/trial-01/",
        "trials.csv": "/pipeline/trials.csv",
        "events": "/events/",
        "event": f"/events/{_event(2013)}/",
        "events, earlier": f"/events/?before={_event(2013)}",
        "calendar": "/events.ics",
        "calendar of one": f"/events/{_event(2013)}.ics",
        "newsroom, 2003": "/news/?as_of=2003-06-30",
        "facilities, 2003": "/facilities/?as_of=2003-06-30",
        "facility, 2003": "/facilities/plant-01/?as_of=2003-06-30",
        "pipeline, 2003": "/pipeline/?as_of=2003-06-30",
        "events, 2003": "/events/?as_of=2003-06-30",
        "before there was any": "/news/?as_of=1999-01-01",
    }


def _said_before(year: int) -> str:
    """The slug of the last release before a year that speaks of the first facility."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    said = FacilityUpdate.objects.filter(facility__slug="plant-01", out_at__lt=start)
    return said.order_by("-out_at", "-id").select_related("release")[0].release.slug


def _event(year: int) -> str:
    """The slug of an event in a year."""
    start = datetime(year, 6, 1, tzinfo=UTC)
    found = EventUpdate.objects.filter(starts_at__gte=start).order_by("starts_at", "id")
    return found.select_related("event")[0].event.slug


def _out_before(year: int, month: int = 1) -> str:
    """The slug of the last release before a month."""
    start = datetime(year, month, 1, tzinfo=UTC)
    return Release.objects.filter(out_at__lt=start).newest_first()[0].slug


def plan_problems(queries: list[str]) -> list[str]:
    """Plans that read a growing table from end to end, or sort what they read of it."""
    found = []
    for query in queries:
        with connection.cursor() as cursor:
            prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(prefix + query.replace("%", "%%"))
            lines = [str(row[-1]) for row in cursor.fetchall()]
        for line in lines:
            table = next((name for name in GROWING if re.search(rf"\b{name}\b", line)), None)
            walks = re.match(r"\s*(->)?\s*(Parallel )?Seq Scan", line) or (
                line.startswith("SCAN") and "USING" not in line
            )
            if table and walks:
                found.append(line.strip())
    return found


def main(size: int) -> None:
    """Print one line a page; exit with 1 when a page costs more than at the other sizes."""
    logging.disable(logging.WARNING)
    client, bad = Client(), []
    costs: dict[str, int] = {}
    for name, address in addresses().items():
        _asked(client, address)
        with CaptureQueriesContext(connection) as captured:
            response = _asked(client, address)
        queries = [entry["sql"] for entry in captured]  # before the next request forgets them
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            _asked(client, address)
            seconds.append(time.perf_counter() - started)
        problems = plan_problems(queries) if size > 10_000 else []
        bad += [f"{name}: {problem}" for problem in problems]
        costs[name] = len(queries)
        print(f"{connection.vendor:10} {size:>8} {name:20} {response.status_code} "
              f"{len(queries):2} queries {statistics.median(seconds) * 1000:7.1f} ms")  # fmt: skip
    bad += _grown(size, costs)
    print("\n".join(bad) or "no plan walks a growing table; no page makes more queries")
    sys.exit(1 if bad else 0)


def _asked(client: Client, address: str) -> Any:
    """The answer; of one that streams, as far as its first piece with rows."""
    response: Any = client.get(address)
    if response.streaming:
        pieces = iter(response.streaming_content)
        list(islice(pieces, 2))
        response.close()
    return response


def _grown(size: int, costs: dict[str, int]) -> list[str]:
    folder = Path(settings.BASE_DIR) / "var"
    folder.mkdir(exist_ok=True)
    (folder / f"bench-{connection.vendor}-{size}.json").write_text(json.dumps(costs))
    grown = []
    for other in folder.glob(f"bench-{connection.vendor}-*.json"):
        smaller = int(other.stem.rsplit("-", 1)[1])
        if smaller < size:
            before = json.loads(other.read_text())
            grown += [f"{name}: {before[name]} queries at {smaller}, {costs[name]} at {size}"
                      for name in costs if costs[name] > before.get(name, 99)]  # fmt: skip
    return grown


if __name__ == "__main__":
    main(int(sys.argv[1]))
