"""The edge: where the clock is read, and where a public answer gets its final bytes.

Public answers are the same for every reader: no cookie, no ``Vary: Cookie``, one cache rule for
whatever is asked (a lifetime that knew of the next release would betray it), an ETag made of the
bytes alone, and compression that gives the same bytes every time. Staff pages get the opposite:
sessions, ``no-store``, no compression (they hold tokens).
"""

import gzip
import hashlib
from collections.abc import Callable
from datetime import date, datetime

import brotli
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from ircms import clock

STAFF_PREFIX = "/admin/"
PREVIEW_PREFIX = "/preview/"
PUBLIC_CACHE_CONTROL = "no-cache"
_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "application/feed+json",
    "image/svg+xml",
)
_WORTH_COMPRESSING = 200  # bytes: below this the headers cost more than is saved
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class AsOfRequest(HttpRequest):
    """A request as views meet it: with the instant it is answered for, the past day it ends if one
    was asked for, and the day it is now where the market is."""

    as_of: datetime
    as_of_day: date | None
    today: date


def is_staff_path(request: HttpRequest) -> bool:
    """Whether this address belongs to the staff side (and exists only where it is mounted)."""
    return settings.HAS_STAFF and request.path_info.startswith(STAFF_PREFIX)


def is_preview_path(request: HttpRequest) -> bool:
    """Whether this address belongs to previews for people outside, which stand beside the staff
    side: without its sessions, and unknown like any other where it is not mounted."""
    return settings.HAS_STAFF and request.path_info.startswith(PREVIEW_PREFIX)


class ClockMiddleware:
    """Takes the time once per request, as ``request.as_of``."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.as_of = clock.now()  # type: ignore[attr-defined]  # set here for everyone below
        return self.get_response(request)


class SortedCSPMiddleware(CSPMiddleware):
    """The content security policy with its directives in one order: django-csp builds them from a
    set, so that two processes would send different headers for the same page."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        if HEADER in response:
            response[HEADER] = "; ".join(sorted(response[HEADER].split("; ")))
        return response


class PublicEdgeMiddleware:
    """Finishes public answers: cache rule, ETag, 304, compression."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("No address here holds a NUL character.")
        response = self.get_response(request)
        if is_staff_path(request) or _is_preview(request, response):
            response["Cache-Control"] = "no-store, private"
            return response
        response["Cache-Control"] = PUBLIC_CACHE_CONTROL
        if not isinstance(response, HttpResponse):
            return response  # a file, streamed: its view has said its ETag
        return _compressed(request, _conditional(request, response))


def _is_preview(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this is for one reader alone. What is refused there is not: it is the site's one 404,
    and leaves as it does from every unknown address."""
    is_refusal = response.status_code == 404 and "Cache-Control" not in response
    return is_preview_path(request) and not is_refusal


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a 200 its ETag (weak: it stands for every encoding) and answer 304 where it is known."""
    if request.method not in {"GET", "HEAD"} or response.status_code != 200:
        return response
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(answer, HttpResponse)  # noqa: S101 -- what went in, or Django's own 304
    if answer is not response:
        patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    kind = response.get("Content-Type", "")
    if not kind.startswith(_COMPRESSIBLE) or "Content-Encoding" in response:
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    encoding = _chosen_encoding(request.headers.get("Accept-Encoding", ""))
    if encoding is None or len(response.content) < _WORTH_COMPRESSING:
        return response
    if encoding == "br":
        response.content = brotli.compress(response.content, quality=5)
    else:
        response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
    response["Content-Encoding"] = encoding
    response["Content-Length"] = str(len(response.content))
    return response


def _chosen_encoding(accepted: str) -> str | None:
    """``br`` or ``gzip`` where the client takes it (RFC 9110, 12.5.3), else None."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        offered[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if offered.get(name)), None)
