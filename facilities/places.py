"""Facilities by the names under which readers know them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from facilities.models import Facility, FacilityUpdate
from facilities.models.facility import ATTRIBUTES
from releases.facts import Subject
from releases.ledger import Known, known, texts


def known_facilities(at: datetime, among: Iterable[int] | None = None) -> list[Known]:
    """What holds at ``at`` of all facilities, or of those with the keys ``among``; two queries."""
    facilities = Facility.objects.all()
    if among is not None:
        facilities = facilities.filter(pk__in=list(among))
    return known(
        facilities,
        FacilityUpdate.objects.standing(at),
        about="facility",
        attributes=ATTRIBUTES,
    )


def names(at: datetime, among: Iterable[int]) -> dict[int, str]:
    """By key, the names that releases have given by ``at`` to those with the keys ``among``."""
    named = next(each for each in ATTRIBUTES if each.name == "name")
    return texts(
        Facility.objects.filter(pk__in=list(among)),
        FacilityUpdate.objects.standing(at),
        about="facility",
        attribute=named,
    )


def names_of(found: Iterable[Known]) -> dict[int, str]:
    """By key, the names that releases gave."""
    return {each.identity.pk: each.values["name"] for each in found if "name" in each.values}


def subjects(facilities: Iterable[Facility], names: Mapping[int, str]) -> tuple[Subject, ...]:
    """Names and addresses in the order of the names; one that no release has named is called by
    the words of its address."""
    found = [
        Subject(names.get(each.pk, each.spoken_address), each.get_absolute_url())
        for each in facilities
    ]
    return tuple(sorted(found, key=lambda subject: (subject.name, subject.address)))
