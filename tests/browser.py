"""Browser tests: pytest-playwright driving the system's Chromium, which asks nobody but us.

A test that takes `page` (or any fixture of a browser) is marked `browser` by itself.
"""

from typing import Any

import chromium
import pytest

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
