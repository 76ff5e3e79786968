"""What a file or a page has in common: its release itself is the news of it."""

from typing import Any, ClassVar

from django.db import models

from releases.models.statement import SourcedStatement
from releases.querysets import NewestFirstQuerySet


class Announced(SourcedStatement):
    """A statement that rests on its release's headline, unless other words are given."""

    passage = models.TextField(
        blank=True,
        help_text="The words of the release that say it. Left empty, its headline is taken.",
    )

    objects: ClassVar[Any] = NewestFirstQuerySet.as_manager()

    class Meta:
        abstract = True

    def _refuse_without_source(self) -> None:
        self.passage = self.passage or " ".join(self.release.headline.split())
        super()._refuse_without_source()
