"""What the user typed into forms and did not save: kept for them, and found again here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from ircms.edge import AsOfRequest
from releases import autosave
from releases.admin.desk.lines import SHOWN
from releases.models import Release, Unsaved

UNTITLED = "A release without a headline"


@dataclass(frozen=True)
class Typed:
    """A text that was kept, and the form on which it is found."""

    title: str
    address: str
    kept_at: datetime
    release: Release | None
    is_behind: bool  # the release has been saved since, by whomever


def kept(request: AsOfRequest) -> list[Typed]:
    """The newest first; of releases that exist for the user and are not public."""
    rows = autosave.everywhere(request.user, request.as_of).select_related("release")
    return [_typed(row) for row in rows[:SHOWN]]


def _typed(row: Unsaved) -> Typed:
    release = row.release
    page, args = ("add", []) if release is None else ("change", [release.pk])
    address = reverse(f"admin:releases_release_{page}", args=args)
    return Typed(
        title=_headline(row.fields) or (release.headline if release else UNTITLED),
        address=f"{address}?unsaved={row.form}",
        kept_at=row.kept_at,
        release=release,
        is_behind=release is not None and release.revision > row.revision,
    )


def _headline(fields: Any) -> str:
    """As typed; a form's values are lists, or single ones."""
    value = fields.get("headline", "") if isinstance(fields, Mapping) else ""
    text = value[0] if isinstance(value, list) and value else value
    return " ".join(str(text).split()) if text else ""
