"""Who knows of a confidential release, and who has a release's form open."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from releases.models.release import Release


class Insider(models.Model):
    """Somebody to whom a confidential release exists (MAR Article 18: the insider list). The list
    as it was at any time is in the audit."""

    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="insiders"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="insider_of")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "user"], name="an_insider_is_named_once"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Editing(models.Model):
    """That somebody had the form of a release open a moment ago. Not a record: rows come and go."""

    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="being_edited"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "user"], name="one_presence_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, editing"
