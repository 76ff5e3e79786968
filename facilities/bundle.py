"""What releases say of facilities, as parts of their bundles."""

from facilities import claims, days, facts
from facilities.models import CapacityFigure, CapacitySite, FacilityUpdate
from releases.statements import Part
from releases.statements import register as register_part

FACILITIES = Part(
    FacilityUpdate,
    "facilities",
    fields=(
        "position",
        "facility__slug",
        "name",
        "locality",
        "region",
        "country",
        "address",
        "latitude",
        "longitude",
        "status",
        "status_on",
        "status_on_precision",
        "passage",
    ),
    is_ranked=True,
    binds="facility",
    binds_columns=("slug",),
    facts=facts.of_facilities,
    objections=days.objections,
    claims=claims.of_facilities,
)
FIGURES = Part(
    CapacityFigure,
    "capacity_figures",
    fields=(
        "position",
        "series__measure",
        "series__label",
        "series__facility_set",
        "value",
        "unit",
        "as_printed",
        "basis",
        "as_of",
        "as_of_precision",
        "passage",
    ),
    is_ranked=True,
    binds="series",
    facts=facts.of_figures,
    objections=facts.objections,
)
SITES = Part(
    CapacitySite,
    "capacity_sites",
    fields=("figure__position", "figure__as_printed", "facility_id", "facility__slug"),
    order=("figure__position", "figure_id", "facility_id"),
    is_ranked=True,
    binds="facility",
    binds_columns=("slug",),
    within="figure",
)


def register() -> None:
    """Register descriptions of facilities, figures, and the facilities that figures are for."""
    for part in (FACILITIES, FIGURES, SITES):
        register_part(part)
