"""Sets of entries, as their readers want them."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from audit.models import Entry  # noqa: F401 -- named in quotes below


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries with their details, in the order of their keys."""

    def of_release(self, key: int) -> Self:
        """What was done to the release ``key`` and to what hangs on it, newest first."""
        return self.filter(release_id=key).select_related("detail").order_by("-id")

    def of_row(self, table: str, key: int) -> Self:
        """What was done to one row of ``table``, newest first."""
        return self.filter(table=table, row_id=key).select_related("detail").order_by("-id")

    def since(self, key: int) -> Self:
        """Those after the entry ``key``."""
        return self.filter(id__gt=key)
