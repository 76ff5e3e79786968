"""Facilities: new ones that figures are of, and those of which a text plans the opening."""

from datetime import date

from facilities.models import Facility, FacilityUpdate
from facilities.proposals.places import sites_of
from facilities.proposals.sites import Site, Sites
from ircms.countries import all_countries
from releases.drafting.asking import Asking
from releases.drafting.making import NEW, Making
from releases.drafting.proposal import Choice, Field, Proposal
from releases.drafting.registry import Stored
from releases.models import Release

NAME = "facilities"
KNOWN_BY = (("facility",),)
_Status = FacilityUpdate.Status
_REACH = 80  # characters around a mention in which its country may stand


def propose(asking: Asking) -> list[Proposal]:
    """A proposal for each facility that is new or about to open. One of which the text says nothing
    but a figure is there already."""
    sites = sites_of(asking)
    for found in asking.reading.capacity_figures:
        start = min(found.value.start, found.unit.start)
        sites.whose(start, max(found.value.end, found.unit.end))
    wanted = [site for site in sites.all if site.key in sites.openings]
    wanted += [
        site for site in sites.all if site.is_new and site.key in sites.used - {*sites.openings}
    ]
    known = tuple(Choice(site.key, site.name) for site in sites.all if not site.is_new)
    return [_proposal(site, sites, known) for site in wanted]


def make(making: Making, proposal: Proposal) -> None:
    said = making.answers.values(proposal)
    facility = making.identity(
        proposal, Facility, said["facility"], said["facility_name"], asked="facility"
    )
    if facility is None:
        return
    making.identities[proposal.key] = facility
    day = None
    try:
        day = date.fromisoformat(said["status_on"]) if said["status_on"] else None
    except ValueError:
        wrong = f"“{said['status_on']}” is no date: write it as in 2017-11-04."
        making.answers.refuse(f"{proposal.key}-status_on", wrong)
    row = FacilityUpdate(
        release=making.release,
        position=making.position(FacilityUpdate),
        facility=facility,
        name=said["name"],
        locality=said["locality"],
        country=said["country"],
        status=said["status"],
        status_on=day,
        passage=said["passage"],
    )
    if any((row.name, row.locality, row.country, row.status)):
        making.store(proposal, row)  # else the text has but a figure of it


def stored(release: Release) -> list[Stored]:
    rows = FacilityUpdate.objects.filter(release=release).select_related("facility")
    return [
        Stored(
            str(row),
            {
                "facility": str(row.facility_id),
                "name": row.name,
                "locality": row.locality,
                "country": str(row.country),
                "status": row.status,
                "status_on": row.status_on.isoformat() if row.status_on else "",
                "passage": row.passage,
            },
            {"facility": row.facility.name},
        )
        for row in rows
    ]


def _proposal(site: Site, sites: Sites, known: tuple[Choice, ...]) -> Proposal:
    asking = sites.asking
    start, end = _words(site, sites)
    opening = sites.openings.get(site.key)
    status = str(_Status.PLANNED) if opening else ""
    on = opening[0].isoformat() if opening else ""
    choices = (Choice(NEW, "A new facility"), *known)
    value = NEW if site.is_new else site.key
    statuses = (Choice("", "Not said"), *(Choice(str(v), str(name)) for v, name in _Status.choices))
    countries = (Choice("", "Not said"), *(Choice(code, name) for code, name in all_countries()))
    place = site.aliases[0] if site.is_new and site.aliases else ""
    unnamed = "" if site.name else "The text does not name the facility: give it a name."
    fields = (
        Field("facility", "Which facility", value, start, end, choices),
        Field("facility_name", "Name for staff, of a new one", site.name, doubt=unnamed),
        Field("name", "Name for readers", site.name if site.is_new else "", start, end),
        Field("locality", "Town or district", place),
        Field(
            "country",
            "Country",
            _country(site, asking, start, end) if site.is_new else "",
            choices=countries,
        ),
        Field("status", "Status", status, choices=statuses),
        Field("status_on", "Since or for", on),
        asking.passage(start, end),
    )
    return Proposal(_key(site, sites), "Facility", site.name, fields, start, end)


def _key(site: Site, sites: Sites) -> str:
    """A new one's own key, by which figures name it; of a known one, one that no new one has."""
    if site.is_new:
        return site.key
    new = sum(1 for each in sites.all if each.is_new)
    known = [each.key for each in sites.all if not each.is_new and each.key in sites.openings]
    return f"{NAME}-{new + known.index(site.key)}"


def _words(site: Site, sites: Sites) -> tuple[int, int]:
    """The words that say most of it: of its opening, else those that name it."""
    if site.key in sites.openings:
        _, start, end = sites.openings[site.key]
        return start, end
    mention = site.mention
    return (mention.start, mention.end) if mention else (0, 0)


def _country(site: Site, asking: Asking, start: int, end: int) -> str:
    """The country that is named beside it, or with it in the dateline."""
    mention = site.mention
    for place in asking.reading.dateline_locations:
        city, _, rest = place.value.partition(",")
        if city.casefold() in {name.casefold() for name in site.aliases} and rest:
            return next((code for code, name in all_countries() if name == rest.strip()), "")
    spans = [(start, end), *([(mention.start, mention.end)] if mention else [])]
    return next((found for each in spans if (found := _country_beside(asking, *each))), "")


def _country_beside(asking: Asking, start: int, end: int) -> str:
    begin, close = asking.sentence(start, end)
    around = asking.text[max(begin, start - _REACH) : min(close, end + _REACH)]
    named = [code for code, name in all_countries() if f" {name}" in around]
    return named[0] if len(named) == 1 else ""
