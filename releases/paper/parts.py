"""What the other forms of a release are made of: no more than they say."""

from datetime import datetime
from typing import Any

from releases import corrections, facts, passages
from releases.facts import NumberedFact
from releases.models import Release


def of_text(release: Release, at: datetime) -> dict[str, Any]:
    """``release`` and what is printed with it, as public at ``at``; it has been asked for by the
    rule already."""
    original = _original(release, at)
    return {
        "release": release,
        "texts": passages.printed_texts(release),
        "contacts": list(release.printed_contacts.all()),
        "attachments": list(release.attachments.all()),
        "corrected_by": corrections.by_release([original], at).get(original.pk, []),
        "corrects": corrections.what_they_correct([release], at).get(release.pk),
    }


def of_paper(release: Release, at: datetime) -> dict[str, Any]:
    """The same, with its subjects and what it states."""
    parts = of_text(release, at)
    return parts | {
        "categories": list(release.categories.all()),
        "facts": _stated(_original(release, at), at),
        "is_corrected": bool(parts["corrected_by"]),
    }


def _original(release: Release, at: datetime) -> Release:
    if release.translation_of_id is None:
        return release
    return Release.objects.public(at).get(pk=release.translation_of_id)


def _stated(original: Release, at: datetime) -> list[NumberedFact]:
    return facts.numbered(original, facts.facts_by_part(original, at))
