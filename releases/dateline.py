"""The dateline as a wire prints it: places, date, the wire's own mark, a dash."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format

if TYPE_CHECKING:
    from releases.models import Release

# The Associated Press writes out March to July and shortens the other months in full dates.
_AP_MONTHS = ("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.").split()
# Each wire signs in its own way; one that is not here signs with its name in brackets.
_MARKS = {"PR Newswire": "/PRNewswire/", "GlobeNewswire": "(GLOBE NEWSWIRE)"}
# Between places, before the last place, before the date; English where a language is not here.
_JOINTS = {
    "en": (", ", " and ", ", "),
    "fr": (", ", " et ", ", "),
    "de": (", ", " und ", ", "),
    "zh-hans": ("、", "和", "，"),
    "zh-hant": ("、", "和", "，"),
}


def dateline(release: "Release") -> str:
    """``SHANGHAI, China and CUPERTINO, Calif., Sept. 22, 2017 (GLOBE NEWSWIRE) —``, of what the
    release has of it; empty where it has nothing."""
    comma, last, before_date = _JOINTS.get(release.language, _JOINTS["en"])
    *places, final = release.dateline_places or [""]
    where = last.join(part for part in (comma.join(places), final) if part)
    when = dateline_date(release.dateline_date, release.language) if release.dateline_date else ""
    mark = _MARKS.get(release.wire, f"({release.wire.upper()})") if release.wire else ""
    line = " ".join(part for part in (before_date.join(filter(None, (where, when))), mark) if part)
    return f"{line} —" if line else ""


def dateline_date(day: date, language: str = "en") -> str:
    """``Sept. 22, 2017``; in other languages as they write a date."""
    if language == "en":
        return f"{_AP_MONTHS[day.month - 1]} {day.day}, {day.year}"
    with translation.override(language):
        return date_format(day, "DATE_FORMAT")
