"""Whom a step concerns, and that they are told by mail: a link, and no word of the release."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.urls import reverse

from outbox import writing
from outbox.models import Message
from outbox.occasions import Occasion
from releases import approval, insiders
from releases.models import Insider, Release, Step
from releases.transitions import APPROVE, HOLD

if TYPE_CHECKING:
    from accounts.models import User

_OCCASIONS = {
    Step.Kind.SUBMITTED: Occasion.SUBMITTED,
    Step.Kind.COMMENTED: Occasion.COMMENTED,
    Step.Kind.SENT_BACK: Occasion.SENT_BACK,
    Step.Kind.RECALLED: Occasion.RECALLED,
    Step.Kind.APPROVED: Occasion.APPROVED,
    Step.Kind.RESCHEDULED: Occasion.RESCHEDULED,
    Step.Kind.HELD: Occasion.HELD,
    Step.Kind.RESUMED: Occasion.RESUMED,
    Step.Kind.RELEASED: Occasion.RELEASED,
    Step.Kind.LEAKED: Occasion.LEAKED,
    Step.Kind.CORRECTED: Occasion.CORRECTED,
    Step.Kind.WITHDRAWN: Occasion.WITHDRAWN,
}
_OF_A_RELEASE = re.compile(r"/admin/releases/release/([0-9]+)/")
# A word among those who work on the text; all else is for those who put it out as well.
_AMONG_AUTHORS = {Step.Kind.COMMENTED, Step.Kind.SUBMITTED}


def tell(step: Step, *, also: "Iterable[User]" = ()) -> None:
    """Write the mails about ``step`` into the outbox, in its transaction."""
    occasion = _OCCASIONS.get(Step.Kind(step.kind))
    if occasion is None:
        return  # entered as historic: a migration of many, and no news
    release = step.release
    if step.kind == Step.Kind.SUBMITTED:
        people = set(also) or _may_approve(release)
    else:
        people = {*_at_work_on(release), *also}
        if step.kind not in _AMONG_AUTHORS:
            people |= _with_right(HOLD)
    people.discard(step.by)
    _write(release, people, occasion, key=f"step:{step.pk}", at=step.at)


def tell_of_edit(release: Release, *, by: "User", at: datetime, was_approved: bool) -> None:
    """An edit has ended the approval of ``release`` (whoever approved it and whoever puts it out
    are told), or taken it out of review (whoever was asked is)."""
    people = _at_work_on(release)
    if was_approved:
        people |= _with_right(HOLD)
    occasion = Occasion.APPROVAL_FELL if was_approved else Occasion.RECALLED
    key = f"edit:{release.pk}:{release.revision}"
    _write(release, people - {by}, occasion, key=key, at=at)


def tell_named(row: Insider) -> None:
    """Somebody was put on an insider list: they are told that they were, and not of what."""
    if row.user_id != row.added_by_id:
        _write(
            row.release,
            {row.user},
            Occasion.NAMED_INSIDER,
            key=f"insider:{row.pk}",
            at=row.added_at,
        )


def unknown_by_now(message: Message, at: datetime) -> str:
    """Why ``message``, written when its release existed for its recipient, is not sent any more:
    the question of ``outbox.recipients``."""
    found = _OF_A_RELEASE.match(message.path)
    release = Release.objects.filter(pk=found[1]).first() if found else None
    if release is None or insiders.knows(message.recipient, release, at):
        return ""
    return "What it leads to does not exist for the recipient any more."


def _write(
    release: Release, people: "set[User]", occasion: Occasion, *, key: str, at: datetime
) -> None:
    told = insiders.among(people, release, at)
    writing.tell(told, occasion, path=_page_of(release), key=key, at=at)


def _page_of(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk], urlconf="ircms.urls.staff")


def _at_work_on(release: Release) -> "set[User]":
    """Who wrote it since its last approval, who approved it last, who was asked, who commented."""
    users = get_user_model().objects
    keys = approval.contributors_since_last_approval(release)
    last = release.approvals.order_by("-revision", "-pk").values_list("approver_id", flat=True)
    keys |= set(last[:1])
    steps = Step.objects.filter(release=release)
    keys |= set(steps.filter(kind=Step.Kind.COMMENTED).values_list("by_id", flat=True))
    submitted = steps.filter(kind=Step.Kind.SUBMITTED).order_by("-pk").first()
    if submitted is not None:
        keys |= {submitted.by_id, *submitted.asked.values_list("user_id", flat=True)}
    return set(users.filter(pk__in=keys, is_active=True))


def _may_approve(release: Release) -> "set[User]":
    contributors = approval.contributors_since_last_approval(release)
    return {user for user in _with_right(APPROVE) if user.pk not in contributors}


def _with_right(right: str) -> "set[User]":
    return set(get_user_model().objects.with_right(right))
