"""The page that finds, and what tells a browser how to ask it."""

from datetime import MAXYEAR
from unicodedata import category

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ircms.as_of import FIRST_YEAR
from ircms.edge import AsOfRequest
from releases.models import Release
from releases.querysets import public_years
from search import sources
from search.results import find

_YEAR_DIGITS = 4


@require_safe
def search(request: AsOfRequest) -> HttpResponse:
    """What has the words in ``?q=``, newest first; of one ``kind``, of one ``year``, older than the
    release in ``before``. What none of these can be is a page that does not exist."""
    text = _printable(request.GET.get("q", ""))
    kind, year = _kind(request.GET.get("kind")), _year(request.GET.get("year"))
    try:
        results = find(
            text, at=request.as_of, kind=kind, year=year, before=request.GET.get("before")
        )
    except Release.DoesNotExist as unknown:
        raise Http404 from unknown
    newsroom = Release.objects.public(request.as_of)
    context = {
        "q": text,
        "results": results,
        "kind": kind,
        "kinds": [("release", _("News")), *((s.kind, s.name) for s in sources.offered())],
        "year": year,
        "years": public_years(newsroom, request.as_of),
    }
    return render(request, "search/search.html", context)


@require_safe
def opensearch(request: AsOfRequest) -> HttpResponse:
    """How a browser asks the search, for its own search field (OpenSearch 1.1)."""
    context = {"site_url": settings.SITE_URL}
    return render(
        request,
        "search/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml",
    )


def _printable(text: str) -> str:
    """``text`` without what no page can print: controls part words, marks of direction do not."""
    shown = (char for char in text if category(char) != "Cf")
    return "".join(char if char.isprintable() else " " for char in shown).strip()


def _kind(asked: str | None) -> str | None:
    if asked and asked not in sources.kinds():
        raise Http404
    return asked or None


def _year(asked: str | None) -> int | None:
    if not asked:
        return None
    is_year = len(asked) == _YEAR_DIGITS and asked.isascii() and asked.isdigit()
    if not is_year or not FIRST_YEAR <= int(asked) < MAXYEAR:
        raise Http404
    return int(asked)
