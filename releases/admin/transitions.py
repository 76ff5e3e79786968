"""Approve, enter as historic, release now, withdraw: one page each, made alike.

The page shows the release in full and carries the revision it shows; what is done is done to that
revision or refused. The models hold the rules (``releases/approval.py``), the page shows what they
say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ircms.admin import REFUSALS, guards_sentence
from releases import approval
from releases.admin import state
from releases.approval import APPROVE, IMPORT_HISTORIC, RELEASE_NOW, TAKE_BACK, WITHDRAW
from releases.models import Release

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Review:
    """What the person saw and said."""

    by: "User"
    at: datetime
    revision: int
    reason: str = ""


@dataclass(frozen=True)
class Transition:
    """One way a release can go, as its page puts it."""

    name: str
    right: str
    title: str
    advice: str
    button: str
    done: str
    run: Callable[[Release, Review], object]
    is_open: Callable[[Release, datetime], bool]
    needs_reason: bool = False
    is_final: bool = False  # cannot be taken back: the button says so by its colour

    @property
    def url_name(self) -> str:
        return f"admin:releases_release_{self.name}"


def _can_be_approved(release: Release, at: datetime) -> bool:
    return not release.is_approved and (release.publish_at is None or release.publish_at > at)


def _can_be_historic(release: Release, at: datetime) -> bool:
    return not release.is_approved and release.publish_at is not None and release.publish_at <= at


def _can_go_now(release: Release, at: datetime) -> bool:
    return release.is_approved and (release.out_at is None or release.out_at > at)


def _can_be_withdrawn(release: Release, at: datetime) -> bool:
    return bool(release.is_out)  # type: ignore[attr-defined]  # with_state's annotation


def _release_now(release: Release, review: Review) -> None:
    approval.release_now(release, by=review.by, at=review.at, revision=review.revision)


_all = (
    Transition(
        "approve",
        APPROVE,
        "Review and approve",
        "Read all of it: this is what readers will get, at the time given, and nothing else. Any "
        "change after this takes the approval away.",
        "Approve",
        "Approved.",
        lambda release, review: release.approve(
            by=review.by, at=review.at, revision=review.revision
        ),
        _can_be_approved,
    ),
    Transition(
        "import-historic",
        IMPORT_HISTORIC,
        "Enter as historic",
        "For what was public elsewhere before: it is on the site at once, under its past time, and "
        "can then be corrected or withdrawn, but not changed.",
        "Approve and make public",
        "Entered as historic: it is public.",
        lambda release, review: approval.import_historic(
            release, by=review.by, at=review.at, revision=review.revision
        ),
        _can_be_historic,
        is_final=True,
    ),
    Transition(
        "release-now",
        RELEASE_NOW,
        "Release now",
        "It is approved. Releasing it now puts it on the site this second, whatever time it was "
        "planned for, and cannot be taken back.",
        "Release now",
        "Released: it is public.",
        _release_now,
        _can_go_now,
        is_final=True,
    ),
    Transition(
        "take-back",
        TAKE_BACK,
        "Take the approval back",
        "It will not go out at its time. Its text stays as it is, and somebody who did not write "
        "it has to approve it again. Possible up to its second.",
        "Take the approval back",
        "The approval is taken back: it will not go out.",
        lambda release, review: approval.take_back(
            release, by=review.by, at=review.at, revision=review.revision
        ),
        _can_go_now,
        is_final=True,
    ),
    Transition(
        "withdraw",
        WITHDRAW,
        "Withdraw",
        "It leaves the newsroom, its own page, the feed and the sitemap. A withdrawn release stays "
        "withdrawn.",
        "Withdraw",
        "Withdrawn.",
        lambda release, review: approval.withdraw(
            release, by=review.by, at=review.at, reason=review.reason
        ),
        _can_be_withdrawn,
        needs_reason=True,
        is_final=True,
    ),
)
TRANSITIONS = {transition.name: transition for transition in _all}


def open_to(user: Any, release: Release, at: datetime) -> list[Transition]:
    """The ways ``release`` can go now that ``user`` has the right to."""
    return [t for t in _all if t.is_open(release, at) and user.has_perm(t.right)]


def objection(transition: Transition, release: Release, by: "User") -> str:
    """Why ``by`` in particular cannot do this, known before the page is read; or nothing."""
    if transition.right not in {APPROVE, IMPORT_HISTORIC}:
        return ""
    if by.pk not in approval.contributors_since_last_approval(release):
        return ""
    return (
        "You contributed to this release since its last approval. Somebody else has to approve it."
    )


def attempt(transition: Transition, release: Release, review: Review) -> str:
    """Do it; the reason why not, or nothing when it is done."""
    try:
        transition.run(release, review)
    except approval.TransitionRefused as refused:
        return " ".join(refused.messages)
    except REFUSALS as error:
        sentence = guards_sentence(error)
        if sentence is None:
            raise
        return sentence
    return ""


def page(transition: Transition, release: Release, at: datetime) -> dict[str, Any]:
    """What the page of ``transition`` shows."""
    return {
        "title": transition.title,
        "subtitle": release.headline,
        "transition": transition,
        "state": state.state_of(release, at),
        "is_open": transition.is_open(release, at),
    }
