"""Approval: somebody who did not write it stands for exactly these bytes."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from releases import digest, statements
from releases.models import Approval, Contribution, Release, Step
from releases.transitions import (
    APPROVE,
    FREEZE,
    IMPORT_HISTORIC,
    TransitionRefused,
    check_revision,
    locked,
    take_step,
)

if TYPE_CHECKING:
    from accounts.models import User


def approve(
    release: Release,
    *,
    by: "User",
    at: datetime,
    revision: int,
    acknowledged: Collection[str] = (),
) -> Approval:
    """Approve ``release`` as it stood at ``revision``, the one reviewed; ``acknowledged`` are the
    fingerprints of pre-flight's warnings that ``by`` has seen and lets stand.

    Raises TransitionRefused when it has changed since, was not submitted, is on hold, when ``by``
    contributed to it since the last approval, when pre-flight speaks against it, or when it would
    be public at once.
    """
    with locked(release, by, APPROVE, at) as stored:
        check_revision(stored, revision)
        if not stored.is_in_review and not stored.is_approved:
            raise TransitionRefused("It has not been submitted for review as it stands.")
        _check_review(stored, by)
        if stored.publish_at is not None and stored.publish_at <= at + FREEZE:
            raise TransitionRefused(
                "Its time has come or is less than ten seconds away, so approving would make it "
                "public at once. Choose a later time, or approve it without one and release it now."
            )
        _check_preflight(stored, by, at, acknowledged)
        return _record(stored, by, at, Approval.Kind.APPROVAL)


def approve_in_leak_mode(release: Release, *, by: "User", at: datetime, revision: int) -> Approval:
    """As ``approve``, for what is said to be out already: what pre-flight has against it is
    acknowledged in the name of ``by``, all of it, and does not stop it."""
    from releases import preflight

    with locked(release, by, APPROVE, at) as stored:
        check_revision(stored, revision)
        _check_review(stored, by)
        preflight.acknowledge_everything(stored, by=by, at=at)
        return _record(stored, by, at, Approval.Kind.APPROVAL)


def import_historic(release: Release, *, by: "User", at: datetime, revision: int) -> Approval:
    """Approve what was public elsewhere before it came into this system: public at once, at its
    past time. A transition of its own, recorded as such; what it says cannot be mended any more, so
    pre-flight is not asked. Raises TransitionRefused as ``approve`` does, and when ``publish_at``
    is not past."""
    with locked(release, by, IMPORT_HISTORIC, at) as stored:
        check_revision(stored, revision)
        _check_review(stored, by)
        if stored.publish_at is None or stored.publish_at > at:
            raise TransitionRefused("Only what went out in the past can be entered as historic.")
        Release.objects.filter(pk=stored.pk).update(submitted_revision=stored.revision)
        return _record(stored, by, at, Approval.Kind.HISTORIC_IMPORT)


def approve_unasked(stored: Release, *, by: "User", at: datetime) -> Approval:
    """Approve the locked row ``stored`` as it stands without asking pre-flight: a part of what is
    undone again (``releases/rehearsal.py``). Raises TransitionRefused as ``approve`` does."""
    _check_review(stored, by)
    return _record(stored, by, at, Approval.Kind.APPROVAL)


def contributors_since_last_approval(release: Release) -> set[int]:
    """Keys of the users who may not approve ``release`` as it stands. An approval of this very
    revision, ended by a hold, clears nobody."""
    earlier = Approval.objects.filter(release=release, revision__lt=release.revision)
    last = earlier.aggregate(last=Max("revision"))["last"] or 0
    rows = Contribution.objects.filter(release_id=release.pk, last_revision__gt=last)
    return set(rows.values_list("user_id", flat=True))


def _check_review(stored: Release, by: "User") -> None:
    if stored.is_approved:
        raise TransitionRefused("It is approved as it stands already.")
    if stored.held_at is not None:
        raise TransitionRefused("It is on hold: a publisher has to lift the hold first.")
    if by.pk in contributors_since_last_approval(stored):
        raise TransitionRefused(
            f"{by} contributed to it since the last approval. Somebody else has to approve it."
        )
    if not stored.body:
        raise TransitionRefused("It has no text yet.")
    if said := statements.objections(stored):
        raise TransitionRefused(" ".join(said))
    original = stored.translation_of
    if original is not None and original.withdrawn_at is not None:
        raise TransitionRefused("Its original has been withdrawn: no version of it goes out.")
    if original is not None and not original.is_approved:
        raise TransitionRefused("Its original is not approved: approve that one first.")


def _check_preflight(
    stored: Release, by: "User", at: datetime, acknowledged: Collection[str]
) -> None:
    from releases import preflight

    try:
        preflight.acknowledge(stored, by=by, at=at, fingerprints=acknowledged)
    except preflight.UnknownFinding as unknown:
        raise TransitionRefused(unknown.messages) from unknown
    found = preflight.open_findings(stored, at)
    if found.blocking:
        raise TransitionRefused(
            "Pre-flight stands against it: " + " ".join(finding.what for finding in found.blocking)
        )
    if found.warnings:
        raise TransitionRefused(
            "Acknowledge each warning of pre-flight first: "
            + " ".join(finding.what for finding in found.warnings)
        )


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
    is_import = kind == Approval.Kind.HISTORIC_IMPORT
    take_step(stored, Step.Kind.IMPORTED if is_import else Step.Kind.APPROVED, by=by, at=at)
    return approval
