"""Where a release shows: the addresses of the public site that name it, or change with it.

They are found from the resolver, so that an address nobody thought of is not passed over in
silence: a pattern that takes what is not known here stops the walk and says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import URLPattern, URLResolver, reverse
from django.utils import translation

from ircms import languages
from releases import facts, sitemaps, versions
from releases.models import Release
from releases.rehearsed_site import PUBLIC

# Of the process, not of what the company has said.
_PLUMBING = {"healthz", "readyz", "robots"}
_LISTS = {"home", "newsroom", "newsroom_year", "newsroom_rss", "category", "category_year",
          "category_rss"}  # fmt: skip
_OF_CATEGORIES = {"category", "category_rss", "category_year"}
_OF_RELEASES = {"release", "release_json", "release_txt"}
# The press takes seconds, and the walk holds the database: what it sets stands in the text as well.
_NOT_ASKED = {*_PLUMBING, "release_pdf"}


class UnknownSurface(Exception):
    """An address of the site takes something that the walk has no value for."""


@dataclass(frozen=True)
class Surface:
    """One address; ``name`` is its pattern's. ``must_name`` says that readers look for the release
    there: a site that does not name it there has gone wrong."""

    name: str
    address: str
    must_name: bool = False


def of_release(release: Release, instant: datetime) -> list[Surface]:
    """Every address that ``release`` may show at when it goes out at ``instant``; to be asked for
    where it is public already, in a rehearsal or in earnest."""
    found: dict[str, Surface] = {}
    for pattern in _patterns(import_module(PUBLIC).urlpatterns):
        name = str(pattern.name)
        if name in _NOT_ASKED:
            continue
        for kwargs, language in product(_values(pattern, release, instant), languages.NAMES):
            with translation.override(language):
                address = reverse(name, kwargs=kwargs, urlconf=PUBLIC)
            # What has one address only is asked for once.
            must_name = _must_name(name, kwargs, release, languages.of_path(address), instant)
            found[address] = Surface(name, address, must_name)
    return list(found.values())


def _patterns(found: Iterable[URLPattern | URLResolver]) -> Iterable[URLPattern]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns)
        else:
            yield each


def _values(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    """What to put into the address of ``pattern``, each way it is asked for. Raises
    UnknownSurface."""
    names = frozenset(getattr(pattern.pattern, "converters", {}))
    make = _MAKERS.get(names)
    if make is None:
        raise UnknownSurface(
            f"{pattern.pattern} takes {', '.join(sorted(names))}: teach releases/surfaces.py which "
            "of its addresses a release shows at."
        )
    return make(pattern, release, instant)


def _nothing(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    return [{}]


def _years(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    out_at: datetime = release.out_at or instant
    return [{"year": out_at.astimezone(ZoneInfo(settings.TIME_ZONE)).year}]


def _sections(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    return [{"section": section} for section in sitemaps.sections()]


def _files(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    return [
        {"public_id": each.public_id, "filename": each.filename}
        for each in release.attachments.all()
    ]


def _slugs(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    """Of releases, its family's and what it corrects; of all else, what it states something of."""
    if pattern.name in _OF_RELEASES:
        return [{"slug": each.slug} for each in _family(release, instant)]
    if pattern.name in _OF_CATEGORIES:
        return [
            {"slug": each.slug} for each in (release.translation_of or release).categories.all()
        ]
    section = str(pattern.pattern).partition("/")[0]
    return [{"slug": slug} for kind, slug in _subjects(release, instant) if kind == section]


def _slugs_and_years(
    pattern: URLPattern, release: Release, instant: datetime
) -> list[dict[str, Any]]:
    """Of the categories it bears, its year."""
    slugs, years = _slugs(pattern, release, instant), _years(pattern, release, instant)
    return [slug | year for slug in slugs for year in years]


def _kinds(pattern: URLPattern, release: Release, instant: datetime) -> list[dict[str, Any]]:
    """All that the address takes: its converter lists them."""
    return [{"kind": kind} for kind in pattern.pattern.converters["kind"].regex.split("|")]


def _family(release: Release, instant: datetime) -> list[Release]:
    original = release.translation_of or release
    versions = Release.objects.public(instant).filter(translation_of=original)
    related = [original, *versions.order_by("pk"), original.corrects, release.corrects]
    known = {each.pk: each for each in (release, *related) if each is not None}
    return list(known.values())


def _subjects(release: Release, instant: datetime) -> list[tuple[str, str]]:
    """``("facilities", "wuxi")``: the first and the last part of the address of each subject."""
    original = release.translation_of or release
    told = facts.facts_by_part(original, instant).values()
    addresses = {subject.address for each in told for fact in each for subject in fact.subjects}
    parts = [address.strip("/").split("/") for address in sorted(addresses)]
    return [(each[0], each[-1]) for each in parts]


def _must_name(
    name: str, kwargs: dict[str, Any], release: Release, language: str, instant: datetime
) -> bool:
    if name in _OF_RELEASES:
        return str(kwargs["slug"]) == release.slug
    if name == "sitemap_year":
        return True
    if name not in _LISTS:
        return False
    with translation.override(language):
        return versions.one_as_read(release.translation_of or release, instant) == release


_MAKERS: dict[frozenset[str], Callable[[URLPattern, Release, datetime], list[dict[str, Any]]]] = {
    frozenset(): _nothing,
    frozenset({"year"}): _years,
    frozenset({"section"}): _sections,
    frozenset({"kind"}): _kinds,
    frozenset({"slug"}): _slugs,
    frozenset({"slug", "year"}): _slugs_and_years,
    frozenset({"public_id", "filename"}): _files,
}
