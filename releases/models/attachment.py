"""Files of a release. They have no visibility of their own: they are public with it."""

import uuid
from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import DatabaseError, models
from django.urls import reverse

from ircms import printable
from ircms.printable import PrintableModel
from ircms.storage import PrivateStorage
from releases.models.release import Release
from releases.querysets import PublicQuerySet
from releases.uploads import check_upload


class Attachment(PrintableModel):
    """A document or image that goes out with its release, bound to it by SHA-256."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="attachments")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200, help_text="What it is, as readers see it.")
    file = models.FileField(storage=PrivateStorage(), max_length=200)
    filename = models.CharField(max_length=150, blank=True, editable=False)
    content_type = models.CharField(max_length=120, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(
        "SHA-256",
        max_length=64,
        editable=False,
        validators=[RegexValidator(r"^[0-9a-f]{64}$")],
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("an_attachment_is_printable", "title", "filename"),
            models.CheckConstraint(
                condition=models.Q(size__gt=0), name="an_attachment_is_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="an_attachment_has_a_sha256",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        try:
            self._describe_new_file()
        except ValidationError as refused:
            raise ValidationError({"file": refused}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Describe a new file by its bytes; raises ValidationError for one that must not be
        published."""
        self._describe_new_file()
        self.refuse_unprintable()
        brings_file = bool(self.file) and not self.file._committed  # noqa: SLF001 -- as below
        try:
            super().save(*args, **kwargs)
        except DatabaseError:
            if brings_file and self.file.name:
                self.file.storage.delete(self.file.name)  # no row knows of it
            raise

    def _describe_new_file(self) -> None:
        if not self.file or self.file._committed:  # noqa: SLF001 -- Django's own mark of a file that is stored
            return
        checked = check_upload(self.file.file, self.file.name or "")
        self.filename = checked.filename
        self.content_type = checked.content_type
        self.size = checked.size
        self.sha256 = checked.sha256

    def open_verified(self) -> Iterator[bytes]:
        """The file's bytes, if they are those that were described; raises TamperedFile else."""
        storage: PrivateStorage = self.file.storage
        return storage.open_verified(self.file.name, self.sha256)

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.public_id, self.filename])
