"""What exists at the desk of releases, of what hangs on them, and of what tells of them."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.roles import AUDITOR
from audit.models import Entry
from ircms.edge import AsOfRequest
from outbox.models import Message
from releases import insiders, statements
from releases.models import Insider, Release, SharedRowAuthor


def known_rows(request: AsOfRequest, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of ``rows``, of whatever model, that exist for the user of ``request``: a condition
    of ``ircms.existence``."""
    # Long to write down, and the same on every field of a page.
    made: dict[Any, Q | None] = request.__dict__.setdefault("known_conditions", {})
    key = (rows.model, request.user.pk, request.as_of)
    if key not in made:
        made[key] = _condition(rows.model, request.user, request.as_of)
    condition = made[key]
    return rows if condition is None else rows.filter(condition)


def _condition(model: type[Model], user: Any, at: datetime) -> Q | None:
    if model is Release:
        return insiders.known_q(user, at)
    if model is Message:
        return _messages_q(user, at)
    if model is Entry:
        return _entries_q(user, at)
    return insiders.shared_q(model, user, at)


def _messages_q(user: Any, at: datetime) -> Q:
    """Mails lead to a release, and name it by nothing else (``releases/concerned.py``)."""
    address = Concat(Value("/admin/releases/release/"), Cast("pk", CharField()), Value("/change/"))
    known = Q()
    for releases in insiders.hidden(user, at):
        known &= ~Q(path__in=releases.annotate(address=address).values("address"))
    # Lists outlive deleted drafts, and go on to hide what is left of them.
    mine = Insider.objects.filter(user=user).values("release_id")
    gone = Insider.objects.exclude(release_id__in=Release.objects.values("pk"))
    address = Concat(
        Value("/admin/releases/release/"), Cast("release_id", CharField()), Value("/change/")
    )
    unseen = gone.exclude(release_id__in=mine).annotate(address=address).values("address")
    return known & ~Q(path__in=unseen)


def _entries_q(user: Any, at: datetime) -> Q:
    """Entries of releases, and of the rows that many of them may mention."""
    of_none = Q(release_id__isnull=True)
    known = Q()
    for releases in insiders.hidden(user, at):
        known &= of_none | ~Q(release_id__in=releases.values("pk"))
    for model in _shared_models():
        rule = insiders.shared_q(model, user, at)
        unknown = model._default_manager.exclude(
            pk__in=model._default_manager.filter(rule).values("pk")
        )
        table = model._meta.db_table
        known &= ~Q(table=table, row_id__in=unknown.values("pk"))
        authors = SharedRowAuthor.objects.filter(table=table, row_id=OuterRef("row_id"))
        known &= (
            ~Q(table=table)
            | Q(row_id__in=model._default_manager.values("pk"))
            | ~Q(Exists(authors))
            | Q(Exists(authors.filter(user=user)))
        )
    return known


def _shared_models() -> list[type[Model]]:
    behind = {
        model for part in statements.parts() for model in (part.bound_model, part.copied_model)
    }
    return sorted((model for model in behind if model is not None), key=lambda m: m._meta.label)


def omitted(request: AsOfRequest) -> int | None:
    """How many releases do not exist for an auditor, as a bare number; None for anybody else."""
    user: Any = request.user
    if not Group.objects.filter(name=AUDITOR, user=user).exists():
        return None
    return sum(releases.count() for releases in insiders.hidden(user, request.as_of))
