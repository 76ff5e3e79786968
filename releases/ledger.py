"""The ledger: what has been said about something, and what of it holds.

An identity (a facility, a trial, an event) has attributes; each statement about it gives some of
them, and the newest standing statement that gives one wins. Asked for with one index look-up for
each attribute, however much has been said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q

from releases.models.statement import SourcedStatement
from releases.newest import NewestOfEach
from releases.querysets import PublicQuerySet


@dataclass(frozen=True)
class Attribute:
    """Columns of a statement that are said together, and the condition that says they were."""

    name: str
    fields: tuple[str, ...]
    is_said: Q

    @classmethod
    def text(cls, name: str, *fields: str) -> "Attribute":
        """A column of text, said where it is not empty, and what belongs to it."""
        return cls(name, (name, *fields), ~Q(**{name: ""}))

    @classmethod
    def value(cls, name: str, *fields: str) -> "Attribute":
        """A column of another kind, said where it is not null, and what belongs to it."""
        return cls(name, (name, *fields), Q(**{f"{name}__isnull": False}))

    def index(self, about: str, name: str) -> models.Index:
        """The index that finds the newest statement of this about an identity (``about`` is the
        foreign key's name)."""
        return models.Index(fields=[about, "-out_at", "-id"], condition=self.is_said, name=name)


@dataclass(frozen=True)
class Known:
    """An identity as it stands: ``said`` holds, by attribute, the statement that gave it."""

    identity: Any
    said: Mapping[str, Any]
    values: Mapping[str, Any]

    @property
    def newest(self) -> Any:
        """The statement that was made last, of those that hold."""
        return max(self.said.values(), key=lambda row: (row.out_at, row.pk))


def known(
    identities: "models.QuerySet[Any]",
    statements: "PublicQuerySet[Any]",
    *,
    about: str,
    attributes: Sequence[Attribute],
) -> list[Known]:
    """What holds of ``identities``, of those about which one of ``statements`` (already narrowed
    to what stands) says something; in two queries."""
    newest = NewestOfEach(statements, about, [each.is_said for each in attributes])
    found = list(identities.annotate(newest_said=newest))
    keys = {key for each in found for key in each.newest_said} - {None}
    model: type[SourcedStatement] = statements.model
    rows = model._default_manager.filter(pk__in=keys).select_related("release").in_bulk()
    return [one for each in found if (one := _as_known(each, attributes, rows)).said]


def texts(
    identities: "models.QuerySet[Any]",
    statements: "PublicQuerySet[Any]",
    *,
    about: str,
    attribute: Attribute,
) -> dict[int, str]:
    """By key, what ``statements`` (narrowed to what stands) say of one attribute, a text, of those
    of ``identities`` of which they say any."""
    found = known(identities, statements, about=about, attributes=(attribute,))
    return {each.identity.pk: str(each.values[attribute.name]) for each in found}


def _as_known(identity: Any, attributes: Sequence[Attribute], rows: Mapping[int, Any]) -> Known:
    keys = zip(attributes, identity.newest_said, strict=True)
    said = {each.name: rows[key] for each, key in keys if key is not None}
    values = {
        field: getattr(said[each.name], field)
        for each in attributes
        if each.name in said
        for field in each.fields
    }
    return Known(identity, said, values)


def last_said(statements: "PublicQuerySet[Any]", attributes: Sequence[Attribute]) -> dict[str, Any]:
    """For staff: by attribute, the newest of ``statements`` that is approved and not withdrawn,
    be it out already or to come."""
    approved = statements.filter(
        release__approved_revision=F("release__revision"), release__withdrawn_at__isnull=True
    ).select_related("release")
    newest = {
        each.name: approved.filter(each.is_said).order_by("-out_at", "-id").first()
        for each in attributes
    }
    return {name: row for name, row in newest.items() if row is not None}
