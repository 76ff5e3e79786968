"""How long the search takes for common, rare and absent words: ``finding.py [ROUNDS]``.

It asks a database that ``fill.py`` has filled, prints the least and the middle of so many rounds
for each kind of question, and exits with 1 where a middle is above what docs/search.md promises.
The search itself is timed, without the making of excerpts and page. Times count on a quiet machine
alone.
"""

import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 -- needs the set-up above

from releases.models import Release  # noqa: E402 -- as above
from releases.querysets import year_bounds  # noqa: E402 -- as above
from search import ranks, words  # noqa: E402 -- as above
from search.models import Entry  # noqa: E402 -- as above
from search.results import find  # noqa: E402 -- as above
from search.sources import letter  # noqa: E402 -- as above

PROMISED = {"sqlite": 5, "postgresql": 20}  # milliseconds
AT, IN_2003 = datetime(2026, 1, 1, tzinfo=UTC), datetime(2003, 6, 30, tzinfo=UTC)
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "in every release": ("harbour", {}),
    "in every tenth": ("tenth3", {}),
    "in every hundredth": ("hundredth41", {}),
    "in every thousandth": ("thousandth77", {}),
    "in twenty of a million": ("rarely123", {}),
    "in one": ("number 500123", {}),
    "in none": ("zebra", {}),
    "two of every release": ("harbour plant", {}),
    "common and rare": ("harbour rarely99", {}),
    "common and absent": ("harbour zebra", {}),
    "two tenths, never together": ("tenth3 tenth4", {}),
    "two hundredths, never together": ("hundredth41 hundredth42", {}),
    "common, of 2003": ("harbour", {"year": 2003}),
    "rare, of 2003": ("rarely123", {"year": 2003}),
    "absent, of 2003": ("zebra", {"year": 2003}),
    "common, as of 2003": ("harbour", {"at": IN_2003}),
    "rare, as of 2003": ("thousandth77", {"at": IN_2003}),
    "common, of trials": ("harbour", {"kind": "trial"}),
    "common elsewhere, of trials": ("tenth3", {"kind": "trial"}),
    "rare, of releases, of 2010": ("rarely123", {"kind": "release", "year": 2010}),
    "common, a category": ("harbour", {"category": 1}),
    "common, a language without news": ("harbour", {"language": "fr"}),
}


def main(rounds: int) -> None:
    """Print one line a question."""
    print(f"{connection.vendor}, {Release.objects.count()} releases, {rounds} rounds, milliseconds")
    slow = []
    for name, (text, more) in QUESTIONS.items():
        least, middle = _timed(lambda: _search(text, **more), rounds)  # noqa: B023 -- called at once
        whole, _ = _timed(lambda: find(text, **{"at": AT} | more), rounds)  # noqa: B023 -- as above
        print(f"{name:34} least {least:6.1f}  middle {middle:6.1f}   with excerpts {whole:6.1f}")
        slow += [name] if middle > PROMISED[connection.vendor] else []
    print(f"slower than promised: {', '.join(slow)}" if slow else "all as quick as promised")
    sys.exit(1 if slow else 0)


def _search(
    text: str,
    *,
    at: datetime = AT,
    year: int | None = None,
    kind: str | None = None,
    category: int | None = None,
    language: str | None = None,
) -> None:
    mark = f"{letter(kind)}=" if kind else ""
    asked = [f"c={category}"] if category else []
    asked += [f"l={language}"] if language else []
    since, until = ranks.FIRST, ranks.after(at)
    if year is not None:
        since, until = (ranks.of(bound) for bound in year_bounds(year))
    asked += [mark + word for word in words.asked(text)]
    Entry.objects.public(at).newest(asked, since=since, until=until, most=21)


def _timed(ask: Any, rounds: int) -> tuple[float, float]:
    """The least and the middle of the times, in milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return min(times), statistics.median(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
