"""Hours of the clock as texts write them."""

import re
from datetime import time

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.hH](?P<minute>\d{2}))?\s?(?:(?P<half>[ap])\.?\s?m\b\.?|Uhr|heures|h\b)?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<half>上午|下午|晚上)?\s?(?P<hour>\d{1,2})\s?[时時点點:：](?P<minute>\d{2})?"
)
_NAMED_HOURS = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def clock(printed: str) -> time | None:
    """The hour that a text writes, such as ``10:30am``, ``9 a.m.``, ``14.00 Uhr``; None where it
    cannot be read, or could be in the morning as well as in the evening (``9``)."""
    plain = " ".join(printed.split())
    if (named := _NAMED_HOURS.get(plain.casefold().split(" ")[0])) is not None:
        return named
    found = _CHINESE.search(plain) if re.search("[时時点點上下晚]", plain) else _CLOCK.match(plain)
    if found is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if (
        half is None
        and found["minute"] is None
        and not re.search(r"Uhr|h\b|heures|[时時点點]", plain)
    ):
        return None
    if half in ("p", "P", "下午", "晚上") and hour < 12:
        hour += 12
    elif half in ("a", "A") and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
