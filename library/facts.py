"""What a release says of documents and pages, as its page and its JSON tell it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from library.models import DocumentUpdate, PageVersion
from library.printed import of_when
from releases.facts import Fact, Subject
from releases.precision import iso

if TYPE_CHECKING:
    from releases.models import Release


def of_documents(release: "Release", at: datetime) -> list[Fact]:
    """Which of the files of ``release`` are documents."""
    rows = DocumentUpdate.objects.filter(release=release)
    return [_document(row) for row in rows.select_related("release", "document", "attachment")]


def of_pages(release: "Release", at: datetime) -> list[Fact]:
    """Which page the text of ``release`` is."""
    rows = PageVersion.objects.filter(release=release)
    return [_page(row) for row in rows.select_related("release", "page")]


def _document(row: DocumentUpdate) -> Fact:
    title = row.attachment.title
    return Fact(
        kind=_("Document"),
        text=title,
        passage=row.passage,
        subjects=(Subject(title, row.document.get_absolute_url()),),
        detail="; ".join(filter(None, (str(row.get_kind_display()), of_when(row)))),
        data={
            "document": {
                "name": title,
                "url": settings.SITE_URL + row.document.get_absolute_url(),
            },
            "kind": row.kind,
            "language": row.language,
            **_of(row),
            "file": settings.SITE_URL + row.attachment.get_absolute_url(),
            **_source(row),
        },
    )


def _of(row: DocumentUpdate) -> dict[str, str]:
    return {"of": iso(row.dated_on, row.dated_on_precision)} if row.dated_on else {}


def _page(row: PageVersion) -> Fact:
    title = row.title or row.release.headline
    address = row.page.get_absolute_url()
    return Fact(
        kind=_("Text of a page"),
        text=title,
        passage=row.passage,
        subjects=(Subject(title, address),),
        data={"page": {"name": title, "url": settings.SITE_URL + address}, **_source(row)},
    )


def _source(row: Any) -> dict[str, str]:
    return {"passage": row.passage, "source": settings.SITE_URL + row.get_absolute_url()}
