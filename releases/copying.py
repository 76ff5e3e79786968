"""A release written from a copy: anew, or to correct one that is public.

The copy remembers what it was copied from, so that the database counts whoever wrote that among
those who may not approve this (``copied_from``, releases/guards).
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import models

from releases import insiders, statements
from releases.models import Attachment, Insider, Release, Step
from releases.statements import Part
from releases.transitions import ADD, CORRECT, TransitionRefused, locked, take_step, words

if TYPE_CHECKING:
    from accounts.models import User

# What a copy takes over of the release's own row; the rest is of that occasion alone.
_COPIED = (
    "kind",
    "headline",
    "subheadline",
    "language",
    "dateline_places",
    "tickers",
    "wire",
    "body",
    "is_inside_information",
)
# Of a row that hangs on it: made anew for each.
_NEW = frozenset({"id", "release", "out_at", "public_id"})
_PREFIXES = {"en": "Correction: {}", "de": "Berichtigung: {}", "fr": "Rectificatif : {}"}


def copy(release: Release, *, by: "User", at: datetime) -> Release:
    """A new draft with the words and all the parts of ``release``, without its time, its address
    and its relations. Confidential where that is, with the same list."""
    with locked(release, by, ADD, at) as stored:
        return _copied(stored, by=by, at=at)


def correct(release: Release, *, by: "User", at: datetime, reason: str) -> Release:
    """A new draft written from a copy of the public ``release``, which it corrects: ``reason`` is
    what readers of both will be told. Raises TransitionRefused for what is not public."""
    said = words(reason, "Say what was wrong and what is right: readers will be told.")
    with locked(release, by, CORRECT, at) as stored:
        if not by.has_perm(ADD):
            raise TransitionRefused(f"{by} has no right to write a release.")
        if not stored.is_public(at):
            raise TransitionRefused(
                "Only a public release is corrected: a draft is changed, and what is approved is "
                "recalled first."
            )
        headline = _PREFIXES.get(stored.language, "{}").format(stored.headline)
        if len(headline) > 300:
            headline = stored.headline
        made = _copied(
            stored, by=by, at=at, headline=headline, corrects=stored, correction_reason=said
        )
        take_step(stored, Step.Kind.CORRECTED, by=by, at=at, text=said)
        return made


def _copied(stored: Release, *, by: "User", at: datetime, **columns: Any) -> Release:
    values = {name: getattr(stored, name) for name in _COPIED} | columns
    is_kept = not insiders.is_open(stored, at)
    made = Release.objects.create(**values, copied_from=stored, is_confidential=is_kept)
    if is_kept:
        people = {by.pk, *insiders.listed(stored).values_list("user_id", flat=True)}
        Insider.objects.bulk_create(
            Insider(release=made, user_id=key, added_by=by, added_at=at) for key in sorted(people)
        )
    copies: dict[tuple[type[models.Model], Any], models.Model] = {}
    # What others are within comes first.
    for part in sorted(statements.parts(), key=lambda part: bool(part.within)):
        rows = part.model._default_manager.filter(**{part.release_path: stored.pk})
        for row in rows.order_by(*part.order):
            copies[part.model, row.pk] = _copy_of(row, part, made, copies)
    made.refresh_from_db()
    return made


def _copy_of(
    row: models.Model,
    part: Part,
    release: Release,
    copies: dict[tuple[type[models.Model], Any], models.Model],
) -> models.Model:
    values: dict[str, Any] = {part.release_path: release}
    for field in part.model._meta.concrete_fields:
        if field.name not in _NEW and field.name != part.release_path:
            values[field.attname] = getattr(row, field.attname)
    if part.within:
        key = part.model._meta.get_field(part.within)
        assert isinstance(key, models.ForeignKey)  # noqa: S101 -- what a part is within, it has a key to
        outer = copies[key.remote_field.model, values.pop(key.attname)]
        values[part.within] = outer
    if isinstance(row, Attachment):
        # Bytes of its own, read through the check of their digest.
        values["file"] = ContentFile(b"".join(row.open_verified()), name=row.filename)
    made = part.model(**values)
    made.save()
    return made
