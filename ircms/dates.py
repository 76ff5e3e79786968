"""Days and hours as readers read them, in the language being spoken.

``September 22, 2017`` and ``9 a.m. EDT``; ``2017年9月22日`` and ``9:00 EDT``. The forms are words
of the interface: each language has its own in its catalogue (Django's format letters).
"""

from datetime import date, datetime

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

# The zones of markets, and of places where such companies work; others go by their IANA names.
_ZONES: dict[str, str | Promise] = {
    "America/Chicago": pgettext_lazy("time zone", "America/Chicago"),
    "America/Los_Angeles": pgettext_lazy("time zone", "America/Los Angeles"),
    "America/New_York": pgettext_lazy("time zone", "America/New York"),
    "Asia/Hong_Kong": pgettext_lazy("time zone", "Asia/Hong Kong"),
    "Asia/Shanghai": pgettext_lazy("time zone", "Asia/Shanghai"),
    "Asia/Singapore": pgettext_lazy("time zone", "Asia/Singapore"),
    "Asia/Tokyo": pgettext_lazy("time zone", "Asia/Tokyo"),
    "Europe/London": pgettext_lazy("time zone", "Europe/London"),
    "Europe/Paris": pgettext_lazy("time zone", "Europe/Paris"),
    "Europe/Zurich": pgettext_lazy("time zone", "Europe/Zurich"),
}


def day(value: date) -> str:
    """``September 22, 2017``: the day, whatever hour ``value`` has besides."""
    return formatted(value, pgettext("a day, in Django’s format letters", "F j, Y"))


def month(value: date) -> str:
    """``September 2017``."""
    return formatted(value, pgettext("a month, in Django’s format letters", "F Y"))


def year(value: date) -> str:
    """``2017``."""
    return formatted(value, pgettext("a year, in Django’s format letters", "Y"))


def hour(moment: datetime) -> str:
    """``10:30 a.m.``, ``10 a.m.``, ``noon``: on the clocks of ``moment`` itself."""
    return formatted(moment, pgettext("an hour, in Django’s format letters", "P"))


def day_and_hour(moment: datetime) -> str:
    """``September 22, 2017, 9 a.m. EDT``, on the clocks of ``moment`` itself."""
    said = {"day": day(moment), "hour": hour(moment), "zone": abbreviation(moment)}
    return _("%(day)s, %(hour)s %(zone)s") % said


def abbreviation(moment: datetime) -> str:
    """What its zone is called then: ``CST``, or ``UTC+08:00`` where it has no letters."""
    # Django's own format letter for the zone prints nothing in the hour that comes twice.
    name = f"{moment:%Z}"
    return name if name.isalpha() else f"UTC{moment.isoformat()[-6:]}"


def zone(name: str) -> str:
    """``America/New York``: a zone of the IANA database as people write its place."""
    return str(_ZONES.get(name) or name.replace("_", " "))
