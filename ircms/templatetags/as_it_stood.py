"""The choice of a day, at the foot of every page that knows days (docs/as-of.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import template

from ircms import asked
from ircms.as_of import FIRST_YEAR

register = template.Library()

# Pages that say the same whatever the day.
_OF_NO_DAY = {"contacts_sent", "accessibility", "privacy"}


@dataclass(frozen=True)
class DayForm:
    """What the form needs: the first and last day to choose, the one that is looked at (None at
    present), and what else the address says."""

    first: date
    last: date
    day: date | None
    kept: list[tuple[str, str]] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def day_form(context: Mapping[str, Any]) -> DayForm | None:
    """The form for the page at hand; None for one that knows no days, that is not there, or that is
    not the site's own (a preview has no ``today``)."""
    request: Any = context.get("request")
    today: date | None = getattr(request, "today", None)
    match = getattr(request, "resolver_match", None)
    if today is None or match is None or match.url_name in _OF_NO_DAY or "is_missing" in context:
        return None
    return DayForm(date(FIRST_YEAR, 1, 1), today, request.as_of_day, asked.words(request))
