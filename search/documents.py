"""Documents, the files of releases, as something that is searched: by title and file name."""

from django.utils.translation import gettext_lazy as _

from releases.models import Attachment
from search.sources import Source
from search.sources import register as register_source


def register() -> None:
    register_source(
        Source(
            kind="document",
            letter="d",
            name=_("Documents"),
            one=_("Document"),
            model=Attachment,
            columns=("title", "filename"),
            quoted="filename",
            is_statement=False,
        )
    )
