"""What each person has of a release for themselves: what they typed and did not save, and up to
where they have read it. Neither is part of the release, and both come and go."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from releases.models.release import Release


class Unsaved(models.Model):
    """What somebody has typed into a form and not saved yet, kept so that it is not lost. The
    release knows nothing of it: its revision stays, and so does its approval."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    release = models.ForeignKey(
        Release,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="typed",
        help_text="None for a release that has not been saved even once.",
    )
    form = models.UUIDField(help_text="The form as it was opened: a page has one of its own.")
    revision = models.PositiveIntegerField(
        default=0, help_text="Of the release, when the form was opened."
    )
    fields = models.JSONField(help_text="Names and values as the form would have sent them.")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "form"], name="one_copy_per_open_form"),
            models.CheckConstraint(
                name="nothing_saved_has_no_revision",
                condition=Q(release__isnull=False) | Q(revision=0),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-kept_at"], name="unsaved_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, not saved"


class LastLook(models.Model):
    """Up to where somebody has read a release on its page: what came later is news to them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="last_looks"
    )
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "release"], name="one_last_look_per_person"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-at"], name="last_looks_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, read up to revision {self.revision}"
