"""Values as the record holds them, in the words and on the clocks of people."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format

from ircms.market_time import in_market_zone
from releases.admin.story.names import Names


def as_words(field: "models.Field[Any, Any]", value: Any, names: Names) -> str:
    """``value`` of ``field``, from JSON; empty where there is none."""
    if value is None or value in ("", []):
        return ""
    if isinstance(field, models.ForeignKey):
        return names.of(field.remote_field.model, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        named = dict(field.all_choices()) if hasattr(field, "all_choices") else {}
        return "; ".join(str(named.get(each, each)) for each in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: "models.Field[Any, Any]", value: Any) -> str:
    if isinstance(field, models.DateTimeField):
        return in_market_zone(datetime.fromisoformat(str(value)))
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(str(value)), "j F Y")
    if isinstance(field, models.DecimalField):
        digits = str(value)
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(field, models.PositiveBigIntegerField):
        return number_format(value, force_grouping=True)
    return str(value)


def label(field: "models.Field[Any, Any]") -> str:
    """What a column is called in a sentence."""
    return _LABELS.get(field.name, str(field.verbose_name))


_LABELS = {
    "publish_at": "time it goes out",
    "publish_time_known": "mark that its hour is known",
    "is_inside_information": "mark as inside information",
    "staff_note": "note for staff",
    "wire_url": "address on the wire",
    "translation_of": "original",
    "corrects": "release it corrects",
    "passage": "passage it rests on",
    "status_on": "day of the status",
}
