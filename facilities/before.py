"""What a release changed: each of its figures with the one that held until then."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from facilities.days import newest_day
from facilities.models import CapacityFigure, CapacitySeries
from releases.models import Release


def held_before(
    figures: Iterable[CapacityFigure], release: Release, at: datetime
) -> dict[int, CapacityFigure]:
    """By the key of each of ``figures``, which ``release`` states, the one that held of the same
    places until then, as readers may know of it at ``at``; none where there was none. Two queries.

    Before an actual figure stands what was current a moment before the release; before a plan what
    was current with it, were it said by the same release. Later corrections change neither: this is
    what the release changed on its day.
    """
    out_at = min(at, release.out_at or at)
    stated = list(figures)
    found = CapacitySeries.objects.filter(pk__in={each.series_id for each in stated}).annotate(
        until_then=_current(out_at - timedelta(microseconds=1)), with_it=_current(out_at)
    )
    keys = {each.pk: (each.until_then, each.with_it) for each in found}
    rows = CapacityFigure.objects.select_related("release").in_bulk(
        {key for pair in keys.values() for key in pair} - {None}
    )
    held = {}
    for figure in stated:
        until_then, with_it = keys[figure.series_id]
        is_plan = figure.basis == CapacityFigure.Basis.PLANNED
        if (before := rows.get(with_it if is_plan else until_then)) is not None:
            held[figure.pk] = before
    return held


def _current(at: datetime) -> Subquery:
    """The key of the current figure of the outer series at ``at``."""
    standing = CapacityFigure.objects.standing(at).filter(
        series=OuterRef("pk"), basis=CapacityFigure.Basis.ACTUAL, as_of__lte=newest_day(at)
    )
    return Subquery(standing.order_by("-as_of", "-out_at", "-id").values("pk")[:1])
