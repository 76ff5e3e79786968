"""What this app itself puts into a bundle, beside the release's own row."""

from releases.models import (
    Acknowledgement,
    Approval,
    Attachment,
    Contribution,
    Editing,
    ExchangeNotice,
    Insider,
    LastLook,
    Release,
    ReleaseCategory,
    ReleaseContact,
    ReleaseStandingText,
    Step,
    Unsaved,
)
from releases.statements import Part, exempt
from releases.statements import register as register_part

CATEGORIES = Part(
    ReleaseCategory,
    "categories",
    fields=("category__slug", "category__name"),
    order=("category__slug",),
    is_ranked=True,
    binds="category",
)
STANDING_TEXTS = Part(
    ReleaseStandingText,
    "standing_texts",
    fields=(
        "position",
        "standing_text__kind",
        "standing_text__key",
        "standing_text__language",
        "standing_text__version",
        "standing_text__title",
        "standing_text__body",
    ),
    binds="standing_text",
)
CONTACTS = Part(
    ReleaseContact,
    "contacts",
    fields=(
        "position",
        "contact_id",
        "name",
        "title",
        "organisation",
        "phone",
        "email",
        "is_listed",
        "is_ended",
    ),
    is_ranked=True,
    copies="contact",
)
ATTACHMENTS = Part(
    Attachment,
    "attachments",
    fields=(
        "position",
        "public_id",
        "title",
        "file",
        "filename",
        "content_type",
        "size",
        "sha256",
    ),
)


def register() -> None:
    """Register categories, standing texts, contacts and files; the record of a release's way is no
    part of what it says."""
    for part in (CATEGORIES, STANDING_TEXTS, CONTACTS, ATTACHMENTS):
        register_part(part)
    for model in (Release, Approval, Contribution, Step, Acknowledgement):
        exempt(model)
    for other in (ExchangeNotice, Insider, Editing, Unsaved, LastLook):
        exempt(other)
