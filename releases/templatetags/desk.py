"""Filters of the desk's own pages."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings

from ircms import market_time

register = template.Library()


@register.filter
def in_market_zone(instant: datetime) -> str:
    """As staff read times: ``Mon 2 Mar 2026, 12:00 EST``."""
    return market_time.in_market_zone(instant)


@register.filter
def market_hour(instant: datetime) -> str:
    """``12:00 EST``: the hour alone, below a heading that gives the day."""
    local = instant.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"{local:%H:%M %Z}"


@register.filter
def market_second(instant: datetime) -> str:
    """``12:00``, or ``12:00:30``: the hour alone, on a page that says whose it is."""
    local = instant.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
