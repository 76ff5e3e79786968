"""Documents and pages as parts of the bundles of releases."""

from typing import TYPE_CHECKING

from library import facts
from library.models import DocumentUpdate, PageVersion
from releases.statements import Part
from releases.statements import register as register_part

if TYPE_CHECKING:
    from releases.models import Release


def _pages_without_a_notice(release: "Release") -> list[str]:
    """What was a notice when it was made a page's text may be none by now."""
    if release.kind == release.Kind.NOTICE:
        return []
    return [
        f"It is the text of the page “{row}”, and no notice: choose “Notice” for its kind."
        for row in PageVersion.objects.filter(release=release).select_related("page")
    ]


DOCUMENTS = Part(
    DocumentUpdate,
    "documents",
    fields=(
        "position",
        "document__slug",
        "attachment__public_id",
        "kind",
        "language",
        "dated_on",
        "dated_on_precision",
        "passage",
    ),
    is_ranked=True,
    binds="document",
    binds_columns=("slug",),
    within="attachment",
    facts=facts.of_documents,
)
PAGES = Part(
    PageVersion,
    "pages",
    fields=("position", "page__slug", "title", "passage"),
    is_ranked=True,
    binds="page",
    binds_columns=("slug",),
    facts=facts.of_pages,
    objections=_pages_without_a_notice,
)


def register() -> None:
    """Register both."""
    for part in (DOCUMENTS, PAGES):
        register_part(part)
