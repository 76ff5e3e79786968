"""Releases and what hangs on them."""

from releases.models.approval import Approval, Contribution, SharedRowAuthor
from releases.models.attachment import Attachment
from releases.models.categorised import ReleaseCategory
from releases.models.contact import Contact, ReleaseContact
from releases.models.insider import Editing, Insider
from releases.models.own import LastLook, Unsaved
from releases.models.release import Release
from releases.models.review import Acknowledgement, Asked, ExchangeNotice, Step
from releases.models.standing_text import ReleaseStandingText, StandingText

__all__ = [
    "Acknowledgement",
    "Approval",
    "Asked",
    "Attachment",
    "Contact",
    "Contribution",
    "Editing",
    "ExchangeNotice",
    "Insider",
    "LastLook",
    "Release",
    "ReleaseCategory",
    "ReleaseContact",
    "ReleaseStandingText",
    "SharedRowAuthor",
    "StandingText",
    "Step",
    "Unsaved",
]
