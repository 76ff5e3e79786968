"""What staff are told by mail, and all that such a mail says.

A mail travels and lies in places that know nothing of the embargo. So its words come from here
alone, and say that something happened to a release and never to which, about what, or for when.
"""

from django.db import models


class Occasion(models.TextChoices):
    """What happened to a release. The label is the mail's subject, and stands in lists."""

    SUBMITTED = "submitted", "A release waits for your review"
    COMMENTED = "commented", "A release was commented on"
    SENT_BACK = "sent_back", "A release was sent back"
    RECALLED = "recalled", "A release was taken back from review"
    APPROVED = "approved", "A release was approved"
    APPROVAL_FELL = "approval_fell", "An approval no longer holds"
    RESCHEDULED = "rescheduled", "A release was rescheduled"
    HELD = "held", "A release was put on hold"
    RESUMED = "resumed", "The hold on a release was lifted"
    RELEASED = "released", "A release went out at once"
    LEAKED = "leaked", "A release is said to be out already"
    CORRECTED = "corrected", "A release is being corrected"
    WITHDRAWN = "withdrawn", "A release was withdrawn"
    NAMED_INSIDER = "named_insider", "You were put on an insider list"
    PREVIEW_FORWARDED = "preview_forwarded", "A preview link was used a second time"
    NEW_DEVICE = "new_device", "Your account was used in a new browser"
    SESSION_MOVED = "session_moved", "Your session turned up in another browser"
    FACTOR_ADDED = "factor_added", "A second factor was added to your account"
    FACTOR_REMOVED = "factor_removed", "A second factor was removed from your account"
    RECOVERY_USED = "recovery_used", "A recovery code of yours was used"

    @property
    def subject(self) -> str:
        """The mail's subject line."""
        label = str(self.label)
        return f"Newsroom desk: {label[0].lower()}{label[1:]}"

    @property
    def sentence(self) -> str:
        """The one sentence of the mail."""
        return SENTENCES[self]


SENTENCES = {
    Occasion.SUBMITTED: "A release was submitted, and you are asked to review it.",
    Occasion.COMMENTED: "Somebody commented on a release that concerns you.",
    Occasion.SENT_BACK: "A release that concerns you was not approved, but sent back to be "
    "worked on.",
    Occasion.RECALLED: "A release that you were asked to review was taken back: at present there "
    "is nothing to review.",
    Occasion.APPROVED: "A release that concerns you was approved.",
    Occasion.APPROVAL_FELL: "A release that had been approved was changed, so that its approval "
    "no longer holds.",
    Occasion.RESCHEDULED: "A release that concerns you was given another time.",
    Occasion.HELD: "A release that concerns you was put on hold: it does not go out until the hold "
    "is lifted and it is approved.",
    Occasion.RESUMED: "The hold on a release that concerns you was lifted.",
    Occasion.RELEASED: "A release that concerns you was released at once.",
    Occasion.LEAKED: "A release that concerns you is said to be out already: please look at it "
    "now.",
    Occasion.CORRECTED: "A correction of a release that concerns you was begun.",
    Occasion.WITHDRAWN: "A release that concerns you was withdrawn.",
    Occasion.NAMED_INSIDER: "You were put on the insider list of a release: it is confidential to "
    "those named there.",
    Occasion.PREVIEW_FORWARDED: "A link to a preview that you gave to somebody outside was used on "
    "another device than its own, and showed nothing there.",
    Occasion.NEW_DEVICE: "Somebody signed in to your account, with its second factor, in a "
    "browser it was never used in before.",
    Occasion.SESSION_MOVED: "A session of yours turned up in another browser than the one it was "
    "begun in, and asks for your second factor there.",
    Occasion.FACTOR_ADDED: "A second factor was added to your account.",
    Occasion.FACTOR_REMOVED: "A second factor was removed from your account.",
    Occasion.RECOVERY_USED: "One of your recovery codes was used to sign in, or to approve, and is "
    "worth nothing any more.",
}

# What is about the account of whoever is told, and not about a release.
OF_ACCOUNTS = frozenset(
    {
        Occasion.NEW_DEVICE,
        Occasion.SESSION_MOVED,
        Occasion.FACTOR_ADDED,
        Occasion.FACTOR_REMOVED,
        Occasion.RECOVERY_USED,
    }
)
