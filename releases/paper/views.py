"""A release on paper and as text: ``/news/<slug>.pdf`` and ``/news/<slug>.txt``."""

from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from company.models import Company
from ircms import languages
from ircms.edge import AsOfRequest
from releases.models import Release
from releases.paper import as_text, document, libraries, naming, parts, press
from releases.views import gone, withdrawn_parts

AGAIN_IN = 3  # seconds: what setting a release takes, and a little


@require_safe
def release_pdf(request: AsOfRequest, slug: str) -> HttpResponseBase:
    """One release on paper, or its tombstone; 503 where it cannot be set, or not yet."""
    found = Release.objects.public(request.as_of).filter(slug=slug).first()
    if found is None:
        left = withdrawn_parts(request, slug)
        return gone(_page(request, left["release"], "releases/withdrawn.html", left))
    if not libraries.are_there():
        return _not_set(request, found, "missing")
    with naming.in_its_language(found):
        told = parts.of_paper(found, request.as_of)
    html = document.html(found, told, _company(), request.as_of_day)
    etag = f'W/"{press.digest(html)[:32]}"'
    known = get_conditional_response(request, etag=etag)
    return _printed(request, found, html, etag) if known is None else known


@require_safe
def release_txt(request: AsOfRequest, slug: str) -> HttpResponse:
    """One release as plain text, or its tombstone."""
    found = Release.objects.public(request.as_of).filter(slug=slug).first()
    if found is None:
        return gone(_text(as_text.tombstone(withdrawn_parts(request, slug), _company())))
    told = parts.of_text(found, request.as_of)
    response = _text(as_text.document(found, told, _company(), request.as_of_day))
    _describe(request, response, found, "txt")
    return response


def _company() -> Company:
    return Company.objects.first() or Company.unnamed()


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _printed(request: AsOfRequest, release: Release, html: str, etag: str) -> HttpResponseBase:
    try:
        written = (press.DAYS_GONE_BY if request.as_of_day else press.TODAY).copy(html)
    except press.NotSet:
        return _not_set(request, release, "too_much")
    except press.Busy:
        return _not_set(request, release, "busy")
    # Streamed as files are, so that the edge leaves it its ETag: one known without setting it.
    response = FileResponse(BytesIO(written), content_type="application/pdf")
    response["Content-Length"] = str(len(written))
    response["ETag"] = etag
    _describe(request, response, release, "pdf")
    return response


def _describe(request: AsOfRequest, response: HttpResponseBase, release: Release, end: str) -> None:
    """Say its language, a name to keep it under, and the address that counts for it."""
    kept_as = f"as-of-{request.as_of_day}.{end}" if request.as_of_day else end
    name = naming.filename(release, kept_as)
    disposition = content_disposition_header(as_attachment=False, filename=name)
    response["Content-Disposition"] = disposition or "inline"
    response["Content-Language"] = release.language
    response["Link"] = f'<{naming.permanent_address(release)}>; rel="canonical"'


def _not_set(request: AsOfRequest, release: Release, why: str) -> HttpResponse:
    """The page in place of a PDF: why there is none, and where the release is to be read. One that
    is being set is asked for again by itself."""
    context = {"release": release, "why": why}
    response = _page(request, release, "releases/no_pdf.html", context)
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response["X-Robots-Tag"] = "noindex"
    if why == "busy":
        response["Retry-After"] = response["Refresh"] = str(AGAIN_IN)
    return response


def _page(
    request: AsOfRequest, release: Release, template: str, context: dict[str, Any]
) -> HttpResponse:
    """In the release's own language; the others are those of its page."""
    paths = {each: languages.path_in(each, "release", slug=release.slug)
             for each in languages.NAMES}  # fmt: skip
    with naming.in_its_language(release):
        shown = languages.Languages(languages.current(), languages.choices(paths), [])
        return render(request, template, context | {"languages": shown})
