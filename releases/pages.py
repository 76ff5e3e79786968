"""What the page of a release is made of: the release with all its parts."""

from datetime import datetime
from typing import Any

from releases import corrections, passages
from releases.models import Release
from releases.told import told
from releases.tombstones import Tombstone
from releases.versions import as_read, languages_of, notice


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
        "languages": languages_of(release, original, versions),
        "language_notice": notice(release, versions),
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
    found = {
        "newer": newsroom.newer_than(original, at).first(),
        "older": newsroom.older_than(original).first(),
    }
    read = iter(as_read([each for each in found.values() if each is not None], at))
    return {way: each and next(read) for way, each in found.items()}
