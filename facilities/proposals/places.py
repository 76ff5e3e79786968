"""Finds the facilities that a text speaks of: known ones, and new ones by their places."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from facilities.models import Facility, FacilityUpdate
from facilities.proposals import mentions
from facilities.proposals.mentions import Mention, alias_key, key
from facilities.proposals.sites import NEW_KEY, Site, Sites
from releases.drafting.asking import Asking
from releases.wire import dates
from releases.wire.regions import is_region

_WORDS = re.compile(r"[^\s(),;/]+(?: [^\s(),;/]+)*")
_NOUN = re.compile(
    r"\b(?:the|new|gmp|manufacturing|production|research|facility|plant|site|campus|cent(?:er|re)|factory|"
    r"laboratory|building|district|city|park)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:opening|opens?|inaugurat\w+|ribbon[- ]cutting)\b", re.IGNORECASE)
_MOST_LISTS, _MOST_NAMES = 20, 60  # of places, and names of single ones, that are looked at
_MOST_DATES = 300  # that may be those of an opening
_SHORTEST = 3  # letters of a name by which a facility is known

# By name, whose it is: found by whether the name stood before its noun, and among how many.
_Seen = dict[str, dict[tuple[bool, int], Site | None]]


def sites_of(asking: Asking) -> Sites:
    """The facilities of the text that is read, found once."""
    if "sites" not in asking.found:
        sites = Sites(asking, all=_known(asking))
        _find(sites)
        asking.found["sites"] = sites
    found: Sites = asking.found["sites"]
    return found


def _known(asking: Asking) -> list[Site]:
    """The facilities that exist for the person, by staff's names and those that releases gave."""
    facilities = list(asking.known(Facility).order_by("name", "pk"))
    names: dict[int, list[str]] = {each.pk: _names_in(each.name) for each in facilities}
    said = asking.statements(FacilityUpdate).filter(facility__in=[each.pk for each in facilities])
    for update in said.values("facility_id", "name", "locality"):
        for text in (update["name"], update["locality"]):
            names[update["facility_id"]] += _names_in(text)
    return [
        Site(str(each.pk), each.name, list(dict.fromkeys(names[each.pk]))) for each in facilities
    ]


def _names_in(text: str) -> list[str]:
    """The names of places in what a facility is called: Oslo and Lysaker in “Oslo (Lysaker)”."""
    plain = [_NOUN.sub("", words).strip() for words in _WORDS.findall(text)]
    return [
        " ".join(words.split())
        for words in plain
        if len(words) >= _SHORTEST and not is_region(words)
    ]


def _find(sites: Sites) -> None:
    text = sites.asking.text
    listed = mentions.lists_in(text)
    first = list({mention.names: mention for mention in reversed(listed)}.values())[::-1]
    first = first[:_MOST_LISTS]
    for mention in first:
        for name in mention.names:
            _know(sites, name, mention)
    starts = [mention.start for mention in listed]
    seen: _Seen = {}
    for mention in mentions.single_in(text):
        before = bisect_right(starts, mention.start) - 1
        if before >= 0 and mention.start < listed[before].end:
            continue
        _place(sites, mention, seen)
    groups = (tuple(sites.keys_of(mention)) for mention in first)
    sites.groups = list(dict.fromkeys(group for group in groups if len(group) > 1))
    sites.openings = dict(_openings(sites))


def _place(sites: Sites, mention: Mention, seen: _Seen) -> None:
    """Note whose a single mention is. What was looked for before, among the same facilities
    (``seen``), is as it was; beyond so many names they are no facilities of an announcement."""
    (name,) = mention.names
    if name not in seen and len(seen) >= _MOST_NAMES:
        return
    found = seen.setdefault(name, {})
    asked = mention.is_by_name, len(sites.all)
    if asked not in found:
        found[asked] = _site(sites, mention)
    site = found[asked]
    if site is not None and site.key not in {each.key for _, each in sites.places}:
        sites.places.append((mention.start, site))


def _site(sites: Sites, mention: Mention) -> Site | None:
    """Whose a single mention is; a name that the text uses for no place is nobody's."""
    (name,) = mention.names
    if (known := sites.by_name(name)) is not None:
        return known
    text = mentions.around(name, sites.asking.text)
    aliases = [alias for site in sites.all for alias in site.aliases]
    places = [*aliases, *_cities(sites.asking)]
    whole = mentions.other_name(name, places, text)
    if whole is not None:
        site = sites.by_name(whole) or _know(sites, whole, mention)
        if site is not None:
            site.aliases.append(name)
        return site
    if mention.is_by_name and not mentions.is_a_place(name, text, _datelines(sites.asking)):
        return None
    return _know(sites, name, mention)


def _cities(asking: Asking) -> list[str]:
    cities = (line.split(",")[0].strip() for line in _datelines(asking))
    return [city.title() if city.isupper() else city for city in cities]


def _datelines(asking: Asking) -> list[str]:
    return [place.value for place in asking.reading.dateline_locations]


def _know(sites: Sites, name: str, mention: Mention) -> Site | None:
    """The facility of a name, new where none is known by it; None where several are."""
    wanted = key(name)
    known = [site for site in sites.all if wanted in map(alias_key, site.aliases)]
    if known:
        return known[0] if len(known) == 1 else None
    number = sum(1 for site in sites.all if site.is_new)
    site = Site(f"{NEW_KEY}{number}", name, [name], mention)
    sites.all.append(site)
    return site


def _openings(sites: Sites) -> Iterable[tuple[str, tuple[date, int, int]]]:
    """The facilities whose opening the text plans for a day after its own."""
    own = sites.asking.day
    text = sites.asking.text
    for found in dates.dates_in(text)[:_MOST_DATES]:
        begin, close = sites.asking.sentence(found.start, found.end)
        if own is None or found.date <= own or not _OPENING.search(text, begin, close):
            continue
        named = sites.spoken_of(begin, close) or [site for _, site in sites.places[:1]]
        single = {site.key for _, site in sites.places}
        named = [site for site in named if site.key in single] or named
        if len(named) == 1:
            yield named[0].key, (found.date, begin, close)
