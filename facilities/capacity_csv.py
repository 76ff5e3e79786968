"""All public figures as a table, row by row: ``/facilities/capacity.csv`` (docs/data.md)."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from facilities import wording
from facilities.models import CapacityFigure, Facility
from facilities.numbers import plain_number
from facilities.places import known_facilities, names_of, subjects
from facilities.querysets import capacities, facilities_of
from releases.models import Release
from releases.querysets import corrected_q
from releases.tables import defused

COLUMNS = (
    "measure label facilities facility_urls value unit as_printed basis as_of state passage "
    "release published source"
).split()
CHUNK = 500  # figures held at a time, however many there are


class _Line:
    """What csv writes to: the line comes back from ``writerow``."""

    def write(self, line: str) -> str:
        return line


def lines(at: datetime) -> Iterator[str]:
    """The header, then a line a figure that is public at ``at``, newest first."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    names, held = names_of(known_facilities(at)), _Held(at)
    for chunk in _chunks(at):
        places = facilities_of(figure.pk for figure in chunk)
        corrected = _corrected(chunk, at)
        for figure in chunk:
            state = "corrected" if figure.release_id in corrected else held.state_of(figure)
            row = _row(figure, places[figure.pk], names) | {"state": state}
            yield writer.writerow([defused(row[column]) for column in COLUMNS])


def _chunks(at: datetime) -> Iterator[list[CapacityFigure]]:
    """Public figures, newest first; each chunk begins where the last one ended."""
    chunk = list(_figures(at)[:CHUNK])
    while chunk:
        yield chunk
        last = chunk[-1]
        beyond = Q(out_at__lt=last.out_at) | Q(out_at=last.out_at, pk__lt=last.pk)
        further = _figures(at, until=last.out_at).filter(beyond)
        chunk = list(further[:CHUNK]) if len(chunk) == CHUNK else []


def _figures(at: datetime, until: datetime | None = None) -> QuerySet[CapacityFigure]:
    return (
        CapacityFigure.objects.public(at, until=until)
        .select_related("release", "series")
        .defer("release__body", "release__staff_note")
        .order_by("-out_at", "-id")
    )


def _corrected(chunk: list[CapacityFigure], at: datetime) -> set[int]:
    """The keys of those releases in ``chunk`` that have been corrected."""
    releases = Release.objects.filter(pk__in={figure.release_id for figure in chunk})
    return set(releases.filter(corrected_q(at)).values_list("pk", flat=True))


class _Held:
    """Which figures hold: enough of every series to say of any figure where it stands."""

    def __init__(self, at: datetime) -> None:
        self._states: dict[int, str] = {}
        self._last_plans: set[tuple[int, int | None]] = set()
        for capacity in capacities(at):
            if capacity.current is not None:
                self._states[capacity.current.pk] = "current"
            for plan in capacity.plans:
                self._states[plan.figure.pk] = "overdue" if plan.is_overdue else "planned"
            self._last_plans.add((capacity.series.pk, capacity.planning_release))

    def state_of(self, figure: CapacityFigure) -> str:
        """Of a figure whose release stands."""
        if figure.pk in self._states:
            return self._states[figure.pk]
        is_plan = figure.basis == CapacityFigure.Basis.PLANNED
        is_last = (figure.series_id, figure.release_id) in self._last_plans
        return "settled" if is_plan and is_last else "superseded"


def _row(
    figure: CapacityFigure, facilities: tuple[Facility, ...], names: Mapping[int, str]
) -> dict[str, Any]:
    places = subjects(facilities, names)
    return {
        "measure": figure.series.measure,
        "label": figure.series.label,
        "facilities": "; ".join(each.name for each in places),
        "facility_urls": " ".join(f"{settings.SITE_URL}{each.address}" for each in places),
        "value": plain_number(figure.value),
        "unit": figure.unit,
        "as_printed": figure.as_printed,
        "basis": figure.basis,
        "as_of": wording.when(figure).iso,
        "passage": figure.passage,
        "release": figure.release.headline,
        "published": figure.release.printed_date_iso,
        "source": f"{settings.SITE_URL}{figure.get_absolute_url()}",
    }
