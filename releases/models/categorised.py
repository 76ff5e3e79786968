"""Under which categories a release stands in the newsroom."""

from typing import ClassVar

from django.db import models

from company.models import Category
from releases.querysets import CategorisedQuerySet


class ReleaseCategory(models.Model):
    """That a release bears a category.

    ``out_at`` repeats the release's, kept by the database's guards: the news of a category is read
    in its order, however rare the category is and however much other news there is.
    """

    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, models.CASCADE, related_name="+", db_index=False)
    out_at = models.DateTimeField(null=True, editable=False)

    objects = CategorisedQuerySet.as_manager()

    class Meta:
        db_table = "releases_release_categories"
        default_permissions = ()
        unique_together: ClassVar[list[tuple[str, ...]]] = [("release", "category")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["category", "-out_at", "-release"], name="category_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.release}"
