"""Events as the search finds them: by what releases say of each."""

from django.utils.translation import gettext_lazy as _

from events.models import EventUpdate
from events.occasions import titles
from search.sources import Source
from search.sources import register as register_source


def register() -> None:
    register_source(
        Source(
            kind="event",
            letter="e",
            name=_("Events"),
            one=_("Event"),
            model=EventUpdate,
            columns=("title", "venue", "passage"),
            about="event",
            names=titles,
        )
    )
