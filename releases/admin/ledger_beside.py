"""What was said last, beside the field in which it is said anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from releases.ledger import Attribute, Known, known
from releases.models import Release
from releases.models.statement import SourcedStatement


def approved_before(statements: "QuerySet[Any]", release: Release | None) -> Any:
    """What colleagues may rely on: approved and not withdrawn, out already or to come, on other
    releases than the one being written."""
    found = statements.filter(
        release__approved_revision=F("release__revision"), release__withdrawn_at__isnull=True
    )
    return found.exclude(release=release.pk) if release is not None and release.pk else found


def last_said(
    model: type[SourcedStatement],
    about: str,
    keys: Iterable[int],
    attributes: Iterable[Attribute],
    release: Release | None,
) -> dict[int, Known]:
    """By the identity's key, what the ledger holds of it: two queries for all ``keys``."""
    identities = model._meta.get_field(about).related_model._default_manager  # type: ignore[union-attr]  # a key's
    found = known(
        identities.filter(pk__in=list(keys)),
        approved_before(model._default_manager.all(), release),
        about=about,
        attributes=tuple(attributes),
    )
    return {each.identity.pk: each for each in found}


def sentences(one: Known, attributes: Iterable[Attribute]) -> dict[str, SafeString]:
    """By field, what was said of it last and by which release, for beside that field."""
    said: dict[str, SafeString] = {}
    for attribute in attributes:
        row = one.said.get(attribute.name)
        if row is None:
            continue
        for field in attribute.fields:
            if (text := as_text(row, field)) and row._meta.get_field(field).editable:
                said[field] = sentence(text, row.release)
    return said


def sentence(text: str, release: Release) -> SafeString:
    """``Last said: Phase I (22 September 2017, “Headline”)``."""
    day = release.printed_day
    when = date_format(day, "j F Y") if day else "no date yet"
    return format_html("Last said: <b>{}</b> ({}, “{}”)", text, when, release.headline)


def as_text(row: Any, field: str) -> str:
    """A stored value as staff read it; empty where nothing is stored."""
    display = getattr(row, f"get_{field}_display", None)
    value = display() if display else getattr(row, field)
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        named: Mapping[str, str] = dict(row._meta.get_field(field).all_choices())
        return ", ".join(str(named.get(code, code)) for code in value)
    return str(getattr(value, "name", value))
