"""Here people sign in by typing: nothing counts as proven that they have not proven."""

from datetime import timedelta

import pytest


@pytest.fixture(autouse=True)
def proven_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the one that spares other tests the second factor."""
    monkeypatch.setattr("accounts.sessions.FRESH_FOR", timedelta(minutes=5))


@pytest.fixture(autouse=True)
def clock(stopped_clock: object) -> object:
    """The clock, stopped."""
    return stopped_clock
