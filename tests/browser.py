"""Browser tests: pytest-playwright driving the system's Chromium, which asks nobody but us.

A test that takes `page` (or any fixture of a browser) is marked `browser` by itself. Pages go, and
what they have asked for is answered, before the database they were served from is emptied.
"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import chromium
import pytest
from django.core.signals import request_finished, request_started

FLAGS = [
    "--no-sandbox",  # Chromium's own sandbox does not start for root, as in most containers.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that wants something from another host must not get it, here least of all.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.hookimpl(tryfirst=True)  # Before `-m browser` makes its choice.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser_type_launch_args" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    executable = chromium.find()
    if executable is None:
        pytest.skip(chromium.MISSING)
    return {"executable_path": executable, "args": FLAGS, "headless": True}


class Answering:
    """How many requests the live server is answering at the moment, in its own threads."""

    def __init__(self) -> None:
        self.number, self._lock = 0, threading.Lock()
        request_started.connect(self._begun, weak=False, dispatch_uid="tests.browser")
        request_finished.connect(self._ended, weak=False, dispatch_uid="tests.browser")

    def wait(self, seconds: float = 20) -> None:
        """Until nothing has been asked for a moment."""
        quiet_since, began = time.monotonic(), time.monotonic()
        while time.monotonic() - quiet_since < 0.05 and time.monotonic() - began < seconds:
            time.sleep(0.01)
            if self.number:
                quiet_since = time.monotonic()
        assert not self.number, "the live server is still answering"

    def _begun(self, **_: object) -> None:
        self._count(1)

    def _ended(self, **_: object) -> None:
        self._count(-1)

    def _count(self, by: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            with self._lock:
                self.number += by


@pytest.fixture(scope="session")
def answering() -> Answering:
    return Answering()


@pytest.fixture
def committed_pages(committed_db: None, browser: Any, answering: Answering) -> Iterator[None]:
    """A database in which tests commit; every page is left before it is emptied."""
    yield
    for context in browser.contexts:
        context.close()
    answering.wait()
