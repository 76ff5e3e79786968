"""What pages read of the query of their address, by the name of the page.

What repeats an address (the switch of languages, the choice of a day) repeats this alone: anything
may stand in an address, and a page says nothing but what it knows.
"""

from collections.abc import Iterable

from django.http import HttpRequest

_LONGEST = 200  # characters of a value that is repeated
_NEWS = ("q", "language")
# Not the pipeline's: what is not said of any trial, or not yet, is narrowed down to as well.
_WORDS: dict[str, tuple[str, ...]] = {
    "newsroom": _NEWS,
    "newsroom_year": _NEWS,
    "category": ("q",),
    "category_year": ("q",),
    "search": ("q", "kind", "year"),
    "facilities": ("units",),
    "facility": ("units",),
    "documents": ("year",),
}
# Where in a list the page begins: in another language the same, on another day it may not be there.
_PLACES = {"newsroom", "newsroom_year", "category", "category_year", "events"}


def words(request: HttpRequest) -> list[tuple[str, str]]:
    """What the page was asked to narrow down or to show differently."""
    return _given(request, _WORDS.get(_name(request), ()))


def places(request: HttpRequest) -> list[tuple[str, str]]:
    """From where on the list was asked for."""
    return _given(request, ("before", "after") if _name(request) in _PLACES else ())


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _given(request: HttpRequest, names: Iterable[str]) -> list[tuple[str, str]]:
    asked = ((name, request.GET.get(name, "")) for name in names)
    return [(name, value) for name, value in asked if value and len(value) <= _LONGEST]
