"""What every statement is: a row that hangs on a release and is public with it."""

from django.db import models

from releases.querysets import PublicQuerySet


class Statement(models.Model):
    """Something a release says. Read it through ``.public(at)``, never by itself.

    ``out_at`` repeats the release's, kept by the database's guards, so that "the newest that was
    said about this" is an index look-up and not a walk over all releases.
    """

    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="+")
    out_at = models.DateTimeField(null=True, editable=False)

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True
