"""What the search holds of each release."""

from django.db import models

from releases.models import Release
from search.querysets import EntryQuerySet


class Entry(models.Model):
    """The words by which a release is found: its ``own`` and those it has ``stated``, each besides
    with the letter of its kind before it (search/sources.py), and what it is filtered by.

    Written by the database's triggers alone (search/index), for drafts too: read it through
    ``.public(at)``, never by itself. ``rank`` is the order in which releases went out
    (search/ranks.py) and the row's number in the full-text index of SQLite.
    """

    release = models.OneToOneField(
        Release, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    rank = models.BigIntegerField(unique=True)
    own = models.TextField()
    stated = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Entry of release {self.release_id}"
