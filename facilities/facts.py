"""What a release says of facilities, as its page and its JSON tell it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from facilities import wording
from facilities.numbers import plain_number
from releases.facts import Before, Fact, Subject

if TYPE_CHECKING:
    from facilities.models import CapacityFigure, FacilityUpdate
    from releases.models import Release


def of_facilities(release: "Release", at: datetime) -> list[Fact]:
    """What is said of each facility; names are those known at ``at``."""
    from facilities import places
    from facilities.models import FacilityUpdate

    updates = list(FacilityUpdate.objects.filter(release=release).select_related("facility"))
    if not updates:
        return []
    names = places.names(at, {row.facility_id for row in updates})
    return [_of_facility(update, release, names) for update in updates]


def of_figures(release: "Release", at: datetime) -> list[Fact]:
    """Each figure with the facilities that it is for and with what held before; names are those
    known at ``at``."""
    from facilities import before, places, querysets
    from facilities.models import CapacityFigure

    figures = list(CapacityFigure.objects.filter(release=release).select_related("series"))
    if not figures:
        return []
    covered = querysets.facilities_of(figure.pk for figure in figures)
    keys = {each.pk for facilities in covered.values() for each in facilities}
    names = places.names(at, keys)
    held = before.held_before(figures, release, at)
    return [
        _of_figure(figure, release, places.subjects(covered[figure.pk], names), held.get(figure.pk))
        for figure in figures
    ]


def objections(release: "Release") -> list[str]:
    """What speaks against approving what ``release`` says of capacity."""
    return [*incoherent_figures(release), *figures_to_come(release)]


def incoherent_figures(release: "Release") -> list[str]:
    """What speaks against approval: figures that are not for the facilities of their series."""
    from facilities.models import CapacityFigure

    figures = CapacityFigure.objects.filter(release=release).select_related("series")
    return [
        f"“{figure}” is not entered for the facilities that it is compared by: remove it, save, "
        "and enter it anew."
        for figure in figures.prefetch_related("sites")
        if "+".join(str(site.facility_id) for site in _sorted(figure)) != figure.series.facility_set
    ]


def figures_to_come(release: "Release") -> list[str]:
    """What speaks against approval: actual figures as of a day that will not have come."""
    from facilities.days import is_to_come
    from facilities.models import CapacityFigure

    figures = CapacityFigure.objects.filter(release=release, basis=CapacityFigure.Basis.ACTUAL)
    return [
        f"“{figure}” is stated as an actual figure as of {date_format(figure.as_of)}, a day "
        "after the release’s own: correct the day, or state a plan."
        for figure in figures
        if figure.as_of and is_to_come(figure.as_of, figure.as_of_precision, release)
    ]


def _sorted(figure: "CapacityFigure") -> list[Any]:
    return sorted(figure.sites.all(), key=lambda site: site.facility_id)


def _of_facility(update: "FacilityUpdate", release: "Release", names: Mapping[int, str]) -> Fact:
    update.release = release  # at hand already, and its address is asked for
    facility = update.facility
    name = names.get(facility.pk) or update.name or facility.spoken_address
    said = [(label, text.plain) for label, text in wording.said(update)]
    # What a release says first is the fact: a name, or else what it says of a place known already.
    first, *texts = [
        _("%(label)s: %(text)s") % {"label": label, "text": text} for label, text in said
    ]
    return Fact(
        kind=_("Facility"),
        text=update.name or first,
        passage=update.passage,
        subjects=(Subject(name, facility.get_absolute_url()),),
        detail=_("; ").join(texts),
        data=_facility_data(update, name),
    )


def _facility_data(update: "FacilityUpdate", name: str) -> dict[str, Any]:
    status = wording.status(update) if update.status else None
    return {
        "facility": {"name": name, "url": _absolute(update.facility.get_absolute_url())},
        "name": update.name,
        "locality": update.locality,
        "region": update.region,
        "country": str(update.country),
        "address": update.address,
        "latitude": plain_number(update.latitude) if update.latitude is not None else None,
        "longitude": plain_number(update.longitude) if update.longitude is not None else None,
        "status": update.status,
        "status_on": (status.iso if status else "") or None,
        "passage": update.passage,
        "source": _absolute(update.get_absolute_url()),
    }


def _of_figure(
    figure: "CapacityFigure",
    release: "Release",
    subjects: tuple[Subject, ...],
    held: "CapacityFigure | None",
) -> Fact:
    figure.release = release  # as above
    return Fact(
        kind=figure.series.title,
        text=figure.as_printed,
        passage=figure.passage,
        subjects=subjects,
        detail=wording.when(figure).plain,
        before=_before(figure, held),
        data={
            "measure": figure.series.measure,
            "label": figure.series.label,
            "facilities": [
                {"name": each.name, "url": _absolute(each.address)} for each in subjects
            ],
            "value": plain_number(figure.value),
            "unit": figure.unit,
            "as_printed": figure.as_printed,
            "basis": figure.basis,
            "as_of": wording.when(figure).iso or None,
            "before": _before_as_data(held),
            "passage": figure.passage,
            "source": _absolute(figure.get_absolute_url()),
        },
    )


def _before_as_data(held: "CapacityFigure | None") -> dict[str, Any] | None:
    if held is None:
        return None
    return {
        "value": plain_number(held.value),
        "unit": held.unit,
        "as_printed": held.as_printed,
        "as_of": wording.when(held).iso or None,
        "source": _absolute(held.get_absolute_url()),
    }


def _before(figure: "CapacityFigure", held: "CapacityFigure | None") -> Before | None:
    """What held, to be read beside ``figure``; None where the release states it again."""
    if held is None or (held.value, held.unit) == (figure.value, figure.unit):
        return None
    when, language = wording.when(held).html, held.release.language
    return Before(held.as_printed, when, held.get_absolute_url(), language)


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
