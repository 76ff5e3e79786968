"""The order in which releases went out, as one number: newer is greater.

Seconds take the upper bits, the release's key the lower ones, so that no two are equal; 0 in the
upper bits is a draft without a time. SQL says the same in ``SQL``.
"""

from datetime import UTC, datetime

_KEY_BITS = 29
_SINCE = 2**33  # seconds before 1970 at which the count begins
_MOST = 2**34 - 1
FIRST = 1 << _KEY_BITS  # the least rank of a release that has a time


def of(instant: datetime, key: int = 0) -> int:
    """The rank of the release with ``key`` that goes out at ``instant``; for no key, the least
    rank of that second."""
    whole = instant.astimezone(UTC).replace(microsecond=0)
    seconds = int(whole.timestamp()) + _SINCE
    return (min(max(seconds, 1), _MOST) << _KEY_BITS) | (key % (1 << _KEY_BITS))


def after(instant: datetime) -> int:
    """The least rank that is later than the second of ``instant``."""
    return of(instant) + FIRST


def month(rank: int) -> int:
    """Months since the year 0 at which something of this rank went out, in UTC."""
    seconds = min((rank >> _KEY_BITS) - _SINCE, 253_370_764_800)
    instant = datetime.fromtimestamp(seconds, tz=UTC)
    return instant.year * 12 + instant.month - 1


_LEAST_AND_MOST = {"sqlite": ("MAX", "MIN"), "postgresql": ("GREATEST", "LEAST")}
_SECONDS = {
    # Cut, not rounded: strftime would take the last instant of a second for the next one.
    "sqlite": "CAST(strftime('%s', substr({row}.out_at, 1, 19)) AS INTEGER)",
    "postgresql": "floor(extract(epoch FROM {row}.out_at))::bigint",
}


def sql(vendor: str, row: str) -> str:
    """SQL: the rank of ``row`` of the release table."""
    most, least = _LEAST_AND_MOST[vendor]
    seconds = _SECONDS[vendor].format(row=row)
    bounded = f"{most}(1, {least}({_MOST}, {seconds} + {_SINCE}))"
    key = f"({row}.id % {1 << _KEY_BITS})"
    placed = f"CASE WHEN {row}.out_at IS NULL THEN 0 ELSE {bounded} END"
    return f"((({placed}) << {_KEY_BITS}) | {key})"
