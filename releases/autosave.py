"""What somebody typed and has not saved: kept beside the release, for them alone.

Nothing here touches a release. Its revision, its review and its approval stay as they are until the
form is saved, and only saving publishes, submits or changes anything (docs/writing.md).
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from releases import insiders
from releases.models import Release, Unsaved

# Of one text; a body may have a million characters, in Chinese three bytes each.
MOST_BYTES = 4_000_000
# Of one person: beyond it the oldest go.
MOST_TEXTS = 50
# Of everybody's old texts, so many go each time.
_DROPPED_AT_ONCE = 100
KEPT_FOR = timedelta(days=30)
# The form counts what it sends, so that what arrives late does not replace what was typed after it.
COUNT = "open_count"

Fields = dict[str, list[str]]


class NotKept(Exception):
    """What was typed is not kept; the message says why and what to do."""


class TooLong(NotKept):
    """There is more of it than is kept."""


def keep(
    *,
    by: Any,
    release: Release | None,
    form: UUID,
    revision: int,
    fields: Fields,
    at: datetime,
    instead_of: UUID | None = None,
) -> None:
    """Keep ``fields`` as what ``by`` has typed into ``form``, instead of what was kept of it and of
    the form whose text it took up. ``release`` is None for one that was never saved.

    Raises NotKept for more than is kept, and for a form that is of another release.
    """
    fields = {name: [each.replace("\x00", "") for each in said] for name, said in fields.items()}
    size = len(json.dumps(fields, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        most = f"{MOST_BYTES / 1_000_000:.0f} MB"
        raise TooLong(
            f"What you typed is longer than {most}, and not kept: save it, or shorten it."
        )
    key = release.pk if release is not None else None
    with transaction.atomic():
        typed = {"fields": fields, "kept_at": at, "revision": revision if key else 0}
        row, is_new = Unsaved.objects.select_for_update().get_or_create(
            user=by, form=form, defaults=typed | {"release": release}
        )
        if row.release_id != key:
            raise NotKept("This form is of another release: open the page again.")
        if is_new:
            _tidy(by, at)
        elif _count(row.fields) <= _count(fields):
            Unsaved.objects.filter(pk=row.pk).update(**typed)
        _drop_old(at)
        if instead_of is not None and instead_of != form:
            texts(by, release).filter(form=instead_of).delete()


def texts(user: Any, release: Release | None) -> QuerySet[Unsaved]:
    """What ``user`` typed into forms of ``release`` (None: of new ones) and has not saved, newest
    first. Ask it of a release that exists for them."""
    key = release.pk if release is not None else None
    of_it = Q(release__isnull=True) if key is None else Q(release_id=key)
    return Unsaved.objects.filter(of_it, user=user).order_by("-kept_at", "-pk")


def everywhere(user: Any, at: datetime) -> QuerySet[Unsaved]:
    """What ``user`` typed and has not saved, newest first, of releases that exist for them at
    ``at`` and are not public."""
    known = Release.objects.filter(insiders.known_q(user, at), pk=OuterRef("release_id"))
    told = Release.objects.ever_public(at).filter(pk=OuterRef("release_id"))
    is_theirs = Q(release__isnull=True) | (Q(Exists(known)) & ~Q(Exists(told)))
    return Unsaved.objects.filter(is_theirs, user=user).order_by("-kept_at", "-pk")


def forget(user: Any, forms: Iterable[UUID]) -> int:
    """Drop what ``user`` typed into ``forms``: it is saved, or not wanted. How many there were."""
    dropped, _ = Unsaved.objects.filter(user=user, form__in=list(forms)).delete()
    return dropped


def _count(fields: Any) -> int:
    said = "".join(fields.get(COUNT, []))
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _tidy(user: Any, at: datetime) -> None:
    """What ``user`` cannot take up any more goes: texts of releases that are public or gone, and
    the oldest of too many."""
    mine = Unsaved.objects.filter(user=user)
    of_it = Release.objects.filter(pk=OuterRef("release_id"))
    is_gone = Q(release__isnull=False) & ~Q(Exists(of_it))
    is_told = Q(Exists(Release.objects.ever_public(at).filter(pk=OuterRef("release_id"))))
    mine.filter(is_gone | is_told).delete()
    too_many = mine.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST_TEXTS:]
    Unsaved.objects.filter(pk__in=list(too_many)).delete()


def _drop_old(at: datetime) -> None:
    """Old texts go, whoever's they are: their owner may never come back to type another. What
    somebody else is just writing or dropping is left to them."""
    old = Unsaved.objects.filter(kept_at__lt=at - KEPT_FOR).order_by("kept_at", "pk")
    rows = old.select_for_update(skip_locked=True).values_list("pk", flat=True)
    if keys := list(rows[:_DROPPED_AT_ONCE]):
        Unsaved.objects.filter(pk__in=keys).delete()
