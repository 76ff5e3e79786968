"""Where a figure stands among those of its series."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilities.models import CapacityFigure
from facilities.querysets import Capacity


class Standing(Enum):
    """What has become of a figure; the values are those of ``capacity.csv``."""

    CURRENT = "current"
    PLANNED = "planned"
    OVERDUE = "overdue"
    SETTLED = "settled"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"

    @property
    def words(self) -> "str | Promise":
        return _WORDS[self]

    @property
    def is_open_plan(self) -> bool:
        return self in (Standing.PLANNED, Standing.OVERDUE)


_WORDS: "dict[Standing, str | Promise]" = {
    Standing.CURRENT: _("Holds now"),
    Standing.PLANNED: _("Planned"),
    Standing.OVERDUE: _("Overdue"),
    Standing.SETTLED: _("Plan, settled since"),
    Standing.SUPERSEDED: _("Earlier"),
    Standing.CORRECTED: _("Corrected since"),
}


def standing_of(figure: CapacityFigure, capacity: Capacity, *, is_corrected: bool) -> Standing:
    """Of a public figure; ``capacity`` is what holds of its series."""
    if is_corrected:
        return Standing.CORRECTED
    if capacity.current is not None and capacity.current.pk == figure.pk:
        return Standing.CURRENT
    for plan in capacity.plans:
        if plan.figure.pk == figure.pk:
            return Standing.OVERDUE if plan.is_overdue else Standing.PLANNED
    is_plan = figure.basis == CapacityFigure.Basis.PLANNED
    is_last = figure.release_id == capacity.planning_release
    return Standing.SETTLED if is_plan and is_last else Standing.SUPERSEDED
