"""What every statement is: a row that hangs on a release and is public with it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ircms.printable import PrintableModel
from releases import passages
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


class SourcedStatement(Statement, PrintableModel):
    """A statement that rests on words of its release, the ``passage``; readers are led to it."""

    position = models.PositiveSmallIntegerField(default=0)
    passage = models.TextField(
        help_text="The words of the release that say it, copied from its headline, body or "
        "standing texts."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self._refuse_without_source()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError where the passage is not in the release's text."""
        self.passage = " ".join(self.passage.split())
        self.refuse_unprintable()
        self._refuse_without_source()
        super().save(*args, **kwargs)

    def _refuse_without_source(self) -> None:
        """Statements belong to the original, and each rests on words that are there."""
        if self.release.translation_of_id is not None:
            raise ValidationError(
                "This release is a translation. What is stated belongs to the original: enter it "
                "there, and the translation shows it too.",
                code="on_a_translation",
            )
        if self.passage:  # an empty one is said at its field already
            try:
                passages.require(self.release, self.passage)
            except ValidationError as refused:
                raise ValidationError({"passage": refused}) from refused

    @property
    def anchor(self) -> str:
        """The fragment of the release's page at which the passage stands."""
        return passages.anchor(self.passage)

    def get_absolute_url(self) -> str:
        """Where a reader finds the words that say it."""
        return f"{self.release.get_absolute_url()}#{self.anchor}"
