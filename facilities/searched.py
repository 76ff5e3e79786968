"""Facilities as the search finds them: by what releases say of each."""

from django.utils.translation import gettext_lazy as _

from facilities.models import FacilityUpdate
from facilities.places import names
from search.sources import Source
from search.sources import register as register_source


def register() -> None:
    register_source(
        Source(
            kind="facility",
            letter="f",
            name=_("Facilities"),
            one=_("Facility"),
            model=FacilityUpdate,
            columns=("name", "locality", "region", "address", "passage"),
            about="facility",
            titled="name",
            names=lambda keys, at: names(at, keys),
        )
    )
