"""The ways a release can go, in the order in which its page offers them."""

from datetime import datetime
from typing import Any

from releases.admin import acts, way_forms, when_open
from releases.admin.transitions import Transition
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

_all = (
    Transition(
        "submit",
        SUBMIT,
        "Submit for review",
        "You say that this is finished. Any change after this takes it out of review again.",
        "Submit for review",
        "It is in review.",
        acts.submit,
        when_open.can_be_submitted,
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
        acts.approve,
        when_open.can_be_approved,
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
        acts.send_back,
        when_open.can_be_recalled,
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
        acts.recall,
        when_open.can_be_recalled,
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
        acts.release_now,
        when_open.can_go_now,
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
        acts.hold,
        when_open.can_be_held,
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
        acts.resume,
        when_open.is_held,
        way_forms.NoteForm,
    ),
    Transition(
        "reschedule",
        SCHEDULE,
        "Reschedule",
        "The time is part of what was approved: it has to be approved again.",
        "Reschedule",
        "Rescheduled. It has to be submitted and approved for its new time.",
        acts.reschedule,
        when_open.is_unpublished,
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
        acts.record_notice,
        when_open.is_unpublished,
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
        acts.leak_mode,
        when_open.is_unpublished,
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
        acts.correct,
        when_open.is_public,
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
        acts.withdraw,
        when_open.is_public,
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
        acts.enter_as_historic,
        when_open.can_be_historic,
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
        acts.copy,
        when_open.always,
        is_apart=True,
    ),
    Transition(
        "comment",
        COMMENT,
        "Comment",
        "Everybody who works on it is told by mail that there is a comment, and reads it here.",
        "Add the comment",
        "The comment is added.",
        acts.comment,
        when_open.always,
        way_forms.CommentForm,
        is_apart=True,
    ),
)
TRANSITIONS = {transition.name: transition for transition in _all}


def open_to(user: Any, release: Release, at: datetime) -> list[Transition]:
    """The ways ``release`` can go now that ``user`` has the right to."""
    return [t for t in _all if t.is_open(release, at) and user.has_perm(t.right)]
