"""The newsroom's pages. Each begins with ``.public(request.as_of)``."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from company.models import Company
from ircms.edge import AsOfRequest
from releases import as_data, structured_data
from releases.corrections import marked
from releases.models import Attachment, Release, ReleaseContact
from releases.pages import Page, neighbours, release_parts, tombstone_parts
from releases.querysets import ReleaseQuerySet, public_years
from releases.tombstones import tombstone

PAGE_LENGTH = 20
HOME_LENGTH = 6


@require_safe
def home(request: AsOfRequest) -> HttpResponse:
    """The company and its latest news."""
    latest = marked(_newsroom(request), request.as_of).newest_first(request.as_of)[:HOME_LENGTH]
    company = Company.objects.prefetch_related("listings").first() or Company.unnamed()
    context = {
        "releases": list(latest),
        "company": company,
        "json_ld": structured_data.corporation(company, request.as_of),
    }
    return render(request, "releases/home.html", context)


@require_safe
def newsroom(request: AsOfRequest) -> HttpResponse:
    """All news, newest first; ``?before=`` and ``?after=`` name the release to go on from."""
    return _newsroom_page(request, None)


@require_safe
def newsroom_year(request: AsOfRequest, year: int) -> HttpResponse:
    """One year's news. A year without any is a page that does not exist."""
    if not 1900 <= year <= 9998:
        raise Http404
    if not _newsroom(request).in_year(year, request.as_of).exists():
        raise Http404
    return _newsroom_page(request, year)


@require_safe
def release(request: AsOfRequest, slug: str) -> HttpResponse:
    """One release with all that hangs on it, or its tombstone."""
    found = _visible(request).filter(slug=slug).first()
    if found is None:
        parts = _tombstone(request, slug)
        return _gone(render(request, "releases/withdrawn.html", parts))
    context = release_parts(found, at=request.as_of)
    context |= neighbours(context["original"], at=request.as_of)
    context["json_ld"] = structured_data.news_article(found, context)
    return render(request, "releases/release.html", context)


@require_safe
def release_json(request: AsOfRequest, slug: str) -> HttpResponse:
    """One release as data, with what it states, or its tombstone."""
    found = _visible(request).filter(slug=slug).first()
    if found is None:
        return _gone(_json(as_data.tombstone(_tombstone(request, slug))))
    return _json(as_data.document(found, release_parts(found, at=request.as_of)))


@require_safe
def contacts(request: AsOfRequest) -> HttpResponse:
    """Whom to ask: each contact as last printed by a public release that marks it for here."""
    listed = ReleaseContact.objects.newest_listed(request.as_of)
    return render(request, "releases/contacts.html", {"contacts": listed})


@require_safe
def attachment(request: AsOfRequest, public_id: UUID, filename: str) -> HttpResponseBase:
    """A file of a public release, if its bytes are still those that were approved."""
    found = get_object_or_404(
        Attachment.objects.public(request.as_of), public_id=public_id, filename=filename
    )
    etag = quote_etag(found.sha256)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    response = FileResponse(found.open_verified(), content_type=found.content_type)
    response["Content-Length"] = str(found.size)
    as_attachment = False
    disposition = content_disposition_header(as_attachment, found.filename)
    response["Content-Disposition"] = disposition or "inline"
    response["ETag"] = etag
    return response


def _visible(request: AsOfRequest) -> ReleaseQuerySet:
    return Release.objects.public(request.as_of)


def _newsroom(request: AsOfRequest) -> ReleaseQuerySet:
    return _visible(request).originals()


def _tombstone(request: AsOfRequest, slug: str) -> dict[str, Any]:
    """What is said of the withdrawn release that was at ``slug``; 404 for what was never public."""
    found = tombstone(slug, request.as_of)
    if found is None:
        raise Http404
    return tombstone_parts(found, at=request.as_of)


def _gone(response: HttpResponse) -> HttpResponse:
    """Tell machines, too, that this is not coming back, and that nothing is to be kept of it."""
    response.status_code = HTTPStatus.GONE
    response["X-Robots-Tag"] = "noindex"
    return response


def _json(document: dict[str, Any]) -> HttpResponse:
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _newsroom_page(request: AsOfRequest, year: int | None) -> HttpResponse:
    """A page of all news, or of one year's."""
    releases = _newsroom(request)
    page = Page.of(marked(releases, request.as_of), before=_anchor(request, "before"),
                   after=_anchor(request, "after"), length=PAGE_LENGTH, at=request.as_of,
                   year=year)  # fmt: skip
    context = {"page": page, "years": public_years(releases, request.as_of), "year": year}
    return render(request, "releases/newsroom.html", context)


def _anchor(request: AsOfRequest, name: str) -> Release | None:
    """The public release that ``?name=`` points at; an unknown one is a page that isn't there."""
    slug = request.GET.get(name)
    return None if slug is None else get_object_or_404(_newsroom(request), slug=slug)
