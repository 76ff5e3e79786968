"""A standing page of the site, and the notices that are its versions."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from ircms import printable
from library.models.announced import Announced
from releases.ledger import Attribute
from releases.models import Release
from releases.models.identity import Identity

ATTRIBUTES = (Attribute.text("title"),)


class SitePage(Identity):
    """A page that stands for years while its text changes: questions and answers, the board."""

    class Meta(Identity.Meta):
        verbose_name = "standing page"

    def get_absolute_url(self) -> str:
        return reverse("site_page", args=[self.slug])


class PageVersion(Announced):
    """A notice whose text is that of a page, until another one that stands is newer.

    There is no second text: what readers find on the page is the body of the notice, approved,
    checked, translated, corrected and withdrawn as such.
    """

    page = models.ForeignKey(SitePage, models.PROTECT, related_name="versions")
    title = models.CharField(
        max_length=120,
        blank=True,
        help_text="What readers call the page. Left empty, it is the notice’s headline.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["page", "-out_at", "-id"], name="page_versions_newest_first"),
            ATTRIBUTES[0].index("page", "page_newest_title"),
            models.Index(fields=["-out_at", "-id"], name="pages_newest_said_first"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_page_version_is_printable", "title"),
            models.UniqueConstraint(
                fields=["release"],
                name="a_notice_is_the_text_of_one_page",
                violation_error_message="This notice is the text of another page already: write a "
                "notice for each.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.page.name

    def clean(self) -> None:
        super().clean()
        self._refuse_what_is_no_notice()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError on a release that is no notice."""
        self._refuse_what_is_no_notice()
        super().save(*args, **kwargs)

    def _refuse_what_is_no_notice(self) -> None:
        if self.release.kind != Release.Kind.NOTICE:
            raise ValidationError(
                "A page’s text is that of a notice. Choose “Notice” for the kind of this release, "
                "or remove the entry.",
                code="no_notice",
            )
