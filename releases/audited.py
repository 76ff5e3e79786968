"""What of this app, and of every statement, is in the audit."""

from collections.abc import Iterable, Iterator

from django.db import models

from audit.watched import Watched, described, watch, watch_each
from releases import statements
from releases.models import (
    Acknowledgement,
    Approval,
    Asked,
    ExchangeNotice,
    Insider,
    Release,
    Step,
)
from releases.models.release import CONTROLLED


def register() -> None:
    """Watch releases, their approvals, all that hangs on them, and the shared rows they print."""
    _watch_releases()
    watch(
        Approval,
        plain=("revision", "kind", "sha256", "approver_id", "approved_at", "format_version"),
        release_path="release",
    )
    watch(Step, plain=("kind", "by_id", "at", "revision"), release_path="release")
    watch(Asked, plain=("step_id", "user_id"), release_path="step__release")
    watch(Insider, plain=("user_id", "added_by_id", "added_at"), release_path="release")
    watch(
        Acknowledgement,
        plain=("by_id", "at", "revision", "code", "fingerprint"),
        release_path="release",
    )
    watch(
        ExchangeNotice,
        plain=("market", "given_at", "by_id", "recorded_at"),
        release_path="release",
    )
    watch_each(_bundle)


def _watch_releases() -> None:
    """A change of ``revision`` alone follows from a part's change, which has its own entry; every
    entry of a release says from which revision to which."""
    from releases.guards import catalogue

    changed = catalogue.differs(catalogue.release_columns(), "IS NOT")
    moments = [
        field.column
        for field in Release._meta.concrete_fields
        if isinstance(field, models.DateTimeField) and not field.generated
    ]
    numbers = [name for name in CONTROLLED if name.endswith("revision")]
    watch(
        Release,
        without=("revision",),
        plain=(*numbers, *moments),
        release_path="pk",
        foretold={
            "revision": f"CASE WHEN {changed} AND NEW.revision = OLD.revision "
            "THEN OLD.revision + 1 ELSE NEW.revision END"
        },
    )


def _bundle() -> Iterator[Watched]:
    for part in statements.parts():
        without = ("out_at",) if part.is_ranked else ()
        yield described(part.model, without=without, release_path=part.release_path)
        yield from _shared(model for model in (part.bound_model, part.copied_model) if model)


def _shared(models_: Iterable[type[models.Model]]) -> Iterator[Watched]:
    return (described(model) for model in models_)
