"""Stores a figure as it was answered."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from facilities import numbers
from facilities.models import CapacityFigure, CapacitySeries, Facility
from facilities.models.capacity import STATED_TWICE, Measure
from facilities.proposals.sites import NEW_KEY
from releases.drafting.asking import misfit
from releases.drafting.making import Making
from releases.drafting.proposal import Proposal


def make(making: Making, proposal: Proposal) -> None:
    """The figure with its series, new where it is, and its facilities."""
    said = making.answers.values(proposal)
    places = _places(making, proposal, said["places"])
    if places is None:
        return
    try:
        figure = _figure(making, said, places)
    except ValidationError as refused:
        making.answers.refuse_row(proposal, refused, {"facility_set": "places"})
        return
    if making.store(proposal, figure, {"series": "measure"}):
        figure.cover(places)


def _places(making: Making, proposal: Proposal, value: str) -> list[Facility] | None:
    """The facilities chosen: known ones, and those that this draft makes. None where one is not
    there, which is noted."""
    found: list[Facility] = []
    for each in value.split("+") if value else ():
        if each.startswith(NEW_KEY):
            facility = making.identities.get(each)
        else:
            facility = making.asking.row(Facility, each)
        if facility is None:
            said = "One of these facilities is not in the draft: take it in, or choose others."
            making.answers.refuse(f"{proposal.key}-places", said)
            return None
        found.append(facility)
    if not found:
        said = "Choose the facility that the figure is for, or several."
        making.answers.refuse(f"{proposal.key}-places", said)
        return None
    return found


def _figure(making: Making, said: dict[str, str], places: list[Facility]) -> CapacityFigure:
    """The figure as it was answered. Raises ValidationError, by field."""
    problems: dict[str, Any] = {}
    value, as_of = Decimal(0), None
    try:
        value = numbers.parse_number(said["value"])
    except ValidationError as refused:
        problems["value"] = refused
    try:
        as_of = date.fromisoformat(said["as_of"]) if said["as_of"] else None
    except ValueError:
        problems["as_of"] = f"“{said['as_of']}” is no date: write it as in 2017-11-04."
    if wrong := misfit(CapacitySeries, "label", said["label"]):
        problems["label"] = wrong
    if said["measure"] == Measure.OTHER and not said["label"]:
        problems["label"] = "Say what is counted, such as “cell sources”."
    if problems:
        raise ValidationError(problems)
    series = CapacitySeries.of(said["measure"], said["label"], places)
    figure = CapacityFigure(
        release=making.release,
        position=making.position(CapacityFigure),
        series=series,
        value=value,
        unit=said["unit"],
        as_printed=said["as_printed"],
        basis=said["basis"],
        as_of=as_of,
        as_of_precision=said["as_of_precision"],
        passage=said["passage"],
    )
    key = {"release": making.release, "series": series, "basis": figure.basis}
    if CapacityFigure.objects.filter(**key, as_of=figure.as_of_or_release_day).exists():
        raise ValidationError({"label": STATED_TWICE})
    return figure
