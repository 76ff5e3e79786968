"""The two worlds' documents and standing pages: known to readers, and superseded by what is
planted, or new with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from ircms.actor import acting_as
from library.kinds import Kind
from library.models import Document, DocumentUpdate, PageVersion, SitePage
from releases.models import Release
from tests import factories
from tests.conscience.canaries import Canaries

CHARTER = UUID(int=401)  # of the file that readers know
_PASSAGE = "The qxpassagezcanary holds"


def make_known(release: Release, page: str) -> None:
    """The public notice ``release`` is the text of a page, and brings two documents, the first
    time."""
    known = SitePage.objects.create(name=f"{page} (staff)", slug=page)
    PageVersion.objects.create(release=release, page=known)
    if not Document.objects.exists():
        for slug, key in (("charter", CHARTER), ("report", UUID(int=402))):
            file = factories.attach(release, name=f"{slug}.pdf", title=f"A {slug}", public_id=key)
            document = Document.objects.create(name=f"{slug} (staff)", slug=slug)
            _give(release, file, document, Kind.CHARTER)


def _give(release: Release, file: Any, document: Document, kind: str) -> DocumentUpdate:
    return DocumentUpdate.objects.create(
        release=release, attachment=file, document=document, kind=kind
    )


def plant_documents(release: Release, canaries: Canaries) -> None:
    """The planted file is a document of its own."""
    new = Document.objects.create(**canaries.fill(Document))
    DocumentUpdate.objects.create(
        **canaries.fill(
            DocumentUpdate,
            release=release,
            document=new,
            attachment=release.attachments.get(),
            kind=Kind.PRESENTATION,
            language="de",
            dated_on_precision="day",
            passage=_PASSAGE,
        )
    )
    canaries.note("library.DocumentUpdate.kind", "presentations/")
    canaries.note("library.DocumentUpdate.language", "German")


def plant_pages(release: Release, canaries: Canaries) -> None:
    """The planted notice is the text of a page of its own."""
    new = SitePage.objects.create(**canaries.fill(SitePage))
    PageVersion.objects.create(
        **canaries.fill(PageVersion, release=release, page=new, passage=_PASSAGE)
    )


def plant_newer_versions(at: datetime, canaries: Canaries) -> None:
    """Due ``at``: a newer text of a known page, with a newer file of a known document."""
    canaries.note("newer text of a known page", "qxfaqzcanary")
    canaries.note("newer version of a known document", "qxcharterzcanary")
    body = {"body": "<p>qxfaqzcanary</p>", "kind": Release.Kind.NOTICE}
    release = factories.draft("qxfaqzcanary headline", publish_at=at, **body)
    with acting_as(factories.ada()):
        PageVersion.objects.create(release=release, page=SitePage.objects.get(slug="faq"))
        _bring(release, "qxcharterzcanary", Document.objects.get(slug="charter"), Kind.CHARTER)
    factories.approve(release)


def make_unseen(release: Release, word: str) -> None:
    """A draft would be the text of a page that readers know, and its files newer versions of what
    they know and a document of their own."""
    release.kind = Release.Kind.NOTICE
    release.save()
    PageVersion.objects.create(release=release, page=SitePage.objects.get(slug="faq"), title=word)
    new = Document.objects.create(name=word, slug=f"{word}-document")
    _bring(release, word, Document.objects.get(slug="charter"), Kind.CHARTER)
    _bring(release, f"{word}-policy", new, Kind.POLICY)


def _bring(release: Release, word: str, document: Document, kind: str) -> None:
    """A file of ``release``, which is not approved yet, as a version of ``document``."""
    file = factories.attach(release, name=f"{word}.csv", data=f"{word}\n".encode(), title=word)
    _give(release, file, document, kind)


PLANTERS: dict[type[Model], Any] = {DocumentUpdate: plant_documents, PageVersion: plant_pages}
