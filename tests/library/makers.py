"""Plain makers of documents and standing pages, and of the releases that bring them."""

from datetime import datetime
from typing import Any

from ircms.actor import acting_as
from library.kinds import Kind
from library.models import Document, DocumentUpdate, PageVersion, SitePage
from releases.models import Release
from tests import factories
from tests.factories import ada

BODY = (
    "<h2>When does the year end?</h2><p>On December 31.</p>"
    "<h2>Where are the shares listed?</h2><p>On Nasdaq, as HRBR.</p>"
    "<h2>Whom do I ask?</h2><p>Mara Lindqvist.</p>"
)


def document(slug: str = "audit-charter") -> Document:
    with acting_as(ada()):
        return Document.objects.get_or_create(slug=slug, defaults={"name": f"{slug} (staff)"})[0]


def list_file(release: Release, about: Document | None = None, **columns: Any) -> DocumentUpdate:
    """A new file of ``release``, which is not approved yet, as a document."""
    file = factories.attach(release, title=columns.pop("title", "Audit committee charter"))
    columns = {"kind": Kind.CHARTER} | columns
    with acting_as(ada()):
        return DocumentUpdate.objects.create(
            release=release, document=about or document(), attachment=file, **columns
        )


def published(at: datetime, about: Document | None = None, **columns: Any) -> DocumentUpdate:
    """A document with a release of its own that goes out ``at``, approved."""
    headline = "Harbor Bio amends its charter"
    release = factories.draft(headline, publish_at=at, **columns.pop("release", {}))
    row = list_file(release, about, **columns)
    factories.approve(release)
    row.refresh_from_db()
    return row


def page(slug: str = "questions") -> SitePage:
    with acting_as(ada()):
        return SitePage.objects.get_or_create(slug=slug, defaults={"name": f"{slug} (staff)"})[0]


def notice(at: datetime, headline: str = "Questions and answers", **columns: Any) -> Release:
    """A notice that is not approved yet."""
    columns = {"body": BODY, "kind": Release.Kind.NOTICE} | columns
    return factories.draft(headline, publish_at=at, **columns)


def write(release: Release, about: SitePage | None = None, title: str = "") -> PageVersion:
    """``release``, which is not approved yet, as the text of a page."""
    with acting_as(ada()):
        return PageVersion.objects.create(release=release, page=about or page(), title=title)


def written(
    at: datetime, about: SitePage | None = None, title: str = "", **columns: Any
) -> Release:
    """A page's text as a notice that goes out ``at``, approved."""
    release = notice(at, **columns)
    write(release, about, title)
    return factories.approve(release)
