"""The ways a release can go, in the order in which its page offers them."""

from datetime import datetime
from typing import Any

from releases import approval, copying, leak, review, schedule, withdrawal
from releases.admin import way_forms
from releases.admin.transitions import Act, Transition
from releases.models import Release
from releases.transitions import (
    ADD,
    APPROVE,
    COMMENT,
    CORRECT,
    HOLD,
    IMPORT_HISTORIC,
    RELEASE_NOW,
    SCHEDULE,
    SEND_BACK,
    SUBMIT,
    WITHDRAW,
)


def _is_out(release: Release) -> bool:
    return bool(release.is_out)  # type: ignore[attr-defined]  # with_state's annotation


def _is_unpublished(release: Release, at: datetime) -> bool:
    return not _is_out(release) and release.withdrawn_at is None


def _is_draft(release: Release, at: datetime) -> bool:
    return _is_unpublished(release, at) and not release.is_approved and not release.is_in_review


def _can_be_submitted(release: Release, at: datetime) -> bool:
    return _is_draft(release, at) and release.held_at is None


def _can_be_recalled(release: Release, at: datetime) -> bool:
    return _is_unpublished(release, at) and (release.is_approved or release.is_in_review)


def _can_be_approved(release: Release, at: datetime) -> bool:
    is_due = release.publish_at is not None and release.publish_at <= at
    return release.is_in_review and release.held_at is None and not is_due


def _can_be_historic(release: Release, at: datetime) -> bool:
    return not release.is_approved and release.publish_at is not None and release.publish_at <= at


def _can_go_now(release: Release, at: datetime) -> bool:
    return release.is_approved and (release.out_at is None or release.out_at > at)


def _can_be_held(release: Release, at: datetime) -> bool:
    return _is_unpublished(release, at) and release.held_at is None


def _is_held(release: Release, at: datetime) -> bool:
    return release.held_at is not None


def _is_public(release: Release, at: datetime) -> bool:
    return _is_out(release)


def _always(release: Release, at: datetime) -> bool:
    return True


def _submit(release: Release, act: Act) -> None:
    review.submit(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        text=act.reason,
        asking=list(act.said["asking"]),
    )


def _approve(release: Release, act: Act) -> None:
    approval.approve(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        acknowledged=act.acknowledged,
    )


def _send_back(release: Release, act: Act) -> None:
    review.send_back(release, by=act.by, at=act.at, revision=act.revision, text=act.reason)


def _recall(release: Release, act: Act) -> None:
    review.recall(release, by=act.by, at=act.at, revision=act.revision, text=act.reason)


def _reschedule(release: Release, act: Act) -> None:
    schedule.reschedule(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        publish_at=act.said["publish_at"],
    )


def _record_notice(release: Release, act: Act) -> None:
    names = ("market", "reference", "given_at", "waiver_reason")
    said = {name: act.said[name] for name in names}
    schedule.record_notice(release, by=act.by, at=act.at, **said)


def _release_now(release: Release, act: Act) -> None:
    schedule.release_now(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        versions=act.said["versions"],
    )


def _leak(release: Release, act: Act) -> None:
    if act.said["is_hold"]:
        leak.hold_bundle(release, by=act.by, at=act.at, reason=act.reason)
        return
    leak.release_bundle(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        versions=act.said["versions"],
        approver=act.said["second"],
    )


def _import(release: Release, act: Act) -> None:
    approval.import_historic(release, by=act.by, at=act.at, revision=act.revision)


def _hold(release: Release, act: Act) -> None:
    schedule.hold(release, by=act.by, at=act.at, reason=act.reason)


def _resume(release: Release, act: Act) -> None:
    schedule.resume(release, by=act.by, at=act.at, text=act.reason)


def _comment(release: Release, act: Act) -> None:
    review.comment(release, by=act.by, at=act.at, text=act.reason)


def _correct(release: Release, act: Act) -> Release:
    return copying.correct(release, by=act.by, at=act.at, reason=act.reason)


def _copy(release: Release, act: Act) -> Release:
    return copying.copy(release, by=act.by, at=act.at)


def _withdraw(release: Release, act: Act) -> None:
    withdrawal.withdraw(release, by=act.by, at=act.at, reason=act.reason)


_all = (
    Transition(
        "submit",
        SUBMIT,
        "Submit for review",
        "You say that this is finished. Any change after this takes it out of review again.",
        "Submit for review",
        "It is in review.",
        _submit,
        _can_be_submitted,
        way_forms.SubmitForm,
        shows_preflight=True,
    ),
    Transition(
        "approve",
        APPROVE,
        "Review and approve",
        "Read all of it: this is what readers will get, at the time given, and nothing else. Any "
        "change after this takes the approval away.",
        "Approve",
        "Approved.",
        _approve,
        _can_be_approved,
        shows_preflight=True,
    ),
    Transition(
        "send-back",
        SEND_BACK,
        "Send back",
        "It becomes a draft again and keeps its time. The writers are told by mail, and read here "
        "what you say.",
        "Send back",
        "Sent back to its writers.",
        _send_back,
        _can_be_recalled,
        way_forms.SendBackForm,
    ),
    Transition(
        "recall",
        SUBMIT,
        "Recall",
        "It becomes a draft again and keeps its time: out of review, and without its approval "
        "if it had one.",
        "Recall",
        "Recalled: it is a draft again.",
        _recall,
        _can_be_recalled,
        way_forms.NoteForm,
        is_apart=True,
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
        way_forms.ReleaseNowForm,
        is_final=True,
    ),
    Transition(
        "hold",
        HOLD,
        "Hold",
        "It does not go out, and nobody can approve it until the hold is lifted. Its text and its "
        "time stay as they are. Possible up to its second.",
        "Put on hold",
        "On hold: it will not go out.",
        _hold,
        _can_be_held,
        way_forms.HoldForm,
        is_final=True,
    ),
    Transition(
        "resume",
        HOLD,
        "Lift the hold",
        "It is a draft again, which goes out once it has been submitted and approved anew.",
        "Lift the hold",
        "The hold is lifted.",
        _resume,
        _is_held,
        way_forms.NoteForm,
    ),
    Transition(
        "reschedule",
        SCHEDULE,
        "Reschedule",
        "The time is part of what was approved: it has to be approved again.",
        "Reschedule",
        "Rescheduled. It has to be submitted and approved for its new time.",
        _reschedule,
        _is_unpublished,
        way_forms.RescheduleForm,
    ),
    Transition(
        "notice",
        SCHEDULE,
        "Record the exchange’s notice",
        "Say which reference the exchange’s system gave when it was told ahead of this release. "
        "Pre-flight compares the time with the exchange’s rule.",
        "Record the notice",
        "The notice is recorded.",
        _record_notice,
        _is_unpublished,
        way_forms.NoticeForm,
        shows_preflight=True,
    ),
    Transition(
        "leak",
        RELEASE_NOW,
        "It is out",
        "Something of this is said to be known outside. Release all of it now, or hold it: either "
        "takes one click.",
        "Release now",
        "Done.",
        _leak,
        _is_unpublished,
        way_forms.LeakForm,
        is_final=True,
        is_apart=True,
        shows_preflight=True,
        template="admin/releases/release/leak.html",
    ),
    Transition(
        "correct",
        CORRECT,
        "Correct",
        "A new release is written from a copy of this one. Once it is public, this page says that "
        "it has been corrected and why, and leads there; its text stays readable, and what it "
        "stated no longer stands.",
        "Write the correction",
        "This is the correction: change what was wrong, and have it reviewed.",
        _correct,
        _is_public,
        way_forms.CorrectForm,
    ),
    Transition(
        "withdraw",
        WITHDRAW,
        "Withdraw",
        "It leaves the newsroom, the feed, the data and the sitemap, with its language versions. "
        "Its page says that it was withdrawn, when, and why. A withdrawn release stays withdrawn.",
        "Withdraw",
        "Withdrawn.",
        _withdraw,
        _is_public,
        way_forms.WithdrawForm,
        is_final=True,
        is_apart=True,
    ),
    Transition(
        "import-historic",
        IMPORT_HISTORIC,
        "Enter as historic",
        "For what was public elsewhere before: it is on the site at once, under its past time, and "
        "can then be corrected or withdrawn, but not changed.",
        "Approve and make public",
        "Entered as historic: it is public.",
        _import,
        _can_be_historic,
        is_final=True,
        is_apart=True,
    ),
    Transition(
        "copy",
        ADD,
        "Copy",
        "A new draft with these words and all that hangs on them, without time and address. "
        "Whoever wrote this cannot approve the copy either.",
        "Make a copy",
        "This is the copy.",
        _copy,
        _always,
        is_apart=True,
    ),
    Transition(
        "comment",
        COMMENT,
        "Comment",
        "Everybody who works on it is told by mail that there is a comment, and reads it here.",
        "Add the comment",
        "The comment is added.",
        _comment,
        _always,
        way_forms.CommentForm,
        is_apart=True,
    ),
)
TRANSITIONS = {transition.name: transition for transition in _all}


def open_to(user: Any, release: Release, at: datetime) -> list[Transition]:
    """The ways ``release`` can go now that ``user`` has the right to."""
    return [t for t in _all if t.is_open(release, at) and user.has_perm(t.right)]
