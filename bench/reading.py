"""How much of labelled releases the reader reads, and how fast: ``reading.py FOLDER [-v]``.

FOLDER has ``releases/`` (texts with labels beside them, ``NNN-slug.json``) and maybe leads
(``datelines.jsonl`` or ``datelines/leads.jsonl``, ``datelines/hard.json``) and notations of tickers
(``tickers.json`` or ``datelines/hard-tickers.json``). With ``-v`` it says what was read wrongly in
each. Exits with 1 where a goal is missed. ``docs/reading.md`` explains the measures.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from releases.wire.reading import Unreadable, read
from tests.wire.scoring import GOALS, Facts, Score, dateline_score, scores, ticker_score

KINDS = {".txt", ".html", ".md", ".docx"}
# Leads and notations come alone: a headline and a sentence make a release of them.
HEADLINE = "Company Announces News"
LEAD = "BOSTON, May 3, 2021 -- Company, Inc. {raw}, a maker of clocks, announced what follows."
Scored = tuple[str, dict[str, Score]]  # what was read, and how well


class Took(NamedTuple):
    seconds: float
    words: int
    name: str


def main(folder: Path, *, is_verbose: bool) -> int:
    """Print the table; 1 when a goal is missed."""
    took: list[Took] = []
    scored = [*_releases(folder, took), *_leads(folder), *_tickers(folder)]
    if not scored:
        print(f"There is nothing with labels in {folder}.")
        return 2
    if is_verbose:
        _print_wrong(scored)
    is_short = _print_table(scored)
    _print_times(took)
    return int(is_short)


def _releases(folder: Path, took: list[Took]) -> Iterator[Scored]:
    for path in sorted((folder / "releases").glob("*")):
        labels = path.with_suffix(".json")
        if path.suffix in KINDS and labels.exists():
            source = path.read_bytes()
            started = time.process_time()
            facts = _read(source)
            words = len(source.split())
            took.append(Took(time.process_time() - started, words, path.name))
            yield path.name, scores(facts, json.loads(labels.read_text("utf-8")))


def _leads(folder: Path) -> Iterator[Scored]:
    for name in ("datelines.jsonl", "datelines/leads.jsonl", "datelines/hard.json"):
        measure = "hard datelines" if "hard" in name else "leads"
        for label in _rows(folder / name):
            facts = _read(f"{label.get('title') or HEADLINE}\n\n{label['raw']}")
            yield label["raw"][:90], {measure: dateline_score(facts, label)}


def _tickers(folder: Path) -> Iterator[Scored]:
    for name in ("tickers.json", "datelines/hard-tickers.json"):
        for label in _rows(folder / name):
            facts = _read(f"{HEADLINE}\n\n{LEAD.format(raw=label['raw'])}")
            yield label["raw"], {"notations of tickers": ticker_score(facts, label)}


def _rows(path: Path) -> list[Facts]:
    if not path.exists():
        return []
    text = path.read_text("utf-8")
    is_lines = path.suffix == ".jsonl"
    rows: list[Facts] = [json.loads(line) for line in text.splitlines()] if is_lines else (
        json.loads(text)
    )  # fmt: skip
    return rows


def _read(source: str | bytes) -> Facts:
    try:
        return read(source).as_json()
    except Unreadable:
        return {}


def _print_wrong(scored: list[Scored]) -> None:
    for name, measures in scored:
        for measure, score in measures.items():
            if not score.is_whole:
                print(f"{name}: {measure}\n    labelled {_shown(score.wanted)}")
                print(f"    read     {_shown(score.got)}")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _print_table(scored: list[Scored]) -> bool:
    names = list(dict.fromkeys(measure for _, measures in scored for measure in measures))
    print(f"{'measure':<22}{'hits':>6}{'read':>6}{'labels':>8}{'share':>9}{'goal':>8}")
    is_short = False
    for name in names:
        counts = [measures[name][:3] for _, measures in scored if name in measures]
        whole = Score(*map(sum, zip(*counts, strict=True)))
        goal = GOALS.get(name)
        is_missed = goal is not None and whole.share < goal
        is_short |= is_missed
        row = f"{name:<22}{whole.hits:>6}{whole.predicted:>6}{whole.expected:>8}"
        aim = f"{goal:>8.0%}" if goal is not None else ""
        print(f"{row}{whole.share:>9.1%}{aim}{' missed' if is_missed else ''}")
    return is_short


def _print_times(took: list[Took]) -> None:
    if took:
        middle = statistics.median(each.seconds for each in took)
        quickest, slowest = min(took), max(took)
        print(
            f"{len(took)} releases: quickest {quickest.seconds * 1000:.0f} ms, middle "
            f"{middle * 1000:.0f} ms, slowest {slowest.seconds * 1000:.0f} ms "
            f"({slowest.name}, {slowest.words:,} words)"
        )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), is_verbose="-v" in sys.argv[2:]))
