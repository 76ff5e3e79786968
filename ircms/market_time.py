"""Times as staff read and enter them: in the market's zone, with the zone beside them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format


def in_market_zone(instant: datetime) -> str:
    """``Mon 2 Mar 2026, 12:00 EST``; with seconds where there are any."""
    local = instant.astimezone(ZoneInfo(settings.TIME_ZONE))
    text = date_format(local, "D j M Y, H:i:s" if local.second else "D j M Y, H:i")
    # Django's own "T" says nothing in the hour that comes twice, which is when it matters most.
    return f"{text} {local:%Z}"


def zone_at(instant: datetime) -> str:
    """The market's zone by name and by what its clocks say at ``instant``:
    ``America/New_York, now EST (UTC-0500)``."""
    local = instant.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"{settings.TIME_ZONE}, now {local:%Z} (UTC{local:%z})"


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MarketTimeInput(forms.DateTimeInput):
    """The browser's own field for date and time, to the second. ``js/market-time.js`` says beside
    it which of the zone's abbreviations holds on the day entered."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        zone = {"step": 1, "data-market-zone": settings.TIME_ZONE}
        super().__init__(zone | (attrs or {}), format="%Y-%m-%dT%H:%M:%S")


class DayField(forms.DateField):
    widget = DayInput


class MarketTimeField(forms.DateTimeField):
    """A date and time on the market's clocks; cleans to an aware instant."""

    widget = MarketTimeInput

    def to_python(self, value: Any) -> datetime | None:
        """Raises ValidationError for an hour that the clocks skip or show twice."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                f"On this day the clocks of {settings.TIME_ZONE} are put forward or back, and this "
                "time comes twice or not at all. Choose another hour.",
                code=error.code,
            ) from error
