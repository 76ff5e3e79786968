"""Documents, and standing pages. Each view asks what stands at ``request.as_of``."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from library import pages, querysets
from library.kinds import PLURALS
from library.models import Document, DocumentUpdate, PageVersion, SitePage
from library.pages import Stretch
from library.querysets import Chosen


@require_safe
def documents(request: AsOfRequest, kind: str = "") -> HttpResponse:
    """All documents, or those of a kind, newest first; ``?year=`` chooses a year, ``?before=``
    names the file to go on from. What there is none of is a page that does not exist."""
    at = request.as_of
    kinds, years = querysets.kinds(at), querysets.years(at, kind)
    chosen = Chosen(kind, _year(request))
    if (kind and kind not in kinds) or (chosen.year is not None and chosen.year not in years):
        raise Http404
    found = querysets.documents(at, chosen, _gone_on_from(request))
    context = {
        "page": Stretch.of(found),
        "kinds": [(each, PLURALS[each]) for each in kinds],
        "years": years,
        "chosen": chosen,
        "title": PLURALS.get(kind, ""),
        "is_continued": "before" in request.GET,
    }
    return render(request, "library/documents.html", context)


@require_safe
def document(request: AsOfRequest, slug: str) -> HttpResponse:
    """One document: the file that stands, and all its versions; ``?before=`` names the file to go
    on from."""
    found = get_object_or_404(Document, slug=slug)
    at, before = request.as_of, _gone_on_from(request)
    past: Stretch[DocumentUpdate] = Stretch.of(querysets.versions_of(found, at, before))
    if before is None and not past.rows:
        raise Http404  # nothing public was ever given as it: it is not known
    if before is not None and before.document_id != found.pk:
        raise Http404
    current = querysets.current_files(found, at)
    context = {
        "document": found,
        "current": current,
        "title": current[0].attachment.title if current else found.spoken_address,
        "past": past,
        "earlier": pages.history((row for row in past.rows if row not in current), at),
        "is_continued": before is not None,
    }
    return render(request, "library/document.html", context)


@require_safe
def about(request: AsOfRequest) -> HttpResponse:
    """The standing pages."""
    return render(request, "library/about.html", {"pages": pages.listed(request.as_of)})


@require_safe
def site_page(request: AsOfRequest, slug: str) -> HttpResponse:
    """A standing page: the text of the newest notice, and all its versions; ``?before=`` names the
    notice to go on from."""
    found = get_object_or_404(SitePage, slug=slug)
    at, before = request.as_of, request.GET.get("before")
    said = querysets.versions_of_page(found, at)
    anchor = None if before is None else get_object_or_404(said, release__slug=before)
    past: Stretch[PageVersion] = Stretch.of(querysets.versions_of_page(found, at, anchor))
    if anchor is None and not past.rows:
        raise Http404  # no notice was ever its text: it is not known
    current = querysets.current_version(found, at)
    context = {
        "page": found,
        "text": pages.text_of(current, at) if current else None,
        "current": current,
        "past": past,
        "history": pages.history(past.rows, at),
        "is_continued": anchor is not None,
    }
    return render(request, "library/page.html", context)


def _year(request: AsOfRequest) -> int | None:
    """What ``?year=`` says; what is no year is a page that isn't there."""
    asked = request.GET.get("year")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        raise Http404
    return int(asked)


def _gone_on_from(request: AsOfRequest) -> DocumentUpdate | None:
    """The file that ``?before=`` names, if it is public; another one is a page that isn't
    there."""
    asked = request.GET.get("before")
    if asked is None:
        return None
    try:
        key = UUID(asked)
    except ValueError:
        raise Http404 from None
    public = DocumentUpdate.objects.public(request.as_of)
    return get_object_or_404(public, attachment__public_id=key)
