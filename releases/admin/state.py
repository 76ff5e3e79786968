"""Where a release stands at an instant, as staff are told; by the same rule that readers meet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from ircms.market_time import in_market_zone
from releases.approval import FREEZE
from releases.models import Release
from releases.querysets import ReleaseQuerySet, public_q

DRAFT, APPROVED, PUBLIC, WITHDRAWN = "draft", "approved", "public", "withdrawn"
LABELS = {
    DRAFT: "Draft",
    APPROVED: "Approved, not out yet",
    PUBLIC: "Public",
    WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True)
class State:
    """One of the four kinds, what it is called in a list and on its page, and what follows."""

    kind: str
    short: str
    label: str
    detail: str = ""


def with_state(releases: QuerySet[Any], at: datetime) -> Any:
    """``releases``, each knowing as ``is_out`` whether it is public at ``at``."""
    return releases.annotate(is_out=public_q(at))


def in_state(releases: ReleaseQuerySet, kind: str, at: datetime) -> ReleaseQuerySet:
    """Those of ``releases`` that stand at ``kind``, in words that the list's indexes serve."""
    if kind == PUBLIC:
        return releases.filter(public_q(at))
    if kind == WITHDRAWN:
        return releases.filter(withdrawn_at__isnull=False)
    if kind == DRAFT:
        return releases.filter(
            Q(approved_revision__isnull=True) | Q(approved_revision__lt=F("revision"))
        )
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
        return _draft(release, at)
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


def _draft(release: Release, at: datetime) -> State:
    if release.approved_revision is not None:
        label = "Draft, changed since its approval"
        return State(DRAFT, "Changed", label, "It has to be approved again to go out.")
    if release.publish_at is not None and release.publish_at <= at:
        when = in_market_zone(release.publish_at)
        advice = f"Its time, {when}, has passed without approval. Give it a later one."
        return State(DRAFT, "Draft", "Draft, and its time has passed", advice)
    if release.publish_at is not None:
        label = f"Draft, to go out on {in_market_zone(release.publish_at)}"
        return State(
            DRAFT, "Draft", label, "It waits for somebody who did not write it to approve it."
        )
    return State(DRAFT, "Draft", "Draft", "It has no time yet, and nobody has approved it.")


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
