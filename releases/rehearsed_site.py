"""The public site's own answers at an instant to come, from within a rehearsal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.urls import get_script_prefix, get_urlconf, resolve, set_script_prefix, set_urlconf

from ircms.languages import spoken_at
from ircms.market_day import market_day
from ircms.views import not_found

PUBLIC = "ircms.urls.public"
# Said of an answer for good, or by what carried it: a preview has its own.
_NOT_KEPT = ("ETag", "Last-Modified", "Cache-Control", "Expires")


def answer(path: str, query: str, at: datetime, prefix: str = "/") -> HttpResponse:
    """What a GET of ``path`` (from the site's root, such as ``/news/``) with ``query`` gives at
    ``at``: the same view, the same templates, for a reader without cookies. Links lead to
    ``prefix`` (which begins and ends with a slash) and what follows it; whole addresses, as in
    feeds, stay those that readers will get. What is streamed is read to its end; of what is not
    there, the site's own 404 tells.

    Raises what the view raises: on the site, it would be a 500.
    """
    request = _request(path, query, at, prefix)
    with _standing_at(prefix), spoken_at(path):
        try:
            match = resolve(request.path_info, urlconf=PUBLIC)
            request.resolver_match = match
            response: Any = match.func(request, *match.args, **match.kwargs)
        except Http404 as missing:
            response = not_found(request, missing)
        return _whole(response, prefix)


def is_address(path: str) -> bool:
    """Whether the public site has an address ``path``. That needs no rehearsal: where there is
    none, there is none at any instant."""
    try:
        with spoken_at(path):
            resolve(path, urlconf=PUBLIC)
    except Http404:
        return False
    return True


@contextmanager
def _standing_at(prefix: str) -> Iterator[None]:
    """``{% url %}`` knows the public addresses alone, below ``prefix``."""
    before, urlconf = get_script_prefix(), get_urlconf()
    set_script_prefix(prefix)
    set_urlconf(PUBLIC)
    try:
        yield
    finally:
        set_script_prefix(before)
        set_urlconf(urlconf)


def _request(path: str, query: str, at: datetime, prefix: str) -> HttpRequest:
    site = urlsplit(settings.SITE_URL)
    request: Any = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            # PEP 3333: bytes as Latin-1.
            "PATH_INFO": path.encode().decode("latin-1"),
            "SCRIPT_NAME": prefix.rstrip("/"),
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or {"https": 443}.get(site.scheme, 80)),
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    request.as_of, request.as_of_day = at, None  # as ircms/edge.py and ircms/as_of.py do
    if prefix == "/":
        request.today = market_day(at)  # a preview, which stands elsewhere, has no past days
    asked: HttpRequest = request
    return asked


def _whole(response: HttpResponseBase, prefix: str) -> HttpResponse:
    for name in _NOT_KEPT:
        if name in response:
            del response[name]
    if isinstance(response, StreamingHttpResponse):
        kept = HttpResponse(b"".join(response.streaming_content), status=response.status_code)  # type: ignore[arg-type]  # no view of ours streams asynchronously
        for name, value in response.items():
            kept[name] = value
        return kept
    assert isinstance(response, HttpResponse)  # noqa: S101 -- there is no third kind
    if prefix != "/" and not _is_file(response):
        response.content = _with_public_addresses(response.content, prefix)
    return response


def _is_file(response: HttpResponse) -> bool:
    return "Content-Disposition" in response


def _with_public_addresses(content: bytes, prefix: str) -> bytes:
    """Whole addresses as they will be: in feeds, in data, and where a page prints its own or puts
    it into a letter to be sent."""
    for between in ("", "<wbr>"):
        own = f"{settings.SITE_URL}{between}"
        content = content.replace(f"{own}{prefix}".encode(), f"{own}/".encode())
    here, there = (quote(settings.SITE_URL + each, safe="") for each in (prefix, "/"))
    return content.replace(here.encode(), there.encode())
