"""The one clock.

Times are aware and in UTC. The edge reads the clock once per request (``request.as_of``) and passes
it down as ``at=``; nothing below the edge reads it again. SQL reads the same clock as
``ircms_now()``.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings

_started_at = datetime.now(UTC)


def _system() -> datetime:
    return datetime.now(UTC)


# Tests replace this one function; nothing else does.
read: Callable[[], datetime] = _system


def now() -> datetime:
    """The present instant, in UTC; in a demo with ``AT=`` the demo's own."""
    return read() + _demo_shift()


def on_the_wall(at: datetime) -> datetime:
    """What clocks outside show at ``at``: in a demo that began at another time, a telephone knows
    nothing of it."""
    return at - _demo_shift()


def _demo_shift() -> timedelta:
    starts_at: datetime | None = settings.IRCMS_CLOCK_STARTS_AT
    return timedelta(0) if starts_at is None else starts_at - _started_at
