"""Facilities on the first page of the desk and in its calendar: plans, and figures grown old."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeGuard
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from facilities import wording
from facilities.models import CapacityFigure, Facility, FacilityUpdate
from facilities.models.facility import ATTRIBUTES
from facilities.places import names_of, subjects
from facilities.querysets import Capacity, capacities
from facilities.shown import shown_facility
from ircms.edge import AsOfRequest
from ircms.market_day import market_day
from releases.admin.desk import dates
from releases.admin.desk.dates import Dated, Due
from releases.ledger import Known, known
from releases.precision import Precision, printed

# A figure is stated anew once a year at the least, with the annual report.
STALE_AFTER_MONTHS = 12
VIEW = "facilities.view_facility"


def register() -> None:
    """Put both on the desk."""
    dates.overdue.append(overdue)
    dates.dated.append(planned)


def overdue(request: AsOfRequest) -> Iterable[Due]:
    """Plans whose day has passed without a later statement, and figures that nobody has stated for
    so long that readers may wonder; of facilities that are closed, nothing is stale."""
    if not request.user.has_perm(VIEW):
        return []
    at = request.as_of
    facilities = _facilities(at)
    closed = {
        each.identity.pk for each in facilities if _status(each) == FacilityUpdate.Status.CLOSED
    }
    names = names_of(facilities)
    found = list(_openings(facilities, at))
    for capacity in capacities(at):
        title = _title(capacity, names)
        address = _page(capacity.facilities[0]) if capacity.facilities else ""
        found += [_late(each.figure, title, address) for each in capacity.plans if each.is_overdue]
        if capacity.current and not all(each.pk in closed for each in capacity.facilities):
            found += _old(capacity.current, title, address, at)
    return found


def planned(request: AsOfRequest, start: datetime, end: datetime) -> Iterator[Dated]:
    """The days that plans are for, of what readers know; a month or a year is no day."""
    if not request.user.has_perm(VIEW):
        return
    at, zone = request.as_of, ZoneInfo(settings.TIME_ZONE)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    facilities = _facilities(at)
    names = names_of(facilities)
    for capacity in capacities(at):
        for plan in capacity.plans:
            day = plan.figure.as_of
            if _is_within(day, plan.figure.as_of_precision, first, last):
                title = f"{plan.figure.as_printed}, {_title(capacity, names)}"
                yield Dated("Planned", title, _page(capacity.facilities[0]), day)
    for each in facilities:
        said = each.said.get("status")
        if said is None or said.status != FacilityUpdate.Status.PLANNED:
            continue
        if _is_within(said.status_on, said.status_on_precision, first, last):
            title = f"{names.get(each.identity.pk, each.identity.spoken_address)} is to open"
            yield Dated("Planned", title, _page(each.identity), said.status_on)


def _facilities(at: datetime) -> list[Known]:
    """What holds of all of them, as far as it is asked here: names and states; two queries."""
    return known(
        Facility.objects.all(),
        FacilityUpdate.objects.standing(at),
        about="facility",
        attributes=[each for each in ATTRIBUTES if each.name in {"name", "status"}],
    )


def _openings(facilities: Iterable[Known], at: datetime) -> Iterator[Due]:
    for each in facilities:
        shown = shown_facility(each.identity, each, [], at)
        if shown.is_overdue:
            said = each.said["status"]
            told = wording.status(said).plain
            yield Due(
                shown.name,
                f"{told}, and nothing has been said of it since.",
                _page(each.identity),
                said.status_on,
            )


def _late(figure: CapacityFigure, title: str, address: str) -> Due:
    told = f"{figure.as_printed}, {wording.when(figure).plain}"
    said = f"{told}, and no figure has been stated since."
    return Due(title, said, address, figure.as_of)


def _old(figure: CapacityFigure, title: str, address: str, at: datetime) -> list[Due]:
    """The one that holds, if it is as of a day too long ago."""
    today = market_day(at)
    if figure.as_of is None or _months_before(today, STALE_AFTER_MONTHS) <= figure.as_of:
        return []
    as_of = printed(figure.as_of, figure.as_of_precision)
    said = f"{figure.as_printed} as of {as_of}: more than {STALE_AFTER_MONTHS} months ago."
    return [Due(title, said, address, figure.as_of, is_stale=True)]


def _months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _is_within(day: date | None, precision: str, first: date, last: date) -> TypeGuard[date]:
    return day is not None and precision == Precision.DAY and first <= day < last


def _title(capacity: Capacity, names: dict[int, str]) -> str:
    """``GMP area of Wuxi and Shanghai``."""
    places = [each.name for each in subjects(capacity.facilities, names)]
    *most, last = places or ["nothing"]
    of = f"{', '.join(most)} and {last}" if most else last
    return f"{capacity.series.title} of {of}"


def _status(facility: Known) -> str:
    return str(facility.values.get("status", ""))


def _page(facility: Facility) -> str:
    return reverse("admin:facilities_facility_change", args=[facility.pk])
