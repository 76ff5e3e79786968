"""What must hold for this process to serve: asked at start, and by ``/readyz``.

A check takes nothing and raises an exception whose message says what is wrong and what to do.
"""

from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from ircms import clock

# An application ahead of its database would show as public what the guards still let change.
MOST_SKEW = timedelta(seconds=2)

checks: list[Callable[[], None]] = []


def require() -> None:
    """Run every check; raises what the first failing one raises."""
    for check in checks:
        check()


def database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def clocks_agree() -> None:
    """The database's clock and this process's are within two seconds of each other."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        before = clock.now()
        cursor.execute("SELECT clock_timestamp()")
        skew = cursor.fetchone()[0] - before
    if abs(skew) > MOST_SKEW:
        raise ImproperlyConfigured(
            f"The database's clock is {skew.total_seconds():+.1f} seconds from this machine's. "
            "Set both by the same time server."
        )


checks += [database_answers, clocks_agree]
