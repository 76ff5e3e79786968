"""Play the long run of the proof on SQLite and on PostgreSQL (`make prove`; docs/proof.md)."""

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import postgres

ROOT = Path(__file__).resolve().parent.parent
TEST = "tests/prove/test_prove.py::test_product_and_oracle_agree_in_every_play"
TELL_SECONDS = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plays", type=int, default=2000, help="on each database")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="default: the time")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--database", choices=("all", "sqlite", "postgres"), default="all")
    asked = parser.parse_args()

    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    outcomes: dict[str, bool] = {}
    if asked.database in {"all", "sqlite"}:
        files = [ROOT / "var" / f"prove{job}.sqlite3" for job in range(asked.jobs)]
        urls = [f"sqlite:///{file}" for file in files]
        outcomes["SQLite"] = _run(f"SQLite {sqlite3.sqlite_version}", urls, asked)
    if asked.database in {"all", "postgres"}:
        with postgres.running() as (url, server):
            urls = [url.replace("/postgres?", f"/prove{job}?") for job in range(asked.jobs)]
            outcomes["PostgreSQL"] = _run(server, urls, asked)

    for server, is_proved in outcomes.items():
        print(f"{'no counterexample' if is_proved else 'NOT PROVED, see above,'} on {server}")
    return 0 if all(outcomes.values()) else 1


def _run(server: str, urls: list[str], asked: argparse.Namespace) -> bool:
    """Whether all processes ended without a counterexample; tells how they come on meanwhile."""
    print(f"\n== {asked.plays} plays on {server}, seed {asked.seed}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ircms-prove-") as name:
        reports = [Path(name) / f"{job}.json" for job in range(len(urls))]
        jobs = [_start(job, url, reports[job], asked) for job, url in enumerate(urls)]
        try:
            _wait(jobs, reports, asked.plays, began)
        finally:
            for process in jobs:
                if process.poll() is None:
                    process.send_signal(signal.SIGINT)
                    process.wait()
        _tell_figures(_read(reports), time.monotonic() - began)
        for job, process in enumerate(jobs):
            if process.returncode:
                print((Path(name) / f"{job}.log").read_text(encoding="utf-8")[-12_000:])
    return not any(process.returncode for process in jobs)


def _start(
    job: int, url: str, report: Path, asked: argparse.Namespace
) -> "subprocess.Popen[bytes]":
    own = asked.plays // asked.jobs + (1 if job < asked.plays % asked.jobs else 0)
    environment = os.environ | {
        "DATABASE_URL": url,
        "PROVE_PLAYS": str(own),
        "PROVE_SEED": str(asked.seed + job),
        "PROVE_REPORT": str(report),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", TEST]
    with report.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


def _wait(
    jobs: "list[subprocess.Popen[bytes]]", reports: list[Path], plays: int, began: float
) -> None:
    told = began
    while any(process.poll() is None for process in jobs):
        time.sleep(0.5)
        if any(process.poll() for process in jobs):
            return  # one has found something: the others need not go on
        if time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            done = sum(found["plays"] for found in _read(reports))
            print(f"   {done} of {plays} plays, {told - began:.0f} s", flush=True)


def _read(reports: list[Path]) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in reports if path.exists()]


def _tell_figures(found: list[dict[str, Any]], seconds: float) -> None:
    """How many plays and steps there were, and each kind of step: allowed, refused."""
    allowed: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for each in found:
        for step, is_allowed, number in each["steps"]:
            (allowed if is_allowed else refused)[step] += number
    plays = sum(each["plays"] for each in found)
    cpu = sum(each["cpu"] for each in found)
    steps = allowed.total() + refused.total()
    print(f"   {plays} plays, {steps} steps, {seconds:.0f} s ({cpu:.0f} s of processor)")
    print(f"   {'step':<40} {'allowed':>8} {'refused':>8}")
    for step in sorted({*allowed, *refused}):
        print(f"   {step:<40} {allowed[step]:>8} {refused[step]:>8}")


def _leave(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        raise SystemExit("Interrupted.") from None
