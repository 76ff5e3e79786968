"""The day that it is where the market is: releases are dated by the exchange's calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def market_day(at: datetime) -> date:
    """The day of ``at`` (aware) in the market's zone."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
