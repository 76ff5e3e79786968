"""A release with all that is approved with it, for whoever reads before approving."""

from typing import Any

from django.urls import reverse

from releases.admin.state import goes_out
from releases.models import Release


def in_full(release: Release) -> dict[str, Any]:
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
    }
