"""The sitemap: an index, the standing pages, and a file for each year with news.

Django's own framework counts its items and pages by offset; a year here is one index range.
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from ircms.languages import everywhere, path_in
from releases.models import Release
from releases.querysets import ReleaseQuerySet, public_years

XML = "application/xml; charset=utf-8"
MOST_ADDRESSES = 50_000  # sitemaps.org: more in one file are not read
PAGES = ("home", "newsroom", "contacts", "accessibility", "privacy")

# Path and time of the last change (ISO 8601, may be empty) of each page public at an instant.
Entries = Callable[[datetime], list[tuple[str, str]]]
_sections: dict[str, Entries] = {}


def register(section: str, entries: Entries) -> None:
    """Give an app's pages a file of their own, ``/sitemap-<section>.xml``; from its ready(). The
    page that lists them has the section's name and is always there."""
    _sections[section] = entries


def sections() -> list[str]:
    """The names of the sections, in the order of the index."""
    return sorted(_sections)


@require_safe
def index(request: AsOfRequest) -> HttpResponse:
    """``/sitemap.xml``: where the parts are."""
    years = public_years(_visible(request).originals(), request.as_of)
    paths = [reverse("sitemap_pages")]
    paths += [reverse("sitemap_section", args=[name]) for name in sections()]
    paths += [reverse("sitemap_year", args=[year]) for year in years]
    return render(request, "sitemap_index.xml", {"paths": paths}, content_type=XML)


@require_safe
def pages(request: AsOfRequest) -> HttpResponse:
    """The pages that are always there."""
    entries = [(path, "") for name in PAGES for path in everywhere(reverse(name))]
    return _urlset(request, entries)


@require_safe
def section(request: AsOfRequest, section: str) -> HttpResponse:
    """The pages of one app: their list, and each."""
    if section not in _sections:
        raise Http404
    entries = [(reverse(section), ""), *_sections[section](request.as_of)]
    spoken = [(there, changed) for path, changed in entries for there in everywhere(path)]
    return _urlset(request, spoken[:MOST_ADDRESSES])


@require_safe
def year(request: AsOfRequest, year: int) -> HttpResponse:
    """The releases of one year, every language version."""
    if not 1900 <= year <= 9998:
        raise Http404
    rows = _visible(request).in_year(year).newest_first()
    entries = [
        (path_in(language, "release", slug=slug), _seconds(out_at))
        for slug, language, out_at in rows.values_list("slug", "language", "out_at")[
            :MOST_ADDRESSES
        ]
    ]
    if not entries:
        raise Http404
    return _urlset(request, entries)


def _visible(request: AsOfRequest) -> ReleaseQuerySet:
    return Release.objects.public(request.as_of)


def _seconds(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _urlset(request: AsOfRequest, entries: list[tuple[str, str]]) -> HttpResponse:
    context = {"entries": entries, "site_url": settings.SITE_URL}
    return render(request, "sitemap.xml", context, content_type=XML)
