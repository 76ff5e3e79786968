"""A release with all that is approved with it, for whoever reads before approving."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from releases import facts
from releases.admin.state import goes_out
from releases.facts import NumberedFact
from releases.models import Release


def in_full(release: Release, at: datetime) -> dict[str, Any]:
    """The template context of ``admin/releases/release/_in_full.html``."""
    files = [
        {
            "file": file,
            "address": reverse("admin:releases_release_file", args=[release.pk, file.pk]),
        }
        for file in release.attachments.all()
    ]
    return {
        "release": release,
        "when": goes_out(release),
        "texts": [
            link.standing_text for link in release.printed_texts.select_related("standing_text")
        ],
        "contacts": list(release.printed_contacts.all()),
        "files": files,
        "categories": list(release.categories.all()),
        "facts": stated_facts(release, at),
    }


def stated_facts(release: Release, at: datetime) -> list[NumberedFact]:
    """What it states, in the order of its words; with the names that readers know at ``at``."""
    return facts.numbered(release, facts.facts_by_part(release, at))
