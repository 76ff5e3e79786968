"""What pages are made of: a stretch of the newsroom, and a release with all its parts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from releases import passages
from releases.models import Release
from releases.querysets import ReleaseQuerySet, corrected_q
from releases.told import told


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
    corrections = Release.objects.public(at).filter(corrects__in=versions)
    return {
        "release": release,
        "original": original,
        "told": told(release, original, texts, at),
        "contacts": list(release.printed_contacts.all()),
        "categories": list(release.categories.all()),
        "attachments": list(release.attachments.all()),
        "versions": sorted(versions, key=lambda version: version.language),
        "corrected_by": corrections.newest_first(at).first(),
        "is_corrected": Release.objects.filter(corrected_q(at), pk=original.pk).exists(),
        "corrects": _corrected(original, at),
    }


def neighbours(original: Release, *, at: datetime) -> dict[str, Release | None]:
    """The releases before and after ``original`` in the newsroom."""
    newsroom = Release.objects.public(at).originals()
    return {
        "newer": newsroom.newer_than(original, at).first(),
        "older": newsroom.older_than(original).first(),
    }


def _corrected(release: Release, at: datetime) -> Release | None:
    """The public release that ``release`` corrects, if it corrects one."""
    if release.corrects_id is None:
        return None
    return Release.objects.public(at).filter(pk=release.corrects_id).first()
