"""Approvals, append-only, and who contributed to what they approve."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from releases.models.release import Release


class Approval(models.Model):
    """That someone approved exactly these bytes. Never changed, never deleted: the database
    refuses both."""

    class Kind(models.TextChoices):
        APPROVAL = "approval", "Approval"
        HISTORIC_IMPORT = "historic_import", "Historic import"

    release = models.ForeignKey(Release, models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.APPROVAL)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals")
    approved_at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    canonical = models.BinaryField(help_text="The bundle as approved (releases/digest.py).")
    format_version = models.CharField(max_length=40)
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["release", "revision"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="an_approval_has_a_sha256"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["release", "revision"], name="approval_of_a_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of revision {self.revision} by {self.approver}"


class Contribution(models.Model):
    """That someone had a hand in a release, last in ``last_revision``. Written by the database's
    guards, whichever way the change came; outlives a deleted draft."""

    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="contributions"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contributions")
    last_revision = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "user"], name="one_contribution_row_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, up to revision {self.last_revision}"


class SharedRowAuthor(models.Model):
    """That someone wrote a shared row (a standing text, a category), known by its table and key.
    Written by the guards; whoever prints the row inherits its authors until it is approved."""

    table = models.CharField(max_length=64)
    row_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["table", "row_id", "user"], name="one_author_row_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, author of row {self.row_id} of {self.table}"
