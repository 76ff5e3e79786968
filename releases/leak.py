"""Leak mode: it is out somewhere, and the company decides within a minute: release, or hold.

Nothing of the rules is lifted but the time to think: an approved bundle is released now by a
publisher; one that nobody has approved yet needs a second person, who approves it in the same act.
What pre-flight has against it does not stop that; it is acknowledged and recorded.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from releases import approval, insiders, review, schedule
from releases.models import Release, Step
from releases.transitions import (
    FREEZE,
    HOLD,
    RELEASE_NOW,
    TransitionRefused,
    check_not_public,
    check_revision,
    locked,
    take_step,
)

if TYPE_CHECKING:
    from accounts.models import User

REASON = "Leak mode: it is said to be out."


def release_bundle(
    release: Release,
    *,
    by: "User",
    at: datetime,
    revision: int,
    versions: Mapping[int, int] | None = None,
    approver: "User | None" = None,
) -> Step:
    """Put ``release`` out now, as it stood at ``revision``, with its approved language versions;
    one that is not approved, in the names of ``by`` and of ``approver``.

    Raises TransitionRefused as the transitions do that it is made of, and leaves everything as it
    was then.
    """
    with locked(release, by, RELEASE_NOW, at, with_versions=True) as stored:
        check_revision(stored, revision)
        check_not_public(stored, at)
        take_step(stored, Step.Kind.LEAKED, by=by, at=at, text=REASON)
        if not stored.is_approved:
            _approve_by_a_second_person(stored, by=by, at=at, approver=approver)
            stored.refresh_from_db()
        return schedule.release_now(
            stored,
            by=by,
            at=at,
            revision=stored.revision,
            versions=versions,
            is_leak=True,
        )


def _approve_by_a_second_person(
    stored: Release, *, by: "User", at: datetime, approver: "User | None"
) -> None:
    if approver is None:
        raise TransitionRefused("Nobody has approved it: a second person has to, here and now.")
    if approver.pk == by.pk:
        raise TransitionRefused("A second person has to approve it: four eyes, not two.")
    if not insiders.knows(approver, stored, at):
        raise TransitionRefused(f"{approver} is not on the insider list of this release.")
    if stored.held_at is not None:
        schedule.resume(stored, by=by, at=at, text=REASON)
    if stored.publish_at is not None and stored.publish_at <= at + FREEZE:
        # Its time has come, so that approving it would publish it by itself.
        stored.publish_at, stored.publish_time_known = None, True
        stored.save(update_fields=["publish_at", "publish_time_known"])
    if not stored.is_in_review:
        review.enter_review(stored, by=by, at=at, text=REASON, asking=[approver])
    approval.approve_in_leak_mode(stored, by=approver, at=at, revision=stored.revision)


def hold_bundle(release: Release, *, by: "User", at: datetime, reason: str = "") -> Step:
    """Stop it, approved or not: nobody can approve it until the hold is lifted."""
    with locked(release, by, HOLD, at) as stored:
        check_not_public(stored, at)
        take_step(stored, Step.Kind.LEAKED, by=by, at=at, text=REASON)
        return schedule.hold(stored, by=by, at=at, reason=reason.strip() or REASON)
