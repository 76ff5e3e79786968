"""How the newsroom prints its times."""

from datetime import date
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ircms import dates
from releases.models import Release

register = template.Library()


@register.filter
def hour_out(release: Release) -> str:
    """``8:30 a.m. EDT``: the hour at which it went out, on the market's clocks with their
    abbreviation; nothing where only the day is known."""
    if release.out_at is None or not release.is_hour_known:
        return ""
    local = release.out_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"{dates.hour(local)} {dates.abbreviation(local)}"


@register.filter
def printed_month(first: date) -> SafeString:
    """``September 2017`` as a ``time`` element."""
    return format_html('<time datetime="{}">{}</time>', f"{first:%Y-%m}", dates.month(first))
