"""The newsroom's lists: all news, by year, category and language, and what is found in them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from company.models import Category
from ircms import printable
from ircms.edge import AsOfRequest
from releases import newsroom as shelves
from releases.models import Release
from releases.newsroom import Page, Shelf

PAGE_LENGTH = 20


@require_safe
def newsroom(request: AsOfRequest) -> HttpResponse:
    """All news, newest first; ``?before=`` and ``?after=`` name the release to go on from,
    ``?language=`` the language to read, ``?q=`` words to look for."""
    return _page(request)


@require_safe
def newsroom_year(request: AsOfRequest, year: int) -> HttpResponse:
    """One year's news. A year without any is a page that does not exist."""
    return _page(request, year=year)


@require_safe
def category(request: AsOfRequest, slug: str) -> HttpResponse:
    """The news under one category, once there is any."""
    return _page(request, slug=slug)


@require_safe
def category_year(request: AsOfRequest, slug: str, year: int) -> HttpResponse:
    """One year's news under one category."""
    return _page(request, slug=slug, year=year)


def _page(request: AsOfRequest, *, slug: str = "", year: int | None = None) -> HttpResponse:
    borne = shelves.categories(request.as_of)
    # A category is of the original: its news is not parted by languages.
    spoken = [] if slug else shelves.languages(request.as_of)
    chosen = shelves.named(borne, slug) if slug else None
    shelf = Shelf(
        request.as_of, chosen, "" if slug else _language(request, spoken), year,
        is_past_day=request.as_of_day is not None,
    )  # fmt: skip
    years = shelf.years()
    if year is not None and year not in years:
        raise Http404
    words = printable.strip(request.GET.get("q", "")).strip() if shelves.finders else ""
    context = {"shelf": shelf, "years": years, "categories": borne, "spoken": spoken, "q": words}
    context |= _searched(request, shelf, words) if words else _read(request, shelf)
    return render(request, "releases/newsroom.html", context | _described(shelf, chosen))


def _language(request: AsOfRequest, spoken: list[str]) -> str:
    """The language asked for; one that no public release is in is a page that does not exist."""
    asked = request.GET.get("language", "")
    if asked and asked not in spoken:
        raise Http404
    return asked


def _described(shelf: Shelf, chosen: Category | None) -> dict[str, Any]:
    return {"category": chosen, "language": shelf.language, "year": shelf.year,
            "can_search": bool(shelves.finders)}  # fmt: skip


def _read(request: AsOfRequest, shelf: Shelf) -> dict[str, Any]:
    before, after = _anchor(request, shelf, "before"), _anchor(request, shelf, "after")
    page = Page.of(shelf, length=PAGE_LENGTH, before=before, after=after)
    return {"page": page, "is_first": before is None and after is None}


def _searched(request: AsOfRequest, shelf: Shelf, words: str) -> dict[str, Any]:
    """What is found for ``words`` on ``shelf``, newest first."""
    before = request.GET.get("before")
    try:
        results = shelves.finders[0](
            words, at=shelf.at, kind="release", year=shelf.year, language=shelf.language or None,
            category=shelf.category and shelf.category.pk, before=before, length=PAGE_LENGTH,
        )  # fmt: skip
    except Release.DoesNotExist as unknown:
        raise Http404 from unknown
    return {"results": results, "is_first": before is None}


def _anchor(request: AsOfRequest, shelf: Shelf, name: str) -> Release | None:
    """The release that ``?name=`` points at; one that readers do not know of is a page that isn't
    there."""
    slug = request.GET.get(name)
    found = None if slug is None else shelves.known_release(slug, shelf)
    if slug is not None and found is None:
        raise Http404
    return found
