"""The languages that the site speaks. The address alone decides which: ``/zh-hans/…`` is Chinese,
everything else English. No header, cookie or session is asked, so that every reader of an address
gets the same bytes and nothing needs ``Vary``. ``docs/languages.md`` has the rules.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, reverse
from django.utils import translation

from ircms import asked
from ircms.as_of import PARAMETER
from ircms.edge import GetResponse

# Each in its own words, whoever reads.
NAMES: dict[str, str] = dict(settings.LANGUAGES)
_PREFIXED = frozenset(NAMES) - {settings.LANGUAGE_CODE}


class LanguageMiddleware:
    """Answers in the language of the address."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with spoken_at(request.path_info):
            return self.get_response(request)


@dataclass(frozen=True)
class Choice:
    """A page in one language: ``path`` from the site's root, ``name`` in the language itself."""

    language: str
    path: str
    is_here: bool

    @property
    def name(self) -> str:
        return NAMES[self.language]


@dataclass(frozen=True)
class Alternate:
    """One ``rel=alternate`` of a page's head; ``hreflang`` may be ``x-default``."""

    hreflang: str
    path: str


@dataclass(frozen=True)
class Languages:
    """What a page says of languages: the one ``here``, the ``choices`` it offers, and for its head
    the ``alternates``, this page among them, where it is the one that search engines shall know."""

    here: str
    choices: list[Choice]
    alternates: list[Alternate]


def of_path(path: str) -> str:
    """The language of an address, given as its path from the site's root."""
    first = path[1:].partition("/")[0]
    return first if first in _PREFIXED else settings.LANGUAGE_CODE


def current() -> str:
    """The language being spoken now."""
    return translation.get_language() or settings.LANGUAGE_CODE


def nearest(language: str) -> str:
    """The language of the site that is ``language``, or the default for one that it does not
    speak."""
    return language if language in NAMES else settings.LANGUAGE_CODE


def spoken_at(path: str) -> AbstractContextManager[None]:
    """While it lasts, the language of ``path`` is spoken."""
    return translation.override(of_path(path))


def path_in(language: str, name: str, **kwargs: Any) -> str:
    """The path of the page ``name`` in ``language`` (or the nearest that the site speaks)."""
    with translation.override(nearest(language)):
        return reverse(name, kwargs=kwargs)


def of_page(request: HttpRequest) -> Languages:
    """The page asked for, in every language; the front page for what has one address only."""
    match = request.resolver_match
    if match is None:
        return of_front_page()
    paths = {each: path_in(each, match.view_name, **match.kwargs) for each in NAMES}
    if len(set(paths.values())) < len(NAMES):
        return of_front_page()
    # A past day's page is not known to search engines, and says in its head what today's does.
    if request.GET.keys() <= {PARAMETER}:
        return Languages(current(), choices(paths), alternates(paths))
    query = urlencode([*asked.words(request), *asked.places(request)])
    there = {each: f"{path}?{query}" if query else path for each, path in paths.items()}
    return Languages(current(), choices(there), [])


def of_front_page() -> Languages:
    """For a page that says nothing of the address it was asked for."""
    return Languages(current(), choices({each: path_in(each, "home") for each in NAMES}), [])


def choices(paths: Mapping[str, str]) -> list[Choice]:
    """``paths`` by language as what a reader chooses from."""
    here = current()
    return [Choice(each, path, is_here=each == here) for each, path in paths.items()]


def alternates(paths: Mapping[str, str], default: str = settings.LANGUAGE_CODE) -> list[Alternate]:
    """``paths`` by language for the head of each of these pages; ``default`` is the language for
    whom none of them fits (``x-default``)."""
    return [*(Alternate(*each) for each in paths.items()), Alternate("x-default", paths[default])]


def everywhere(path: str) -> list[str]:
    """The addresses of a page, given as its path in the language that has no prefix."""
    return [path, *(f"/{language}{path}" for language in NAMES if language in _PREFIXED)]


def in_every_language(*apps: Iterable[URLPattern | URLResolver]) -> list[Any]:
    """The addresses of ``apps``: pages and feeds in every language, all else (files, data,
    calendars, sitemaps) once. A page is what ends with a slash."""
    found = [pattern for app in apps for pattern in app]
    spoken = [each for each in found if _is_spoken(str(each.pattern))]
    single = [each for each in found if not _is_spoken(str(each.pattern))]
    return [*i18n_patterns(*spoken, prefix_default_language=False), *single]


def _is_spoken(route: str) -> bool:
    return route == "" or route.endswith("/") or "/feed." in route
