"""A pytest plugin, loaded with `-p` ahead of pytest-django: what a test run takes as given.

It names the settings' environment before anything reads the settings, brings in the browser
fixtures, and with `CI=true` lets no test be passed over: there a skip is a failure.
"""

import os
import secrets
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bin"))  # pytest does so by itself; `python -m tests.rights` does not
import messages  # noqa: E402 -- it is there

VAR = ROOT / "var" / "test"

# A database that the caller names is kept (`make test` does); the rest is ours, so that a value
# left in somebody's shell changes no outcome.
os.environ.setdefault("DATABASE_URL", f"sqlite:///{VAR.with_suffix('.sqlite3')}")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "ircms.settings",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": "false",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "SITE_URL": "http://testserver",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "IRCMS_PRIVATE_ROOT": str(VAR / "private"),
    "IRCMS_STATIC_ROOT": str(VAR / "static"),
    # Playwright keeps an event loop in the tests' thread; Django would refuse the ORM there.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
for name in ("IRCMS_SURFACE", "IRCMS_DEMO", "IRCMS_CLOCK_STARTS_AT"):
    os.environ.pop(name, None)

# WhiteNoise looks for it at start, and the default test database lies beside it.
(VAR / "static").mkdir(parents=True, exist_ok=True)

_not_run: dict[str, str] = {}


def pytest_configure(config: pytest.Config) -> None:
    # Here rather than with `-p`: pytest lets the plugin registered later override a fixture.
    config.pluginmanager.import_plugin("tests.browser")
    messages.compile_all()
    # Static files are served as they lie: no test waits for them to be collected and compressed.
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": storage}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note(report)


def _note(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Remember a test that was skipped or expected to fail (pytest reports both as skipped)."""
    if report.skipped:
        why = getattr(report, "wasxfail", None) or report.longrepr
        _not_run[report.nodeid] = str(why[-1] if isinstance(why, tuple) else why)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _must_run_all(session.config) and _not_run and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _must_run_all(terminalreporter.config) and _not_run:
        terminalreporter.section("not run, and with CI=true that is a failure", red=True)
        for nodeid, why in sorted(_not_run.items()):
            terminalreporter.line(f"{nodeid}: {why}")


def _must_run_all(config: pytest.Config) -> bool:
    # Under xdist the workers pass their reports on: the main process alone decides.
    return os.environ.get("CI") == "true" and not hasattr(config, "workerinput")
