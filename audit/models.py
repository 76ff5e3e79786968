"""The chain: entries, what stands beside them, and the links that hold them in order.

All three tables are written by the database's triggers (``audit/triggers``) or by
``audit.recording``; nothing in them is ever changed, and only a detail can be erased.
``docs/audit.md`` says what this proves and what it does not.
"""

import json
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from audit.querysets import EntryQuerySet


class Entry(models.Model):
    """One thing that was done.

    ``record`` is what the chain holds, as JSON; the other columns repeat it for look-ups, and
    verification compares them. Keys are plain numbers without constraints: an entry outlives the
    draft it tells of. ``action`` is a short word: insert, update, delete, or viewed, signed in, …
    """

    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    action = models.CharField(max_length=40)
    table = models.CharField(max_length=64)
    row_id = models.BigIntegerField(null=True)
    release_id = models.BigIntegerField(null=True)
    record = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        verbose_name_plural = "entries"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["release_id", "-id"],
                condition=models.Q(release_id__isnull=False),
                name="audit_of_a_release",
            ),
            models.Index(fields=["table", "row_id", "-id"], name="audit_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row_id or ''}".strip()

    @cached_property
    def told(self) -> dict[str, Any]:
        """The record, read."""
        read: dict[str, Any] = json.loads(self.record)
        return read

    @property
    def columns(self) -> list[str]:
        """The columns that an update changed; none for anything else."""
        return list(self.told["columns"])

    @property
    def said(self) -> dict[str, Any]:
        """What the chain itself holds beside names and keys. Of a row: ``before`` and ``after``,
        each by column, as far as the change has them."""
        return dict(self.told["said"])

    @cached_property
    def beside(self) -> dict[str, Any]:
        """The detail, read: of a row ``before`` and ``after`` by column. Empty where there is none,
        or where it has been erased."""
        try:
            read: dict[str, Any] = json.loads(self.detail.text)
        except ObjectDoesNotExist:
            return {}
        return read

    @property
    def before(self) -> dict[str, Any]:
        """Values, by column, before an update (those that changed) or a delete (all)."""
        return dict(self.beside.get("before", {}))

    @property
    def after(self) -> dict[str, Any]:
        """Values, by column, after an update (those that changed) or an insert (all)."""
        return dict(self.beside.get("after", {}))


class Detail(models.Model):
    """Texts and personal data of an entry. The chain holds no more of them than the SHA-256 of
    ``salt`` and ``text``, so that they can be erased and the chain stands."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=32)
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Detail of entry {self.entry_id}"


class Link(models.Model):
    """The place of an entry in the chain: 1, 2, 3 and so on, without a gap. ``hash`` is the SHA-256
    of the hash before it, the position and the entry's record (``audit.chain``)."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="link")
    previous = models.CharField(max_length=64)
    hash = models.CharField("SHA-256", max_length=64)

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Two entries cannot follow one: a fork is impossible whoever writes.
            models.UniqueConstraint(fields=["previous"], name="a_link_has_one_successor"),
            models.UniqueConstraint(fields=["hash"], name="a_link_is_made_once"),
        ]

    def __str__(self) -> str:
        return f"Link {self.position}"
