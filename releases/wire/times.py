"""Times of day as they are printed, and whether they say in which zone."""

import re
from typing import NamedTuple

_PLACES = (
    r"(?:U\.S\.\s)?(?:Eastern|Central(?:\sEuropean)?|Pacific|Mountain|Atlantic|Greenwich|British"
    r"|Beijing"
    r"|Shanghai|London|Hong\sKong|Tokyo|Paris|Berlin|Zurich|Singapore|Sydney|Israel|Korea|India"
    r"|Taipei"
    r"|Toronto|Vancouver|New\sYork)(?:\s(?:Standard|Daylight|Summer|Mean))?(?:\s[Tt]ime)?"
)
_ZONES = (
    rf"(?:{_PLACES}|[Ll]ocal\s[Tt]ime|[ECMPA][SD]?T|GMT|UTC|BST|CES?T|WES?T|EES?T|HKT|JST|KST|SGT"
    rf"|AE[SD]?T"
    r"|I[SD]T|MES?Z|HNE|HAE|heure\s(?:de\s\w{2,20}|locale|avancée|normale|d['’]\w{2,20}))(?!\w)"
)
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?[aApP]\.?\s?[mM](?!\w)\.?|\d{1,2}(?:[:.]\d\d)?\sUhr"
    r"|\d{1,2}\s?h(?:\s?\d\d)?(?!\w)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d)"
)
_TIME = re.compile(rf"(?<![A-Za-z\d:.,$/-])(?:{_HOUR}|[Nn]oon(?!\w))")
_ZONE = re.compile(rf",?\s?(?:\({_ZONES}\)|{_ZONES})")


class Time(NamedTuple):
    """A time as printed, its zone with it."""

    text: str
    start: int
    end: int
    has_zone: bool


def times_in(text: str) -> list[Time]:
    """The times of day that ``text`` holds, in order."""
    found = []
    for match in _TIME.finditer(text):
        zone = _ZONE.match(text, match.end())
        end = zone.end() if zone else match.end()
        found.append(Time(text[match.start() : end], match.start(), end, zone is not None))
    return found
