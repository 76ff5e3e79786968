"""The record of a review: what was asked, answered and decided, by whom; append-only."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from releases.models.release import Release


class _OfARelease(models.Model):
    """A row of the record. It outlives a deleted draft, as contributions do."""

    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="%(class)ss"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revision = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Step(_OfARelease):
    """One step of a release on its way, or a word said on it. Never changed, never deleted."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "Submitted for review"
        COMMENTED = "commented", "Commented"
        SENT_BACK = "sent_back", "Sent back"
        RECALLED = "recalled", "Recalled"
        APPROVED = "approved", "Approved"
        IMPORTED = "imported", "Entered as historic"
        RESCHEDULED = "rescheduled", "Rescheduled"
        HELD = "held", "Put on hold"
        RESUMED = "resumed", "Hold lifted"
        RELEASED = "released", "Released now"
        LEAKED = "leaked", "Leak mode"
        CORRECTED = "corrected", "Correction begun"
        WITHDRAWN = "withdrawn", "Withdrawn"

    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["release", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["release", "-id"], name="step_of_a_release"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.by}"


class Asked(models.Model):
    """Whom a submission asks to approve. Others who may approve still can."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="asked")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_to")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["step", "user"], name="asked_once_a_submission"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, asked to approve"


class Acknowledgement(_OfARelease):
    """That somebody has seen a warning of pre-flight and lets it stand. It holds as long as the
    finding is the same, word for word (``fingerprint``: releases/preflight)."""

    code = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    what = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "fingerprint"], name="a_warning_is_acknowledged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, acknowledged by {self.by}"


class ExchangeNotice(models.Model):
    """That an exchange has been told ahead (Nasdaq Rule 5250(b)(1)), or why it need not be."""

    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="exchange_notices"
    )
    market = models.CharField(max_length=4, help_text="The exchange’s MIC (ISO 10383).")
    reference = models.CharField(max_length=100, blank=True)
    waiver_reason = models.TextField("why none is needed", blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["release", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(~models.Q(reference="") & models.Q(given_at__isnull=False))
                | ~models.Q(waiver_reason=""),
                name="a_notice_has_a_reference_and_a_time_or_a_reason",
                violation_error_message="Enter the notice’s reference and when it was given, or "
                "why none is needed.",
            ),
        ]

    def __str__(self) -> str:
        return f"Notice to {self.market}: {self.reference or 'none needed'}"
