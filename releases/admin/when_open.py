"""When each way is open: what has to hold of a release for its page to offer it."""

from datetime import datetime

from releases.models import Release


def is_out(release: Release) -> bool:
    return bool(release.is_out)  # type: ignore[attr-defined]  # with_state's annotation


def is_unpublished(release: Release, at: datetime) -> bool:
    return not is_out(release) and release.withdrawn_at is None


def is_draft(release: Release, at: datetime) -> bool:
    return is_unpublished(release, at) and not release.is_approved and not release.is_in_review


def can_be_submitted(release: Release, at: datetime) -> bool:
    return is_draft(release, at) and release.held_at is None


def can_be_recalled(release: Release, at: datetime) -> bool:
    return is_unpublished(release, at) and (release.is_approved or release.is_in_review)


def can_be_approved(release: Release, at: datetime) -> bool:
    is_due = release.publish_at is not None and release.publish_at <= at
    return release.is_in_review and release.held_at is None and not is_due


def can_be_historic(release: Release, at: datetime) -> bool:
    return not release.is_approved and release.publish_at is not None and release.publish_at <= at


def can_go_now(release: Release, at: datetime) -> bool:
    return release.is_approved and (release.out_at is None or release.out_at > at)


def can_be_held(release: Release, at: datetime) -> bool:
    return is_unpublished(release, at) and release.held_at is None


def is_held(release: Release, at: datetime) -> bool:
    return release.held_at is not None


def is_public(release: Release, at: datetime) -> bool:
    return is_out(release)


def always(release: Release, at: datetime) -> bool:
    return True
