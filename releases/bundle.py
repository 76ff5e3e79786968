"""What this app itself puts into a bundle, beside the release's own row."""

from releases.models import (
    Approval,
    Attachment,
    Contribution,
    Release,
    ReleaseContact,
    ReleaseStandingText,
)
from releases.statements import Part, exempt
from releases.statements import register as register_part


def register() -> None:
    """Register categories, standing texts, contacts and files."""
    text = "standing_text__"
    slug = ("category__slug",)
    register_part(Part(Release.categories.through, "categories", fields=slug, order=slug))
    register_part(
        Part(
            ReleaseStandingText,
            "standing_texts",
            (
                "position",
                *(text + f for f in ("kind", "key", "language", "version", "title", "body")),
            ),
        )
    )
    register_part(
        Part(
            ReleaseContact,
            "contacts",
            (
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
        )
    )
    register_part(
        Part(
            Attachment,
            "attachments",
            ("position", "public_id", "title", "filename", "content_type", "size", "sha256"),
        )
    )
    for model in (Release, Approval, Contribution):
        exempt(model)
