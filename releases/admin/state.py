"""Where a release stands at an instant, as staff are told; by the same rule that readers meet."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from ircms.market_time import in_market_zone
from releases.models import Release
from releases.querysets import ReleaseQuerySet, public_q
from releases.transitions import FREEZE

DRAFT, REVIEW, HELD = "draft", "review", "held"
APPROVED, PUBLIC, WITHDRAWN = "approved", "public", "withdrawn"
# What is to go out so soon and is not approved is shown in red.
PRESSING = timedelta(hours=24)
LABELS = {
    DRAFT: "Draft",
    REVIEW: "In review",
    HELD: "On hold",
    APPROVED: "Approved, not out yet",
    PUBLIC: "Public",
    WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True)
class State:
    """One of the kinds, what it is called in a list and on its page, and what follows; whether its
    time is near and somebody has to do something first."""

    kind: str
    short: str
    label: str
    detail: str = ""
    is_pressing: bool = False


def with_state(releases: QuerySet[Any], at: datetime) -> Any:
    """``releases``, each knowing as ``is_out`` whether it is public at ``at``."""
    return releases.annotate(is_out=public_q(at))


def in_state(releases: ReleaseQuerySet, kind: str, at: datetime) -> ReleaseQuerySet:
    """Those of ``releases`` that stand at ``kind``, in words that the list's indexes serve."""
    if kind == PUBLIC:
        return releases.filter(public_q(at))
    if kind == WITHDRAWN:
        return releases.filter(withdrawn_at__isnull=False)
    unapproved = Q(approved_revision__isnull=True) | Q(approved_revision__lt=F("revision"))
    in_review = Q(submitted_revision=F("revision")) & unapproved
    if kind == REVIEW:
        return releases.filter(in_review)
    if kind == HELD:
        return releases.filter(held_at__isnull=False)
    if kind == DRAFT:
        return releases.filter(unapproved, held_at__isnull=True).exclude(in_review)
    return releases.filter(pk__in=_pending(at))


def _pending(at: datetime) -> Any:
    """Keys of what is approved and not out: without a time, with one to come, or translations whose
    original is not out. Each is a short stretch of an index; an OR of them is a walk over all."""
    approved = Release.objects.filter(approved_revision=F("revision"), withdrawn_at__isnull=True)
    waits = approved.filter(translation_of__isnull=False).exclude(public_q(at))
    return (
        approved.filter(out_at__isnull=True)
        .values("pk")
        .union(approved.filter(out_at__gt=at).values("pk"), waits.values("pk"))
    )


def state_of(release: Release, at: datetime) -> State:
    """The state of a release that came through ``with_state``."""
    if release.withdrawn_at is not None:
        when = in_market_zone(release.withdrawn_at)
        return State(WITHDRAWN, "Withdrawn", f"Withdrawn on {when}", release.withdrawal_reason)
    if not release.is_approved:
        return _pressed(_unapproved(release, at), release, at)
    if release.out_at is None:
        label = "Approved, without a time"
        return State(APPROVED, "Approved", label, "It goes out only by “release now”.")
    when = in_market_zone(release.out_at)
    if release.is_out:  # type: ignore[attr-defined]  # with_state's annotation
        return State(PUBLIC, "Public", f"Public since {when}")
    if release.out_at <= at:
        label = "Approved, waits for its original"
        return State(APPROVED, "Waits", label, "It goes out with the original.")
    advice = "Saving any change takes the approval away."
    return State(APPROVED, "Approved", f"Approved for {when}", advice)


def _pressed(found: State, release: Release, at: datetime) -> State:
    """``found``, pressing where its time comes within a day; what is held is meant to wait."""
    due = release.publish_at
    is_near = due is not None and at < due <= at + PRESSING
    return replace(found, is_pressing=is_near and found.kind != HELD)


def _unapproved(release: Release, at: datetime) -> State:
    due = release.publish_at
    for_when = f", to go out on {in_market_zone(due)}" if due is not None and due > at else ""
    if release.held_at is not None:
        label = f"On hold since {in_market_zone(release.held_at)}"
        return State(HELD, "On hold", label, "Nobody can approve it until the hold is lifted.")
    if release.is_in_review:
        advice = "It waits for somebody who did not write it to approve it or send it back."
        return State(REVIEW, "In review", f"In review{for_when}", advice)
    if release.approved_revision is not None:
        label = "Draft, changed since its approval"
        return State(DRAFT, "Changed", label, "It has to be approved again to go out.")
    if due is not None and due <= at:
        advice = (
            f"Its time, {in_market_zone(due)}, has passed without approval. Give it a later one."
        )
        return State(DRAFT, "Draft", "Draft, and its time has passed", advice)
    advice = "Once it is finished, it is submitted for review."
    if due is None:
        advice = f"It has no time yet, and nobody has approved it. {advice}"
    return State(DRAFT, "Draft", f"Draft{for_when}", advice)


def goes_out(release: Release) -> str:
    """When it goes out or went out, in the market's zone: as exactly as it is known."""
    if release.out_at is None:
        return "no time yet"
    when = in_market_zone(release.out_at)
    return when if release.is_hour_known else when.partition(",")[0]


def is_frozen(release: Release, at: datetime) -> bool:
    """Whether nothing of it can be changed any more: it is public, was, or is about to be. The
    database's guards say the same, whoever asks."""
    if not _is_due(release, at):
        return False
    return release.translation_of is None or _is_due(release.translation_of, at)


def _is_due(release: Release, at: datetime) -> bool:
    return release.is_approved and release.out_at is not None and release.out_at <= at + FREEZE
