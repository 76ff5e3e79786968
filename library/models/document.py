"""A document, and the files of releases that are its versions."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from ircms.existence import random_end
from library.kinds import Kind
from library.models.announced import Announced
from releases.ledger import Attribute
from releases.models import Attachment, Release
from releases.models.identity import Identity
from releases.precision import Precision

# What the desk is told was said last.
ATTRIBUTES = (
    Attribute.text("kind"),
    Attribute.value("dated_on", "dated_on_precision"),
)


class Document(Identity):
    """Something that is published in versions: a charter, a fact sheet, the report on a year."""

    class Meta(Identity.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Identity.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(Kind.values)),
                name="a_document_has_no_address_of_a_list",
                violation_error_message="This is the address of a list of documents. Choose "
                "another one.",
            ),
        ]
        # There may be one for every release; staff see them by name.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "id"], name="documents_by_name"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.slug])

    def _derive_address(self) -> None:
        is_derived = not self.slug
        super()._derive_address()
        if is_derived and self.slug in Kind.values:
            self.slug = f"{self.slug}-{random_end()}"


class DocumentUpdate(Announced):
    """A file of a release as a version of a document: the newest that stands is the current one,
    in each language by itself. ``dated_on`` is the day, month or year that it is of."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="updates")
    attachment = models.ForeignKey(
        Attachment, models.CASCADE, verbose_name="file", related_name="+"
    )
    kind = models.CharField(max_length=30, choices=Kind)
    language = models.CharField(
        max_length=10,
        choices=Release.Language,
        blank=True,
        help_text="Left empty, it is the release’s.",
    )
    dated_on = models.DateField(
        "of",
        null=True,
        blank=True,
        help_text="The day it is of, or any day in the month or year that it reports on.",
    )
    dated_on_precision = models.CharField(
        "of it is stated", max_length=5, choices=Precision, default=Precision.DAY
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-out_at", "-id"], name="documents_newest_first"),
            models.Index(fields=["kind", "-out_at", "-id"], name="documents_of_a_kind"),
            models.Index(
                fields=["document", "language", "-out_at", "-id"], name="document_versions"
            ),
            models.Index(fields=["document", "-out_at", "-id"], name="document_newest_first"),
            ATTRIBUTES[1].index("document", "document_newest_dated_on"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="a_document_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Release.Language.values),
                name="a_document_is_in_a_known_language",
            ),
            models.CheckConstraint(
                condition=models.Q(dated_on_precision__in=Precision.values),
                name="a_document_s_day_is_known_so_far",
            ),
            models.UniqueConstraint(
                fields=["attachment"],
                name="a_file_is_one_document",
                violation_error_message="This file is listed as a document already.",
            ),
            models.UniqueConstraint(
                fields=["release", "document", "language"],
                name="a_release_has_one_version_of_a_document",
                violation_error_message="The release has this document in this language already: "
                "give the other file a document of its own.",
            ),
        ]

    def __str__(self) -> str:
        return self.attachment.title if self.attachment_id else self.document.name

    def clean(self) -> None:
        super().clean()
        self._settle_language()
        self._refuse_a_file_from_elsewhere()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a file of another release."""
        self._settle_language()
        self._refuse_a_file_from_elsewhere()
        super().save(*args, **kwargs)

    def _settle_language(self) -> None:
        self.language = self.language or self.release.language

    def _refuse_a_file_from_elsewhere(self) -> None:
        if self.attachment_id and self.attachment.release_id != self.release_id:
            said = "This file hangs on another release. Choose one of this release’s."
            raise ValidationError({"attachment": ValidationError(said, code="elsewhere")})
