"""Review: a writer asks for it, an approver answers, and what was said stays."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from releases.models import Asked, Release, Step
from releases.transitions import (
    COMMENT,
    SEND_BACK,
    SUBMIT,
    TransitionRefused,
    check_not_public,
    check_revision,
    locked,
    take_step,
    words,
)

if TYPE_CHECKING:
    from accounts.models import User


def submit(
    release: Release,
    *,
    by: "User",
    at: datetime,
    revision: int,
    text: str = "",
    asking: "Collection[User]" = (),
) -> Step:
    """Say that ``revision`` is finished and may be approved; ``asking`` are told that it waits for
    them. Raises TransitionRefused where it has changed since, or is past that."""
    with locked(release, by, SUBMIT, at) as stored:
        check_revision(stored, revision)
        check_not_public(stored, at)
        if stored.is_approved:
            raise TransitionRefused("It is approved as it stands already.")
        if stored.is_in_review:
            raise TransitionRefused("It is in review as it stands already.")
        check_can_answer(stored, asking, at)
        return enter_review(stored, by=by, at=at, text=text.strip(), asking=asking)


def enter_review(
    stored: Release,
    *,
    by: "User",
    at: datetime,
    text: str = "",
    asking: "Collection[User]" = (),
) -> Step:
    """Put the locked row ``stored`` into review as it stands, and record who is asked."""
    Release.objects.filter(pk=stored.pk).update(submitted_revision=stored.revision)
    stored.submitted_revision = stored.revision
    step = take_step(stored, Step.Kind.SUBMITTED, by=by, at=at, text=text, also=asking)
    Asked.objects.bulk_create(Asked(step=step, user=user) for user in asking)
    return step


def check_can_answer(stored: Release, asking: "Collection[User]", at: datetime) -> None:
    """Refuse to ask somebody who could not approve: in vain, and they would learn of it."""
    from releases import approval, insiders

    contributors = approval.contributors_since_last_approval(stored)
    for user in asking:
        if not user.has_perm("releases.approve_release") or not user.is_active:
            raise TransitionRefused(f"{user} has no right to approve: ask somebody else.")
        if user.pk in contributors:
            raise TransitionRefused(f"{user} contributed to it: ask somebody else.")
        if not insiders.knows(user, stored, at):
            raise TransitionRefused(f"{user} is not on its insider list: name them there first.")


def comment(release: Release, *, by: "User", at: datetime, text: str) -> Step:
    """Say something on ``release`` to colleagues; nothing of it changes."""
    said = words(text, "Write the comment.")
    with locked(release, by, COMMENT, at) as stored:
        return take_step(stored, Step.Kind.COMMENTED, by=by, at=at, text=said)


def send_back(release: Release, *, by: "User", at: datetime, revision: int, text: str) -> Step:
    """Send ``revision`` back to its writers, from review or after it was approved; its time stays,
    the approval falls. Raises TransitionRefused without a comment, and once it is public."""
    said = words(text, "Say what is to be changed: the writers are told.")
    with locked(release, by, SEND_BACK, at) as stored:
        return _end(stored, Step.Kind.SENT_BACK, by=by, at=at, revision=revision, text=said)


def recall(release: Release, *, by: "User", at: datetime, revision: int, text: str = "") -> Step:
    """Take ``revision`` back from review, or its approval, as the side that wrote it."""
    with locked(release, by, SUBMIT, at) as stored:
        said = text.strip()
        return _end(stored, Step.Kind.RECALLED, by=by, at=at, revision=revision, text=said)


def _end(stored: Release, kind: str, *, by: "User", at: datetime, revision: int, text: str) -> Step:
    check_revision(stored, revision)
    check_not_public(stored, at)
    if not stored.is_approved and not stored.is_in_review:
        raise TransitionRefused("It is a draft: it is neither in review nor approved.")
    unapprove(stored)
    return take_step(stored, kind, by=by, at=at, text=text)


def unapprove(stored: Release) -> None:
    """Make a draft of the locked row ``stored`` again: neither approved nor in review."""
    Release.objects.filter(pk=stored.pk).update(approved_revision=None, submitted_revision=None)
