"""The demo is on, and the clock stands still."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command


@pytest.fixture(autouse=True)
def demo(settings, stopped_clock):
    """The clock, in a demo."""
    settings.IRCMS_DEMO = True
    return stopped_clock


@pytest.fixture
def load() -> Callable[..., str]:
    """Runs ``load_demo`` and returns what it said."""

    def run(**options: Any) -> str:
        said = StringIO()
        call_command("load_demo", stdout=said, **options)
        return said.getvalue()

    return run
