"""Releases and what hangs on them."""

from releases.models.approval import Approval, Contribution, SharedRowAuthor
from releases.models.attachment import Attachment
from releases.models.contact import Contact, ReleaseContact
from releases.models.release import Release
from releases.models.standing_text import ReleaseStandingText, StandingText

__all__ = [
    "Approval",
    "Attachment",
    "Contact",
    "Contribution",
    "Release",
    "ReleaseContact",
    "ReleaseStandingText",
    "SharedRowAuthor",
    "StandingText",
]
