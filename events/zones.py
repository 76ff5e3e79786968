"""Which clocks a text may mean: the zones of the places it names, and those it names itself.

Nothing here decides: places give what is offered, and only a zone that the text writes beside the
hour is taken without asking.
"""

import importlib.resources
import re
from datetime import datetime, time
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from events import when
from ircms.countries import all_countries

if TYPE_CHECKING:
    from datetime import date

# States and provinces by the zone that most of their people live in; as written out, in the style
# of the Associated Press, and by postal code.
_BY_REGION = {
    "America/New_York": "Connecticut Conn. CT|Delaware Del. DE|Florida Fla. FL|Georgia Ga. GA|"
    "Maine ME|Maryland Md. MD|Massachusetts Mass. MA|Michigan Mich. MI|New_Hampshire N.H. NH|"
    "New_Jersey N.J. NJ|New_York N.Y. NY|North_Carolina N.C. NC|Ohio OH|Pennsylvania Pa. PA|"
    "Rhode_Island R.I. RI|South_Carolina S.C. SC|Vermont Vt. VT|Virginia Va. VA|"
    "West_Virginia W.Va. WV|Indiana Ind. IN|Kentucky Ky. KY|D.C. DC",
    "America/Chicago": "Alabama Ala. AL|Arkansas Ark. AR|Illinois Ill. IL|Iowa IA|Kansas Kan. KS|"
    "Louisiana La. LA|Minnesota Minn. MN|Mississippi Miss. MS|Missouri Mo. MO|Nebraska Neb. NE|"
    "North_Dakota N.D. ND|Oklahoma Okla. OK|South_Dakota S.D. SD|Tennessee Tenn. TN|Texas Tex. TX|"
    "Wisconsin Wis. WI",
    "America/Denver": "Colorado Colo. CO|Montana Mont. MT|New_Mexico N.M. NM|Utah UT|"
    "Wyoming Wyo. WY|Idaho ID",
    "America/Phoenix": "Arizona Ariz. AZ",
    "America/Los_Angeles": "California Calif. CA|Nevada Nev. NV|Oregon Ore. OR|Washington Wash. WA",
    "America/Anchorage": "Alaska AK",
    "Pacific/Honolulu": "Hawaii HI",
    "America/Toronto": "Ontario Ont. ON|Quebec Québec Que. QC",
    "America/Vancouver": "British_Columbia B.C. BC",
    "America/Edmonton": "Alberta Alta. AB",
    "America/Winnipeg": "Manitoba Man. MB",
    "America/Regina": "Saskatchewan Sask. SK",
    "America/Halifax": "Nova_Scotia N.S. NS|New_Brunswick N.B. NB",
    "America/St_Johns": "Newfoundland_and_Labrador NL",
    "Europe/London": "England|Scotland|Wales|Northern_Ireland|UK U.K.",
}
# Cities that stand in datelines without a state or country, and no zone is named for.
_BY_CITY = {
    "America/New_York": "Atlanta Baltimore Boston Cincinnati Cleveland Miami Philadelphia "
    "Pittsburgh Washington Cambridge",
    "America/Chicago": "Dallas Houston Milwaukee Minneapolis New_Orleans Oklahoma_City St._Louis "
    "San_Antonio Austin Nashville",
    "America/Denver": "Salt_Lake_City",
    "America/Los_Angeles": "Las_Vegas San_Diego San_Francisco Seattle",
    "America/Toronto": "Montreal Montréal Ottawa Quebec_City",
    "America/Edmonton": "Calgary",
    "Asia/Shanghai": "Beijing Guangzhou Shenzhen Hangzhou Nanjing Suzhou Wuhan Wuxi Chengdu "
    "Tianjin 北京 上海 广州 深圳 杭州 苏州",
    "Asia/Hong_Kong": "香港",
    "Asia/Taipei": "台北",
    "Asia/Kolkata": "Mumbai Bengaluru Bangalore Hyderabad New_Delhi Chennai",
    "Asia/Jerusalem": "Tel_Aviv Haifa Rehovot",
    "Europe/Zurich": "Basel Geneva Genève Genf Lausanne Bern Zürich Zug",
    "Europe/Berlin": "Munich München Frankfurt Hamburg Köln Cologne Mainz",
    "Europe/Paris": "Lyon Marseille Toulouse Strasbourg Lille",
    "Europe/Rome": "Milan Milano",
    "Europe/London": "Oxford Edinburgh Manchester",
    "Asia/Tokyo": "Osaka Kyoto",
}
_COUNTRIES = {
    "UK": "GB",
    "U.K.": "GB",
    "USA": "US",
    "U.S.": "US",
    "South Korea": "KR",
    "Korea": "KR",
    "Taiwan": "TW",
    "Russia": "RU",
    "Vietnam": "VN",
    "Iran": "IR",
}
# What the text itself writes beside an hour. CST and IST are several zones, and asked about.
_WRITTEN = (
    ("America/New_York", r"E[SD]?T|Eastern(?: (?:Standard|Daylight))?(?: Time)?|New York time"),
    ("America/Chicago", r"CD?T|Central(?: (?:Standard|Daylight))? Time"),
    ("America/Denver", r"M[SD]?T|Mountain(?: (?:Standard|Daylight))? Time"),
    ("America/Los_Angeles", r"P[SD]?T|Pacific(?: (?:Standard|Daylight))?(?: Time)?"),
    ("Europe/London", r"BST|(?:UK|U\.K\.|London|British Summer) [Tt]ime"),
    ("Europe/Berlin", r"CES?T|MES?Z|Central European (?:Summer )?Time"),
    ("Asia/Shanghai", r"Beijing [Tt]ime|China Standard Time|Shanghai [Tt]ime|北京时间"),
    ("Asia/Hong_Kong", r"HKT|Hong Kong [Tt]ime|香港時間|香港时间"),
    ("Asia/Singapore", r"SGT|Singapore [Tt]ime"),
    ("Asia/Tokyo", r"JST|Japan Standard Time|Tokyo [Tt]ime"),
    ("Australia/Sydney", r"AE[SD]T"),
)
_GREENWICH = re.compile(r"\s{0,2}\(?(?:GMT|UTC)\b(?![+-])")
_FEW = 3  # zones of a country, from its largest, that are worth offering


def of_place(place: str) -> list[str]:
    """The zones that a place as printed (“SHANGHAI, China”, “CUPERTINO, Calif.”) may be in; the
    likeliest first, none for one that is not known."""
    city, *rest = [part.strip() for part in place.split(",")]
    around = [zone for part in reversed(rest) for zone in _of_region(part)]
    named = _cities().get(_plain(city), [])
    # A state or country beside a city settles which one of that name it is.
    found = [zone for zone in named if zone in around] or around or named or _of_region(city)
    return list(dict.fromkeys(found))


def written(text: str, day: "date | None") -> str:
    """The zone that ``text``, what follows an hour, begins with; empty for none, or for one of
    several meanings."""
    for zone, names in _WRITTEN:
        if re.match(rf"\s{{0,2}}[,(]?\s?(?:{names})\b", text):
            return zone
    if _GREENWICH.match(text) and day is not None:
        noon = datetime.combine(day, time(12), tzinfo=ZoneInfo("Europe/London"))
        return "Europe/London" if not noon.utcoffset() else ""
    return ""


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", "").strip().casefold()


@cache
def _regions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for zone, regions in _BY_REGION.items():
        for name in regions.replace("|", " ").split():
            found.setdefault(_plain(name), []).append(zone)
    return found


@cache
def _cities() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for zone in sorted(when.zones()):
        found.setdefault(_plain(zone.rpartition("/")[2]), []).append(zone)
    for zone, cities in _BY_CITY.items():
        for name in cities.split():
            found.setdefault(_plain(name), []).append(zone)
    return found


def _of_region(name: str) -> list[str]:
    """Of a state, a province or a country."""
    return [*_regions().get(_plain(name), ()), *_of_country(name)]


def _of_country(name: str) -> list[str]:
    code = _COUNTRIES.get(name.strip()) or next(
        (code for code, full in all_countries() if _plain(full) == _plain(name)), ""
    )
    return [zone for zone in _by_country().get(code, ()) if zone in when.zones()][:_FEW]


@cache
def _by_country() -> dict[str, list[str]]:
    """The IANA database's own table, largest first within a country."""
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab")
    found: dict[str, list[str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            found.setdefault(code, []).append(zone)
    return found
