"""Run the whole suite on SQLite, then on a PostgreSQL started for it (`make test`)."""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import chromium
import postgres

ROOT = Path(__file__).resolve().parent.parent
WORKERS = "2"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("all", "sqlite", "postgres"), default="all")
    parser.add_argument("arguments", nargs="*", help="passed on to pytest, after --")
    asked = parser.parse_args()

    # Being ended politely must stop the server too: as an exception, so that `finally` runs.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    chromium.install_if_ours()
    outcomes: dict[str, int] = {}
    if asked.database in {"all", "sqlite"}:
        server = f"SQLite {sqlite3.sqlite_version}"
        url = f"sqlite:///{ROOT / 'var' / 'test.sqlite3'}"
        outcomes[server] = _pytest(server, url, asked.arguments)
    if asked.database in {"all", "postgres"}:
        with postgres.running() as (url, server):
            outcomes[server] = _pytest(server, url, asked.arguments)

    print()
    for server, code in outcomes.items():
        print(f"{'failed' if code else 'passed'} on {server}")
    return 1 if any(outcomes.values()) else 0


def _pytest(server: str, url: str, arguments: list[str]) -> int:
    """Pytest's exit code: of a process of its own, since Django reads its settings once."""
    print(f"\n== Tests on {server}", flush=True)
    command = [sys.executable, "-m", "pytest", "--numprocesses", WORKERS, *arguments]
    environment = os.environ | {"DATABASE_URL": url}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as tests:
        try:
            return tests.wait()
        except KeyboardInterrupt:
            tests.wait()  # Ctrl-C reached pytest too, which puts its things away first.
            raise
        except SystemExit:
            tests.send_signal(signal.SIGINT)
            raise


def _leave(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        raise SystemExit("Tests interrupted.") from None
