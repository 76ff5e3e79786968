"""Ask for every public page and say what it cost: queries, time, work, and plans that walk a table.

``measure.py 1000000`` compares with what earlier runs at smaller sizes left in
``var/bench-*.json``.
"""

import json
import logging
import statistics
import sys
import time
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import django

django.setup()

import work  # noqa: E402 -- needs the set-up above
from django.conf import settings  # noqa: E402 -- as above
from django.db import connection  # noqa: E402 -- as above
from django.test import Client  # noqa: E402 -- as above

from company.models import Category  # noqa: E402 -- as above
from events.models import EventUpdate  # noqa: E402 -- as above
from facilities.models import FacilityUpdate  # noqa: E402 -- as above
from releases.models import Release  # noqa: E402 -- as above

ROUNDS = 15
FIRST_ROWS = 500
# More than this much more work than at a smaller size, for the same length of page, is growth.
MOST_TIMES, SLACK = 1.5, {"sqlite": 20_000, "postgresql": 2_000}
Cost = dict[str, float]


def addresses() -> dict[str, str]:
    """Every kind of page by a name of its own: at present, at several depths of 25 years, and as
    of a day among them."""
    return _newsroom() | _statements() | _search() | _past_days()


def _newsroom() -> dict[str, str]:
    newest, middle, oldest = (_out_before(year) for year in (2026, 2013, 2002))
    category = _category()
    return {
        "home": "/",
        "home, in Chinese": "/zh-hans/",
        "newsroom": "/news/",
        "newsroom, in English": "/news/?language=en",
        "newsroom, searched": "/news/?q=harbour",
        "older, new": f"/news/?before={newest}",
        "older, middle": f"/news/?before={middle}",
        "older, old": f"/news/?before={oldest}",
        "newer, middle": f"/news/?after={middle}",
        "year": "/news/2012/",
        "older in year": f"/news/2012/?before={_out_before(2012, 7)}",
        "category": f"/news/category/{category}/",
        "category, older": f"/news/category/{category}/?before={middle}",
        "category, year": f"/news/category/{category}/2012/",
        "category, feed": f"/news/category/{category}/feed.rss",
        "release, newest": f"/news/{newest}/",
        "release, middle": f"/news/{middle}/",
        "release as data": f"/news/{middle}.json",
        "release as text": f"/news/{middle}.txt",
        "unknown release": "/news/nobody/",
        "feed": "/news/feed.rss",
        "contacts": "/contacts/",
        "sitemap index": "/sitemap.xml",
        "sitemap, year": "/sitemap-2012.xml",
    }


def _statements() -> dict[str, str]:
    return {
        "sitemap, events": "/sitemap-events.xml",
        "sitemap, facilities": "/sitemap-facilities.xml",
        "sitemap, pipeline": "/sitemap-pipeline.xml",
        "facilities": "/facilities/",
        "facilities, m²": "/facilities/?units=m2",
        "facility": "/facilities/plant-01/",
        "facility, earlier": f"/facilities/plant-01/?before={_said_before(2013)}",
        "capacity.csv": "/facilities/capacity.csv",
        "pipeline": "/pipeline/",
        "pipeline, narrowed": "/pipeline/?phase=phase1&status=recruiting",
        "trial": "/pipeline/trial-01/",
        "trials.csv": "/pipeline/trials.csv",
        "events": "/events/",
        "event": f"/events/{_event(2013)}/",
        "events, earlier": f"/events/?before={_event(2013)}",
        "calendar": "/events.ics",
        "calendar of one": f"/events/{_event(2013)}.ics",
        "documents": "/documents/",
        "pages": "/about/",
    }


def _search() -> dict[str, str]:
    return {
        "search, common": "/search/?q=harbour",
        "search, rare": "/search/?q=rarely123",
        "search, absent": "/search/?q=zebra",
        "search, older": f"/search/?q=harbour&before={_out_before(2013)}",
    }


def _past_days() -> dict[str, str]:
    oldest = _out_before(2002)
    in_2003 = {
        "home": "/",
        "newsroom": "/news/",
        "year": "/news/2002/",
        "category": f"/news/category/{_category()}/",
        "release": f"/news/{oldest}/",
        "feed": "/news/feed.rss",
        "contacts": "/contacts/",
        "facilities": "/facilities/",
        "facility": "/facilities/plant-01/",
        "capacity.csv": "/facilities/capacity.csv",
        "pipeline": "/pipeline/",
        "trial": "/pipeline/trial-01/",
        "events": "/events/",
        "event": f"/events/{_event(2002)}/",
        "calendar": "/events.ics",
        "search": "/search/?q=harbour",
    }
    found = {
        f"{name}, 2003": f"{address}{'&' if '?' in address else '?'}as_of=2003-06-30"
        for name, address in in_2003.items()
    }
    earlier = f"/facilities/plant-01/?as_of=2014-06-30&before={_said_before(2013)}"
    return found | {
        "facility, 2014, earlier": earlier,
        "before there was any": "/news/?as_of=1999-01-01",
    }


def _category() -> str:
    """The slug of a category that releases bear."""
    borne = Category.objects.order_by("pk").values_list("slug", flat=True)
    return str(borne[0])


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


def main(size: int) -> None:
    """Print one line a page; exit with 1 when a page costs more than at a smaller size."""
    logging.disable(logging.WARNING)
    client, bad = Client(), []
    before, costs = _smaller(size), dict[str, Cost]()
    for name, address in addresses().items():
        _asked(client, address)
        response, queries, amount = work.counted(partial(_asked, client, address))
        costs[name] = {
            "queries": len(queries),
            "work": amount,
            "ms": _median(client, address),
            "bytes": response.size,
        }
        if size > 10_000:
            bad += [f"{name}: {line}" for line in work.walks(queries)]
        bad += _grown(name, before.get(name), costs[name])
        print(_line(size, name, response.status, costs[name], before.get(name)), flush=True)
    _file(size).write_text(json.dumps(costs))
    print("\n".join(bad) or "no plan walks a growing table; no page costs more")
    sys.exit(1 if bad else 0)


def _median(client: Client, address: str) -> float:
    """Milliseconds."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        _asked(client, address)
        seconds.append(time.perf_counter() - started)
    return round(statistics.median(seconds) * 1000, 1)


class Answer(NamedTuple):
    status: int
    size: int  # in bytes


def _asked(client: Client, address: str) -> Answer:
    """The answer; of one that streams, its first rows."""
    response: Any = client.get(address)
    if not response.streaming:
        return Answer(response.status_code, len(response.content))
    read = b"".join(islice(iter(response.streaming_content), FIRST_ROWS))
    response.close()
    return Answer(response.status_code, len(read))


def _line(size: int, name: str, status: int, cost: Cost, before: Cost | None) -> str:
    was = f"   was {before['ms']:6.1f} ms {before['work']:8.0f}" if before else ""
    return (f"{connection.vendor:10} {size:>8} {name:24} {status} {cost['queries']:2.0f} queries "
            f"{cost['ms']:7.1f} ms {cost['work']:8.0f} work{was}")  # fmt: skip


def _grown(name: str, before: Cost | None, cost: Cost) -> list[str]:
    """What a page costs more than before, other than time: that is noise on a shared machine. A
    list that was not full at the smaller size may cost as much more as it is longer."""
    if before is None:
        return []
    longer = max(1, cost["bytes"] / before["bytes"])
    work_allowed = before["work"] * longer * MOST_TIMES + SLACK[connection.vendor]
    most = {"queries": before["queries"], "work": work_allowed}
    return [
        f"{name}: {key} {cost[key]:.0f}, and {before[key]:.0f} at a smaller size"
        for key in most
        if cost[key] > most[key]
    ]


def _smaller(size: int) -> dict[str, Cost]:
    """What the pages cost at the smallest size that was measured, if that is smaller."""
    sizes = sorted(
        int(file.stem.rsplit("-", 1)[1]) for file in _file(0).parent.glob(_file("*").name)
    )
    if not sizes or sizes[0] >= size:
        return {}
    found: dict[str, Cost] = json.loads(_file(sizes[0]).read_text())
    return found


def _file(size: int | str) -> Path:
    folder = Path(settings.BASE_DIR) / "var"
    folder.mkdir(exist_ok=True)
    return folder / f"bench-{connection.vendor}-{size}.json"


if __name__ == "__main__":
    main(int(sys.argv[1]))
