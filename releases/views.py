"""The pages and files of releases. Each begins with ``.public(request.as_of)``."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from releases import as_data, structured_data
from releases.models import Attachment, Release
from releases.pages import neighbours, release_parts, tombstone_parts
from releases.querysets import ReleaseQuerySet
from releases.tombstones import tombstone


@require_safe
def release(request: AsOfRequest, slug: str) -> HttpResponse:
    """One release with all that hangs on it, or its tombstone."""
    found = _visible(request).filter(slug=slug).first()
    if found is None:
        parts = withdrawn_parts(request, slug)
        return gone(render(request, "releases/withdrawn.html", parts))
    context = release_parts(found, at=request.as_of)
    context |= neighbours(context["original"], at=request.as_of)
    context["json_ld"] = structured_data.news_article(found, context)
    return render(request, "releases/release.html", context)


@require_safe
def release_json(request: AsOfRequest, slug: str) -> HttpResponse:
    """One release as data, with what it states, or its tombstone."""
    found = _visible(request).filter(slug=slug).first()
    if found is None:
        return gone(_json(as_data.tombstone(withdrawn_parts(request, slug))))
    return _json(as_data.document(found, release_parts(found, at=request.as_of)))


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


def withdrawn_parts(request: AsOfRequest, slug: str) -> dict[str, Any]:
    """What is said of the withdrawn release that was at ``slug``; 404 for what was never public."""
    found = tombstone(slug, request.as_of)
    if found is None:
        raise Http404
    return tombstone_parts(found, at=request.as_of)


def gone(response: HttpResponse) -> HttpResponse:
    """Tell machines, too, that this is not coming back, and that nothing is to be kept of it."""
    response.status_code = HTTPStatus.GONE
    response["X-Robots-Tag"] = "noindex"
    return response


def _json(document: dict[str, Any]) -> HttpResponse:
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
