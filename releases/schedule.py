"""When it goes out: choosing the second, going out now, and stopping it up to its second."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from releases.models import ExchangeNotice, Release, Step
from releases.transitions import (
    FREEZE,
    HOLD,
    RELEASE_NOW,
    SCHEDULE,
    TransitionRefused,
    check_not_public,
    check_revision,
    locked,
    take_step,
    words,
)

if TYPE_CHECKING:
    from accounts.models import User


def reschedule(
    release: Release, *, by: "User", at: datetime, revision: int, publish_at: datetime | None
) -> Step:
    """Choose another time (or none, for “release now”). It is part of what was approved, so the
    approval falls. Raises TransitionRefused for a time that has come or comes within seconds: a
    past time never means “now”."""
    with locked(release, by, SCHEDULE, at) as stored:
        check_revision(stored, revision)
        check_not_public(stored, at)
        if publish_at is not None and publish_at <= at + FREEZE:
            raise TransitionRefused(
                "That time has come or is less than ten seconds away. Choose a later one; to put "
                "it out at once there is “release now”."
            )
        if publish_at == stored.publish_at:
            raise TransitionRefused("That is its time already.")
        stored.publish_at, stored.publish_time_known = publish_at, True
        stored.save(update_fields=["publish_at", "publish_time_known"])
        return take_step(stored, Step.Kind.RESCHEDULED, by=by, at=at)


def going_along(release: Release, at: datetime) -> list[Release]:
    """The language versions of ``release`` that go out with it when it is released now: approved
    as they stand, and not out yet."""
    versions = release.translations.order_by("pk")
    return [
        version
        for version in versions
        if version.is_approved and version.withdrawn_at is None and not version.is_public(at)
    ]


def release_now(
    release: Release,
    *,
    by: "User",
    at: datetime,
    revision: int,
    versions: Mapping[int, int] | None = None,
    is_leak: bool = False,
) -> Step:
    """Make an approved release public at ``at``, as it stood at ``revision``, the one looked at;
    the approval stays what it was. Its approved language versions go with it: ``versions`` are the
    revisions of those that were looked at, by key. What an exchange's clock warns of is recorded as
    let stand by ``by``.

    Raises TransitionRefused where any of it has changed since, is not approved, or an exchange has
    to be told first (not where ``is_leak``: what is out is confirmed or denied at once).
    """
    with locked(release, by, RELEASE_NOW, at, with_versions=True) as stored:
        check_revision(stored, revision)
        if not stored.is_approved:
            raise TransitionRefused("Only an approved release can be released now.")
        if stored.out_at is not None and stored.out_at <= at:
            raise TransitionRefused("It is public already.")
        if stored.translation_of is not None and not stored.translation_of.is_public(at):
            raise TransitionRefused("Its original is not public: release that one.")
        along = going_along(stored, at)
        if {version.pk: version.revision for version in along} != dict(versions or {}):
            raise TransitionRefused(
                "Its language versions are others than those you were shown. Read them again first."
            )
        _heed_exchanges(stored, by=by, at=at, is_leak=is_leak)
        for each in (stored, *along):
            # A version whose own time has come has waited for its original alone.
            if each.out_at is None or each.out_at > at:
                Release.objects.filter(pk=each.pk).update(released_at=at)
            step = take_step(each, Step.Kind.RELEASED, by=by, at=at)
        return step


def _heed_exchanges(stored: Release, *, by: "User", at: datetime, is_leak: bool) -> None:
    from releases import preflight

    found = preflight.if_released(stored, at)
    if not is_leak and (against := [each.what for each in found if each.is_blocking]):
        raise TransitionRefused(" ".join(against))
    preflight.let_stand(stored, found, by=by, at=at)


def hold(release: Release, *, by: "User", at: datetime, reason: str) -> Step:
    """Stop it, up to its second, whatever it was: the approval falls, and nobody can approve it
    until the hold is lifted. Its text and its time stay."""
    said = words(reason, "Say why it is put on hold: colleagues are told.")
    with locked(release, by, HOLD, at) as stored:
        check_not_public(stored, at)
        if stored.held_at is not None:
            raise TransitionRefused("It is on hold already.")
        Release.objects.filter(pk=stored.pk).update(
            approved_revision=None, submitted_revision=None, held_at=at
        )
        return take_step(stored, Step.Kind.HELD, by=by, at=at, text=said)


def resume(release: Release, *, by: "User", at: datetime, text: str = "") -> Step:
    """Lift the hold: a draft again, which goes out once it is reviewed and approved anew."""
    with locked(release, by, HOLD, at) as stored:
        if stored.held_at is None:
            raise TransitionRefused("It is not on hold.")
        Release.objects.filter(pk=stored.pk).update(held_at=None)
        return take_step(stored, Step.Kind.RESUMED, by=by, at=at, text=text.strip())


def record_notice(
    release: Release,
    *,
    by: "User",
    at: datetime,
    market: str,
    reference: str = "",
    given_at: datetime | None = None,
    waiver_reason: str = "",
) -> ExchangeNotice:
    """Record that the exchange ``market`` (its MIC) has been told ahead of ``release``, with the
    reference it gave and when; or why it need not be. Raises TransitionRefused for neither, and for
    a notice of the future."""
    with locked(release, by, SCHEDULE, at) as stored:
        check_not_public(stored, at)
        told, excused = reference.strip(), waiver_reason.strip()
        if bool(told) == bool(excused):
            raise TransitionRefused(
                "Enter the reference that the exchange gave, or why no notice is needed: one of "
                "the two."
            )
        if told and (given_at is None or given_at > at):
            raise TransitionRefused("Enter when the notice was given: a time that has come.")
        return ExchangeNotice.objects.create(
            release=stored,
            market=market,
            reference=told,
            waiver_reason=excused,
            given_at=given_at if told else None,
            by=by,
            recorded_at=at,
        )
