"""Standing pages as the search finds them; their text is that of notices, found as such."""

from django.utils.translation import gettext_lazy as _

from library.models import PageVersion
from search.sources import Source
from search.sources import register as register_source


def register() -> None:
    register_source(
        Source(
            kind="page",
            letter="p",
            name=_("Pages"),
            one=_("Page"),
            model=PageVersion,
            columns=("title", "passage"),
            about="page",
        )
    )
