"""Fixtures for all tests: the stopped clock, a private root per test, committed databases."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from ircms import clock
from releases import guards
from releases.paper import libraries, press
from tests import factories
from tests.factories import NOON


class StoppedClock:
    """The one clock, stopped; Python's and the database's alike."""

    def __init__(self) -> None:
        self.instant = NOON

    def set(self, instant: datetime, *, settled: bool = True) -> None:
        if settled:
            self.settle()
        self.instant = instant
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "CREATE OR REPLACE FUNCTION ircms_now() RETURNS timestamptz LANGUAGE sql "
                    f"VOLATILE AS $$SELECT '{instant.isoformat()}'::timestamptz$$"
                )

    def settle(self) -> None:
        """What has been written so far counts as committed: its deferred checks run now."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    def forward(self, step: timedelta) -> None:
        self.set(self.instant + step)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The live server's threads close their connections at once: the database is dropped after."""
    connections.settings["default"]["CONN_MAX_AGE"] = 0


@pytest.fixture
def stopped_clock(db: None, monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """The clock, stopped at NOON; ``.set()`` and ``.forward()`` move it. PostgreSQL's function is
    replaced inside the test's transaction and comes back with its rollback."""
    stopped = StoppedClock()
    monkeypatch.setattr(clock, "read", lambda: stopped.instant)
    stopped.set(NOON)
    return stopped


@pytest.fixture(autouse=True)
def private_root(tmp_path: Path, settings: object) -> Path:
    """Every test has its own place for files."""
    root = tmp_path / "private"
    settings.IRCMS_PRIVATE_ROOT = root  # type: ignore[attr-defined]  # pytest-django's settings
    return root


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """Passwords are hashed the quick way: tests check who may, not how hard a hash is."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # as above


@pytest.fixture(autouse=True)
def proven_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``force_login`` begins counts as proven with a second factor, and for as long as a test
    moves the clock. How it is proven is what tests/accounts ask, by typing."""
    begun = Client.force_login

    def force_login(self: Client, user: Any, backend: str | None = None) -> None:
        begun(self, user, backend)
        factories.prove(self.session, user)

    monkeypatch.setattr(Client, "force_login", force_login)
    monkeypatch.setattr("accounts.sessions.FRESH_FOR", timedelta(days=36_500))


@pytest.fixture(autouse=True)
def paper_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for a page to be set: a PDF holds the very HTML that would be set, so that it
    can be searched, and every machine is one that can. tests/paper has the press itself work."""
    for module in (press.TODAY, press.DAYS_GONE_BY):
        module.forget()
    monkeypatch.setattr(libraries, "are_there", lambda: True)
    monkeypatch.setattr(press, "typeset", lambda html: b"%PDF-1.7\n" + html.encode())


@pytest.fixture
def committed_db(transactional_db: None) -> Iterator[None]:
    """A database in which tests commit (threads, browsers). The guards would refuse to be emptied,
    so they go before the flush; its post_migrate puts them back."""
    yield
    guards.remove()


@pytest.fixture
def page(committed_pages: None, page: object) -> object:
    """Playwright's, served from a database that is emptied when the page has gone."""
    return page


@pytest.fixture
def queries(django_assert_num_queries: Callable[..., object]) -> Callable[..., object]:
    return django_assert_num_queries
