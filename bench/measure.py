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
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the set-up above
from django.db import connection  # noqa: E402 -- as above
from django.test import Client  # noqa: E402 -- as above
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- as above

from releases.models import Release  # noqa: E402 -- as above

GROWING = ("releases_release", "releases_releasecontact", "releases_release_categories",
           "releases_releasestandingtext", "releases_approval")  # fmt: skip
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
    }


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
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        queries = [entry["sql"] for entry in captured]  # before the next request forgets them
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            client.get(address)
            seconds.append(time.perf_counter() - started)
        problems = plan_problems(queries) if size > 10_000 else []
        bad += [f"{name}: {problem}" for problem in problems]
        costs[name] = len(queries)
        print(f"{connection.vendor:10} {size:>8} {name:16} {response.status_code} "
              f"{len(queries):2} queries {statistics.median(seconds) * 1000:7.1f} ms")  # fmt: skip
    bad += _grown(size, costs)
    print("\n".join(bad) or "no plan walks a growing table; no page makes more queries")
    sys.exit(1 if bad else 0)


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
