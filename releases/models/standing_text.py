"""Standing texts: About, safe harbor, investigational line. Versions, not drafts of one text."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from ircms import printable
from ircms.printable import PrintableModel
from releases.models.release import Release
from releases.richtext import clean as clean_rich_text


class StandingText(PrintableModel):
    """One version of a text that many releases print. A version that an approved release uses
    never changes (the database refuses it): enter a new version instead."""

    class Kind(models.TextChoices):
        ABOUT = "about", "About"
        SAFE_HARBOR = "safe_harbor", "Safe harbor"
        INVESTIGATIONAL = "investigational", "Investigational"

    kind = models.CharField(max_length=20, choices=Kind)
    key = models.SlugField(
        max_length=60,
        help_text="Which text this is a version of, such as about-the-company. For staff.",
    )
    language = models.CharField(
        max_length=10, choices=Release.Language, default=Release.Language.ENGLISH
    )
    version = models.PositiveIntegerField(
        blank=True, null=True, help_text="Leave it empty to have the next number."
    )
    title = models.CharField(max_length=200, help_text="The heading, as printed.")
    body = models.TextField()

    rich_text = ("body",)

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "language", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_standing_text_is_printable", "title"),
            models.UniqueConstraint(
                fields=["key", "language", "version"],
                name="a_standing_text_has_each_version_once",
                violation_error_message="This version exists already: leave the number empty.",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="versions_count_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.key}, {self.language}, version {self.version})"

    def clean(self) -> None:
        super().clean()
        try:
            clean_rich_text(self.body)
        except ValidationError as refused:
            raise ValidationError({"body": refused}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_unprintable()
        self.body = clean_rich_text(self.body).html
        if self.version is None:
            self.version = self._next_version()
        super().save(*args, **kwargs)

    def _next_version(self) -> int:
        versions = StandingText.objects.filter(key=self.key, language=self.language)
        newest = versions.aggregate(newest=models.Max("version"))["newest"]
        return int(newest or 0) + 1


class ReleaseStandingText(models.Model):
    """That a release prints a standing text, and where in the order."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="printed_texts")
    standing_text = models.ForeignKey(
        StandingText, models.PROTECT, related_name="printings", verbose_name="standing text"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        verbose_name = "standing text"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "standing_text"],
                name="a_release_prints_a_text_once",
                violation_error_message="This text stands on the release already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.standing_text)
