"""The transitions that decide what becomes public: approve, import, release now, take back,
withdraw.

Each one checks the right to it and what it can explain; the database's guards
(``releases/guards``) refuse what must never be whoever asks, and are the last word.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Max

from ircms.actor import acting_as
from releases import digest, statements
from releases.guards.catalogue import FREEZE_SECONDS
from releases.models import Approval, Contribution, Release

if TYPE_CHECKING:
    from accounts.models import User

# A bundle is frozen this long before its time, and cannot be approved later than this before it:
# no transaction begun in time can then be seen only after the bundle's second.
FREEZE = timedelta(seconds=FREEZE_SECONDS)


APPROVE = "releases.approve_release"
IMPORT_HISTORIC = "releases.import_historic_release"
RELEASE_NOW = "releases.release_now_release"
TAKE_BACK = "releases.take_back_release"
WITHDRAW = "releases.withdraw_release"


class TransitionRefused(ValidationError):
    """A release cannot go that way; the message says why and what to do instead."""


def approve(release: Release, *, by: "User", at: datetime, revision: int) -> Approval:
    """Approve ``release`` as it stood at ``revision``, the one reviewed.

    Raises TransitionRefused when it has changed since, when ``by`` contributed to it since the
    last approval, or when it would be public at once.
    """
    with _locked(release, by) as stored:
        _check_review(stored, by, revision)
        _check_right(by, APPROVE)
        if stored.publish_at is not None and stored.publish_at <= at + FREEZE:
            raise TransitionRefused(
                "Its time has come or is less than ten seconds away, so approving would make it "
                "public at once. Choose a later time, or approve it without one and release it now."
            )
        return _record(stored, by, at, Approval.Kind.APPROVAL)


def import_historic(release: Release, *, by: "User", at: datetime, revision: int) -> Approval:
    """Approve what was public elsewhere before it came into this system: public at once, at its
    past time. A transition of its own, recorded as such. Raises TransitionRefused as ``approve``
    does, and when ``publish_at`` is not past."""
    with _locked(release, by) as stored:
        _check_review(stored, by, revision)
        _check_right(by, IMPORT_HISTORIC)
        if stored.publish_at is None or stored.publish_at > at:
            raise TransitionRefused("Only what went out in the past can be entered as historic.")
        return _record(stored, by, at, Approval.Kind.HISTORIC_IMPORT)


def release_now(release: Release, *, by: "User", at: datetime, revision: int) -> None:
    """Make an approved release public at ``at``, as it stood at ``revision``, the one looked at;
    the approval stays what it was. Raises TransitionRefused where it has changed since."""
    with _locked(release, by) as stored:
        _check_right(by, RELEASE_NOW)
        _check_revision(stored, revision)
        if not stored.is_approved:
            raise TransitionRefused("Only an approved release can be released now.")
        if stored.out_at is not None and stored.out_at <= at:
            raise TransitionRefused("It is public already.")
        Release.objects.filter(pk=stored.pk).update(released_at=at)


def take_back(release: Release, *, by: "User", at: datetime, revision: int) -> None:
    """Take the approval of ``revision`` back, up to the release's second: it does not go out, and
    what it says stays as it is. Raises TransitionRefused once it is public."""
    with _locked(release, by) as stored:
        _check_right(by, TAKE_BACK)
        _check_revision(stored, revision)
        if not stored.is_approved:
            raise TransitionRefused("It is not approved.")
        if stored.is_public(at):
            raise TransitionRefused("It is public: withdraw it, with a reason.")
        Release.objects.filter(pk=stored.pk).update(approved_revision=None)


def withdraw(release: Release, *, by: "User", at: datetime, reason: str) -> None:
    """Take a public release back, with the reason that readers will be told."""
    if not reason.strip():
        raise TransitionRefused("Say why it is withdrawn: readers will be told.")
    with _locked(release, by) as stored:
        _check_right(by, WITHDRAW)
        if not stored.is_public(at):
            raise TransitionRefused("Only a public release can be withdrawn.")
        Release.objects.filter(pk=stored.pk).update(withdrawn_at=at, withdrawal_reason=reason)


def contributors_since_last_approval(release: Release) -> set[int]:
    """Keys of the users who may not approve ``release`` as it stands. An approval of this very
    revision, taken back by a hold, clears nobody."""
    earlier = Approval.objects.filter(release=release, revision__lt=release.revision)
    last = earlier.aggregate(last=Max("revision"))["last"] or 0
    rows = Contribution.objects.filter(release_id=release.pk, last_revision__gt=last)
    return set(rows.values_list("user_id", flat=True))


@contextmanager
def _locked(release: Release, by: "User") -> Iterator[Release]:
    """The stored row, locked against every other change of its bundle until the end; then
    ``release`` itself is brought up to date."""
    with acting_as(by):
        yield Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    release.refresh_from_db()


def _check_right(by: "User", right: str) -> None:
    """The pages ask first; this asks whoever calls (roles: ``accounts/roles.py``)."""
    if not by.has_perm(right):
        raise TransitionRefused(f"This is not among the rights of {by} ({right}).")


def _check_revision(stored: Release, revision: int) -> None:
    if stored.revision != revision:
        raise TransitionRefused(
            f"It has changed since it was reviewed (revision {revision}, now {stored.revision}). "
            "Read it again first."
        )


def _check_review(stored: Release, by: "User", revision: int) -> None:
    _check_revision(stored, revision)
    if not by.is_active:
        raise TransitionRefused(f"The account of {by} is switched off.")
    if stored.is_approved:
        raise TransitionRefused("It is approved as it stands already.")
    if by.pk in contributors_since_last_approval(stored):
        raise TransitionRefused(
            f"{by} contributed to it since the last approval. Somebody else has to approve it."
        )
    if not stored.body:
        raise TransitionRefused("It has no text yet.")
    if said := statements.objections(stored):
        raise TransitionRefused(" ".join(said))
    original = stored.translation_of
    if original is not None and not original.is_approved:
        raise TransitionRefused("Its original is not approved: approve that one first.")


def _record(stored: Release, by: "User", at: datetime, kind: Approval.Kind) -> Approval:
    canonical = digest.canonical_bytes(stored)
    approval = Approval.objects.create(
        release=stored,
        kind=kind,
        approver=by,
        approved_at=at,
        revision=stored.revision,
        canonical=canonical,
        format_version=digest.FORMAT_VERSION,
        sha256=hashlib.sha256(canonical).hexdigest(),
    )
    Release.objects.filter(pk=stored.pk).update(approved_revision=stored.revision)
    return approval
