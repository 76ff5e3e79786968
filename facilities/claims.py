"""What a release says of facilities, and what public releases have said, to be compared: their
capacity, when they open, how far they are (docs/fact-ledger.md)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from facilities import wording
from facilities.days import newest_day
from facilities.models import CapacityFigure, CapacitySeries, Facility, FacilityUpdate
from facilities.models.facility import ATTRIBUTES
from facilities.querysets import Capacity, capacities
from ircms.market_day import market_day
from releases.factcheck.claims import Claim, Overdue, Sort, Source, Stated
from releases.factcheck.days import Day
from releases.ledger import Known, known
from releases.newest import FirstKeys
from releases.precision import last_day

if TYPE_CHECKING:
    from releases.models import Release

_EARLIER = 6  # figures of a series that are known besides what holds
_ASKED = {"name", "locality", "status"}
_RANKS = {status: rank for rank, status in enumerate(FacilityUpdate.Status.values)}
_OPENING = ("open", "inaugurat", "eröffn", "ouvr", "launch", "开业", "開業", "启用", "投产")


@dataclass(frozen=True)
class _Names:
    """By key, the names under which texts speak of facilities."""

    of: Mapping[int, tuple[str, ...]]

    def title(self, facilities: Iterable[int]) -> str:
        found = [self.of[key][0] for key in facilities if self.of.get(key)]
        *most, last = sorted(found) or ["a facility"]
        return f"{', '.join(most)} and {last}" if most else last

    def groups(self, facilities: Iterable[int]) -> tuple[tuple[str, ...], ...]:
        return tuple(self.of.get(key, ()) for key in facilities)


def of_facilities(release: "Release", text: str, at: datetime) -> Stated:
    """What ``release`` says of facilities and of their capacity, and what is known of all of them:
    how far they are, what holds of each series, and its newest figures before that."""
    held = capacities(at)
    found = known(
        Facility.objects.all(),
        FacilityUpdate.objects.standing(at),
        about="facility",
        attributes=[each for each in ATTRIBUTES if each.name in _ASKED],
    )
    names = _named(found)
    said = [each.said["status"] for each in found if "status" in each.said]
    updates, figures = _own(release)
    lowered = text.casefold()
    spoken_of = {key for key, each in names.of.items() if _speaks_of(lowered, each)}
    return Stated(
        own=(
            *(_figure(each, names) for each in figures),
            *(claim for each in updates for claim in _status(each, names)),
        ),
        known=(
            *(
                _figure(each, names, source_of(each))
                for each in _known_figures(held, figures, spoken_of, at)
            ),
            *(claim for each in said for claim in _status(each, names, source_of(each))),
        ),
        overdue=(*_plans(held, names), *_openings(said, names, at)),
    )


def _own(release: "Release") -> tuple[list[FacilityUpdate], list[CapacityFigure]]:
    if not release.pk:
        return [], []
    updates = FacilityUpdate.objects.filter(release=release).exclude(status="")
    figures = CapacityFigure.objects.filter(release=release).select_related("series")
    return list(updates), list(figures)


def _known_figures(
    held: list[Capacity], own: list[CapacityFigure], spoken_of: set[int], at: datetime
) -> list[CapacityFigure]:
    """What holds; then, of what the release speaks of, what was stated before it."""
    current = [figure for each in held for figure in each.figures]
    seen = {figure.pk for figure in current}
    series = {figure.series_id for figure in own} | {
        each.series.pk for each in held if spoken_of & {place.pk for place in each.facilities}
    }
    return [*current, *(each for each in _earlier(series, at) if each.pk not in seen)]


def _speaks_of(text: str, names: tuple[str, ...]) -> bool:
    return any(name.casefold() in text for name in names)


def source_of(statement: CapacityFigure | FacilityUpdate) -> Source:
    """The release that says it, with the address of the words."""
    release = statement.release
    return Source(
        release.headline, release.printed_day, statement.get_absolute_url(), statement.release_id
    )


def _named(found: Iterable[Known]) -> _Names:
    return _Names(
        {
            each.identity.pk: tuple(
                dict.fromkeys(
                    name
                    for name in (
                        each.values.get("name", ""),
                        each.identity.spoken_address,
                        each.values.get("locality", ""),
                    )
                    if name
                )
            )
            for each in found
        }
    )


def _earlier(series: set[int], at: datetime) -> list[CapacityFigure]:
    """Of each of ``series`` the newest figures that stand, plans among them: by day, then by when
    they were said."""
    rows = CapacityFigure.objects.standing(at).filter(
        Q(as_of__lte=newest_day(at)), basis=CapacityFigure.Basis.ACTUAL
    )
    newest = FirstKeys(rows.order_by("-as_of", "-out_at", "-id"), "series", _EARLIER)
    found = CapacitySeries.objects.filter(pk__in=series).annotate(newest=newest)
    keys = [key for each in found for key in each.newest or ()]
    figures = CapacityFigure.objects.filter(pk__in=keys).select_related("series", "release")
    return sorted(figures, key=lambda each: (each.as_of, each.out_at, each.pk), reverse=True)


def _figure(figure: CapacityFigure, names: _Names, source: Source | None = None) -> Claim:
    keys = [int(key) for key in figure.series.facility_set.split("+")]
    day = figure.as_of
    return Claim(
        series=f"capacity:{figure.series_id}",
        sort=Sort.FIGURE,
        title=f"{figure.series.title} of {names.title(keys)}",
        value=figure.value,
        unit=figure.unit,
        printed=figure.as_printed,
        passage=figure.passage,
        as_of=last_day(day, figure.as_of_precision) if day else None,
        is_plan=figure.basis == CapacityFigure.Basis.PLANNED,
        source=source,
    )


def _plans(held: Iterable[Capacity], names: _Names) -> Iterator[Overdue]:
    for capacity in held:
        keys = [each.pk for each in capacity.facilities]
        for plan in capacity.plans:
            if not plan.is_overdue:
                continue
            figure = plan.figure
            told = f"{figure.as_printed}, {wording.when(figure).plain}"
            yield Overdue(
                f"{capacity.series.title} of {names.title(keys)}: {told}, and no figure has been "
                "stated since.",
                figure.passage,
                source_of(figure),
                figure.as_of,
                frozenset({f"capacity:{figure.series_id}"}),
                names.groups(keys),
            )


def _status(update: FacilityUpdate, names: _Names, source: Source | None = None) -> Iterator[Claim]:
    """How far it is; and the day on which it opens or has opened."""
    key = update.facility_id
    name = names.title([key]) if names.of.get(key) else update.name or "the facility"
    said = wording.status(update)
    status = Claim(
        series=f"facility:{key}:status",
        sort=Sort.STATUS,
        title=f"Status of {name}",
        value=_RANKS[update.status],
        printed=str(update.get_status_display()),
        passage=update.passage,
        source=source,
    )
    yield status
    is_opening = update.status in {FacilityUpdate.Status.PLANNED, FacilityUpdate.Status.OPENED}
    if not is_opening or update.status_on is None:
        return
    day = Day.of(update.status_on, update.status_on_precision)
    yield replace(
        status,
        series=f"facility:{key}:opening",
        sort=Sort.DAY,
        title=f"Opening of {name}",
        value=day,
        printed=said.plain,
        is_plan=update.status == FacilityUpdate.Status.PLANNED,
        is_fixed=True,
        as_of=update.status_on if update.status == FacilityUpdate.Status.PLANNED else None,
        names=tuple((each,) for each in names.of.get(key, ())),
        cues=_OPENING,
    )


def _openings(said: Iterable[FacilityUpdate], names: _Names, at: datetime) -> Iterator[Overdue]:
    today = market_day(at)
    for update in said:
        is_planned = update.status == FacilityUpdate.Status.PLANNED
        if not is_planned or update.status_on is None or update.status_on >= today:
            continue
        key = update.facility_id
        yield Overdue(
            f"{names.title([key])}: {wording.status(update).plain}, and nothing has been said of "
            "it since.",
            update.passage,
            source_of(update),
            update.status_on,
            frozenset({f"facility:{key}:status", f"facility:{key}:opening"}),
            names.groups([key]),
        )
