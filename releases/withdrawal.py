"""Withdrawal: what was public is taken back, with a reason that readers are told."""

from datetime import datetime
from typing import TYPE_CHECKING

from releases.models import Release, Step
from releases.transitions import WITHDRAW, TransitionRefused, locked, take_step, words

if TYPE_CHECKING:
    from accounts.models import User


def withdraw(release: Release, *, by: "User", at: datetime, reason: str) -> Step:
    """Take a public release back with all its language versions, whichever of them is named: they
    say the same. Their pages say from then on that they are withdrawn, when, and why.

    Raises TransitionRefused without a reason, and for what is not public.
    """
    said = words(reason, "Say why it is withdrawn: readers will be told.")
    original = release.translation_of or release
    with locked(original, by, WITHDRAW, at, with_versions=True) as stored:
        if not release.is_public(at):
            raise TransitionRefused("Only a public release can be withdrawn.")
        family = Release.objects.public(at).filter(pk__in=_family(stored))
        keys = list(family.values_list("pk", flat=True))
        for each in Release.objects.filter(pk__in=keys).order_by("pk"):
            Release.objects.filter(pk=each.pk).update(withdrawn_at=at, withdrawal_reason=said)
            step = take_step(each, Step.Kind.WITHDRAWN, by=by, at=at, text=said)
    release.refresh_from_db()
    return step


def _family(original: Release) -> list[int]:
    return [original.pk, *original.translations.values_list("pk", flat=True)]
