"""The newsroom: what of all news a page shows, newest first, and what is said of each.

No page counts, and none walks past what it does not show: each shelf has an index in the order in
which it is read (all news, one language's, one category's), and a page begins at a release of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Self

from django.db.models import OuterRef, Subquery
from django.http import Http404

from company.models import Category
from ircms.market_day import market_day
from releases import corrections
from releases.corrections import Corrected, Correction
from releases.models import Release, ReleaseCategory
from releases.querysets import NewestFirstQuerySet, PublicQuerySet, public_years
from releases.tombstones import Withdrawal, withdrawal_of
from releases.versions import as_read

Rows = NewestFirstQuerySet[Any]
# What finds news by its words, as search/results.py does: the app that knows how puts itself here.
# Without it the pages have no field to search with.
finders: list[Callable[..., Any]] = []


@dataclass(frozen=True)
class Shelf:
    """A part of the newsroom as readers know it at ``at``: all news, that under one category or
    that in one language (translations too); of all years or of one.

    ``is_past_day`` leaves out what has been withdrawn since, as every page of a past day does.
    """

    at: datetime
    category: Category | None = None
    language: str = ""
    year: int | None = None
    is_past_day: bool = False

    def public(self) -> Rows:
        """The rows that are public; of all years."""
        return self._part_of(self._originals().public(self.at))

    def known(self) -> Rows:
        """The rows that are public or have a tombstone; of all years."""
        rows = self._originals()
        known = rows.public(self.at) if self.is_past_day else rows.ever_public(self.at)
        return self._part_of(known)

    def years(self) -> list[int]:
        """The years of which there is something public here, newest first."""
        return public_years(self.public(), self.at)

    def _originals(self) -> Rows:
        if self.category is not None:
            return ReleaseCategory.objects.filter(category=self.category).originals()
        if self.language:
            return Release.objects.filter(language=self.language)
        return Release.objects.originals()

    def _part_of(self, rows: Any) -> Rows:
        related = "release" if self.category is not None else "translation_of"
        found: Rows = rows.select_related(related)
        return found


@dataclass(frozen=True)
class Item:
    """A line of the newsroom: a release with what corrects it and what it corrects; of one that is
    withdrawn, only that."""

    release: Release
    withdrawal: Withdrawal | None
    corrected_by: list[Correction]
    corrects: Corrected | None


@dataclass(frozen=True)
class Month:
    """The lines of a month, which begins with the day ``first`` on the market's calendar."""

    first: date
    items: list[Item]


@dataclass(frozen=True)
class Page:
    """A stretch of a shelf, newest first, and the releases to go on from. Each is in the reader's
    language where it has a version in it, unless the shelf is of a language itself.

    ``older_than`` and ``newer_than`` are the last and first release shown, or None at the end of
    that direction. There is no total and no page number: counting a million rows is not needed to
    read twenty.
    """

    items: list[Item]
    older_than: Release | None
    newer_than: Release | None

    @classmethod
    def of(
        cls, shelf: Shelf, *, length: int, before: Release | None = None,
        after: Release | None = None,
    ) -> Self:  # fmt: skip
        """The ``length`` releases older than ``before``, or newer than ``after``, or the newest;
        one more is asked for, to know whether there is more."""
        found = [_release(row) for row in _stretch(shelf, before, after)[: length + 1]]
        shown = found[:length]
        if after is not None:
            shown = shown[::-1]
            has_newer, has_older = len(found) > length, True
        else:
            has_newer, has_older = before is not None, len(found) > length
        return cls(
            items=_items(shown if shelf.language else as_read(shown, shelf.at), shelf.at),
            older_than=shown[-1] if shown and has_older else None,
            newer_than=shown[0] if shown and has_newer else None,
        )

    @property
    def releases(self) -> list[Release]:
        """What is shown, tombstones too."""
        return [item.release for item in self.items]

    @property
    def months(self) -> list[Month]:
        """The lines under the months of their days."""
        return [Month(first, list(items)) for first, items in groupby(self.items, _month)]


def newest(shelf: Shelf, length: int) -> list[Release]:
    """The newest ``length`` public releases on ``shelf``."""
    return [_release(row) for row in shelf.public().newest_first(shelf.at)[:length]]


def categories(at: datetime) -> list[Category]:
    """The categories that a release public at ``at`` bears, by name: one query, and one look-up for
    each there is."""
    # Ordered and cut to one, so that a planner takes the index and not a walk over the table.
    borne = ReleaseCategory.objects.public(at).originals().newest_first(at)
    newest = borne.filter(category=OuterRef("pk")).values("release")[:1]
    found = Category.objects.annotate(newest=Subquery(newest)).filter(newest__isnull=False)
    return list(found.order_by("name"))


def named(borne: Iterable[Category], slug: str) -> Category:
    """The one of ``borne`` at ``slug``. Raises Http404 where it is none of them: a category that no
    public release bears is unknown."""
    found = next((each for each in borne if each.slug == slug), None)
    if found is None:
        raise Http404
    return found


def languages(at: datetime) -> list[str]:
    """The languages in which a release is public at ``at``, as codes in their usual order: one
    query."""
    public = Release.objects.public(at).newest_first(at)
    probes: dict[str, Any] = {
        f"in_{number}": Subquery(public.filter(language=code).values("pk")[:1])
        for number, code in enumerate(Release.Language.values)
    }
    found = public.values(**probes).first() or {}
    pairs = enumerate(Release.Language.values)
    return [code for number, code in pairs if found.get(f"in_{number}") is not None]


def known_release(slug: str, shelf: Shelf) -> Release | None:
    """The release at ``slug``, if readers of ``shelf`` know of it: a place to go on from."""
    releases: PublicQuerySet[Release] = Release.objects.filter(slug=slug)
    at = shelf.at
    known = releases.public(at) if shelf.is_past_day else releases.ever_public(at)
    return known.first()


def _stretch(shelf: Shelf, before: Release | None, after: Release | None) -> Rows:
    """What the page begins with. The bound nearest to it is named first: of two on one column
    SQLite starts its walk at whichever comes first."""
    rows, at = shelf.known(), shelf.at
    if after is not None:
        stretch = rows.newer_than(after, at)
    elif before is not None:
        stretch = rows.older_than(before)
    elif shelf.year is not None:
        return rows.in_year(shelf.year, at).newest_first(at)
    else:
        return rows.newest_first(at)
    return stretch if shelf.year is None else stretch.in_year(shelf.year)


def _release(row: Release | ReleaseCategory) -> Release:
    return row if isinstance(row, Release) else row.release


def _items(releases: list[Release], at: datetime) -> list[Item]:
    originals = [release.translation_of or release for release in releases]
    corrected_by = corrections.by_release(originals, at)
    corrects = corrections.what_they_correct(releases, at)
    return [
        Item(
            release=release,
            withdrawal=withdrawal_of(release),
            corrected_by=corrected_by.get(original.pk, []),
            corrects=corrects.get(release.pk),
        )
        for release, original in zip(releases, originals, strict=True)
    ]


def _month(item: Item) -> date:
    out_at = item.release.out_at
    assert out_at is not None  # noqa: S101 -- what readers know of has gone out
    return market_day(out_at).replace(day=1)
