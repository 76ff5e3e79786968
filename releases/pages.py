"""What pages are made of: a stretch of the newsroom, and a release with all its parts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from releases import corrections, passages
from releases.models import Release
from releases.querysets import ReleaseQuerySet
from releases.told import told
from releases.tombstones import Tombstone


@dataclass(frozen=True)
class Page:
    """A stretch of the newsroom, newest first, and the releases to go on from.

    ``older_than`` and ``newer_than`` are the last and first release shown, or None at the end of
    that direction. There is no total and no page number: counting a million rows is not needed to
    read twenty.
    """

    releases: list[Release]
    older_than: Release | None
    newer_than: Release | None

    @classmethod
    def of(
        cls,
        releases: ReleaseQuerySet,
        *,
        length: int,
        at: datetime,
        before: Release | None = None,
        after: Release | None = None,
        year: int | None = None,
    ) -> Self:
        """The ``length`` releases older than ``before``, or newer than ``after``, or the newest;
        one more is asked for, to know whether there is more. ``releases`` are public at ``at``;
        with ``year``, only those of that year are meant."""
        stretch = cls._stretch(releases, before, after, at, year)
        if after is not None:
            found = list(stretch[: length + 1])
            shown = found[:length][::-1]
            has_newer, has_older = len(found) > length, True
        else:
            found = list(stretch[: length + 1])
            shown = found[:length]
            has_newer, has_older = before is not None, len(found) > length
        return cls(
            releases=shown,
            older_than=shown[-1] if shown and has_older else None,
            newer_than=shown[0] if shown and has_newer else None,
        )

    @staticmethod
    def _stretch(
        releases: ReleaseQuerySet,
        before: Release | None,
        after: Release | None,
        at: datetime,
        year: int | None,
    ) -> ReleaseQuerySet:
        """What the page begins with. The bound nearest to it is named first: of two on one column
        SQLite starts its walk at whichever comes first."""
        if after is not None:
            stretch = releases.newer_than(after, at)
        elif before is not None:
            stretch = releases.older_than(before)
        elif year is not None:
            return releases.in_year(year, at).newest_first(at)
        else:
            return releases.newest_first(at)
        return stretch if year is None else stretch.in_year(year)


def release_parts(release: Release, *, at: datetime) -> dict[str, Any]:
    """The template context of a release page: the release and all that hangs on it, as public at
    ``at``. The release itself has been asked for by the rule already."""
    original = release
    if release.translation_of_id is not None:
        original = Release.objects.public(at).get(pk=release.translation_of_id)
    versions = [original, *Release.objects.public(at).filter(translation_of=original)]
    texts = passages.printed_texts(release)
    corrected_by = corrections.by_release([original], at).get(original.pk, [])
    return {
        "release": release,
        "original": original,
        "told": told(release, original, texts, at),
        "contacts": list(release.printed_contacts.all()),
        "categories": list(release.categories.all()),
        "attachments": list(release.attachments.all()),
        "versions": sorted(versions, key=lambda version: version.language),
        "corrected_by": corrected_by,
        "is_corrected": bool(corrected_by),
        "corrects": corrections.what_they_correct([release], at).get(release.pk),
    }


def tombstone_parts(tombstone: Tombstone, *, at: datetime) -> dict[str, Any]:
    """What the page of a withdrawn release says: nothing of what was in it, and what corrects it,
    as public at ``at``."""
    original = tombstone.original
    corrected_by = corrections.by_release([original], at).get(original.pk, [])
    return {
        "release": tombstone.release,
        "withdrawal": tombstone.withdrawal,
        "corrected_by": [each for each in corrected_by if each.withdrawal is None],
    }


def neighbours(original: Release, *, at: datetime) -> dict[str, Release | None]:
    """The releases before and after ``original`` in the newsroom."""
    newsroom = Release.objects.public(at).originals()
    return {
        "newer": newsroom.newer_than(original, at).first(),
        "older": newsroom.older_than(original).first(),
    }
