"""Documents and pages as readers meet them at an instant."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, Func, JSONField, OuterRef, Q, Subquery, When

from library.kinds import Kind
from library.models import Document, DocumentUpdate, PageVersion, SitePage
from releases.models import Release
from releases.newest import NewestOfEach
from releases.querysets import NewestFirstQuerySet, corrected_q, public_years, year_bounds

PAGE_LENGTH = 30
Rows = NewestFirstQuerySet[Any]
_INSTANT = timedelta(microseconds=1)
_SHOWN = ("release", "document", "attachment")


@dataclass(frozen=True)
class Chosen:
    """What a reader narrows the list of documents to: a kind (one of ``Kind``), a year, both."""

    kind: str = ""
    year: int | None = None


def documents(at: datetime, chosen: Chosen, before: DocumentUpdate | None = None) -> Rows:
    """Files that stand as documents, newest first, all or what comes after ``before``; each with
    ``is_superseded`` (a newer version of its document, in its language, stands) and ``has_others``
    (there are other versions of it)."""
    until, since = at, None
    if chosen.year is not None:
        since, end = year_bounds(chosen.year)
        until = min(until, end - _INSTANT)
    if before is not None and before.out_at is not None:
        until = min(until, before.out_at)
    rows = _standing(at, chosen.kind, until)
    if since is not None:
        rows = rows.filter(out_at__gte=since)
    if before is not None:
        rows = rows.filter(Q(out_at__lt=before.out_at) | Q(pk__lt=before.pk))
    others = DocumentUpdate.objects.public(at).filter(document=OuterRef("document"))
    rows = rows.annotate(
        is_superseded=Exists(_newer(at)),
        has_others=Exists(others.exclude(pk=OuterRef("pk"))),
    )
    shown: Rows = rows.select_related(*_SHOWN).order_by("-out_at", "-id")
    return shown


def kinds(at: datetime) -> list[str]:
    """The kinds of which a document stands, in their order: one query."""
    rows = _standing(at, "", at).order_by("-out_at", "-id")
    probes: dict[str, Any] = {
        f"kind_{number}": Subquery(rows.filter(kind=kind).values("pk")[:1])
        for number, kind in enumerate(Kind.values)
    }
    found = rows.values(**probes).first() or {}
    return [kind for number, kind in enumerate(Kind.values) if found.get(f"kind_{number}")]


def years(at: datetime, kind: str) -> list[int]:
    """The years in which documents (of ``kind``, where it is not empty) went out, newest first."""
    return public_years(_standing(at, kind, at), at)


def versions_of(document: Document, at: datetime, before: DocumentUpdate | None = None) -> Rows:
    """All files that public releases have given as ``document``, newest first, or what comes after
    ``before``; each with ``is_corrected``. What is neither that nor current is superseded."""
    said = _said(DocumentUpdate.objects.all(), at, before).filter(document=document)
    return said.select_related(*_SHOWN)


def current_files(document: Document, at: datetime) -> list[DocumentUpdate]:
    """The files that stand as ``document``: the newest in each language, the newest first; two
    queries, with a look-up for each language there is."""
    in_each = [Q(language=language) for language in Release.Language.values]
    newest = NewestOfEach(DocumentUpdate.objects.standing(at), "document", in_each)
    keys = Document.objects.filter(pk=document.pk).annotate(newest=newest).get().newest
    rows = DocumentUpdate.objects.filter(pk__in=[key for key in keys if key is not None])
    return list(rows.select_related(*_SHOWN).order_by("-out_at", "-id"))


def versions_of_page(page: SitePage, at: datetime, before: PageVersion | None = None) -> Rows:
    """All notices that have been the text of ``page``, newest first, or what comes after
    ``before``; each with ``is_corrected``."""
    return _said(PageVersion.objects.all(), at, before).filter(page=page).select_related("release")


def current_version(page: SitePage, at: datetime) -> PageVersion | None:
    """The notice whose text the page is at ``at``."""
    rows = PageVersion.objects.standing(at).filter(page=page)
    return rows.select_related("release").order_by("-out_at", "-id").first()


@dataclass(frozen=True)
class Named:
    """A page that has a text, as far as a link to it needs it: ``release`` is the key of the notice
    whose text it is, in ``language``."""

    page: SitePage
    title: str
    release: int
    language: str


class _Row(Func):
    """Columns of one row as a JSON array. Django's JSONObject asks SQLite whether it knows JSON by
    way of a transaction, which waits for whoever writes, and takes its failing for a no."""

    function = "jsonb_build_array"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="json_array", **context)


def pages(at: datetime) -> list[Named]:
    """The pages that have a text at ``at``. One query, with a look-up for each page: the keys of
    the notices in a condition instead would have PostgreSQL look each up for every row."""
    standing = PageVersion.objects.standing(at).filter(page=OuterRef("pk"))
    title = Case(When(~Q(title=""), then=F("title")), default=F("release__headline"))
    told = _Row(title, F("release_id"), F("release__language"))
    newest = standing.order_by("-out_at", "-id").annotate(told=told).values("told")[:1]
    found = SitePage.objects.annotate(newest=Subquery(newest))
    return [Named(each, *each.newest) for each in found if each.newest]


def newest_of_documents(at: datetime) -> Rows:
    """Of each document the newest public file, the newest of all first."""
    newer = Q(out_at__gt=OuterRef("out_at")) | Q(out_at=OuterRef("out_at"), pk__gt=OuterRef("pk"))
    others = DocumentUpdate.objects.public(at).filter(newer, document=OuterRef("document"))
    rows: Rows = DocumentUpdate.objects.public(at)
    return rows.filter(~Exists(others)).order_by("-out_at", "-id")


def _standing(at: datetime, kind: str, until: datetime) -> Rows:
    rows = DocumentUpdate.objects.public(at, until=until).exclude(corrected_q(at, "release__"))
    return rows.filter(kind=kind) if kind else rows


def _newer(at: datetime) -> Rows:
    """What stands as a newer version than the outer row, in its language."""
    later = Q(out_at__gt=OuterRef("out_at")) | Q(out_at=OuterRef("out_at"), pk__gt=OuterRef("pk"))
    same = {"document": OuterRef("document"), "language": OuterRef("language")}
    return DocumentUpdate.objects.standing(at).filter(later, **same)


def _said(statements: Rows, at: datetime, before: Any) -> Rows:
    rows = statements.public(at, until=before.out_at if before else None)
    if before is not None:
        rows = rows.filter(Q(out_at__lt=before.out_at) | Q(pk__lt=before.pk))
    found: Rows = rows.annotate(is_corrected=corrected_q(at, "release__"))
    return found.order_by("-out_at", "-id")
