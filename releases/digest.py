"""A bundle as bytes: what an approval is bound to.

The form is JSON with sorted keys, no blanks, UTF-8: the release's own content columns, then every
registered part. Any difference a reader could see is a difference in these bytes.
"""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from releases import statements
from releases.models import Release
from releases.models.release import CONTROLLED

FORMAT_VERSION = "ircms-bundle/3"
# Written by transitions or derived: outside what is approved.
NOT_CONTENT = frozenset({"id", "out_at", *CONTROLLED})


def content_fields() -> "list[models.Field[Any, Any]]":
    """The release's columns that approval binds: all but the controlled and derived ones."""
    return [field for field in Release._meta.concrete_fields if field.name not in NOT_CONTENT]


def canonical_bytes(release: Release) -> bytes:
    """``release`` as stored now, with all its parts, as canonical UTF-8 JSON."""
    names = [field.attname for field in content_fields()]
    row = Release.objects.filter(pk=release.pk).values(*names).get()
    document: dict[str, Any] = {"format": FORMAT_VERSION, "release": row}
    for part in statements.parts():
        rows = part.model._default_manager.filter(**{part.release_path: release.pk})
        document[part.key] = list(rows.order_by(*part.order).values(*part.fields))
    text = json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )
    return text.encode()


def _plain(value: object) -> str:
    """Values JSON has no form for. Raises TypeError for one with no agreed form."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form: add one in releases/digest.py.")
