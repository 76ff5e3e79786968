"""What was said last, beside the field in which it is said anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ircms.market_time import in_market_zone
from releases import insiders
from releases.ledger import Attribute, Known, known
from releases.models import Release
from releases.models.statement import SourcedStatement
from releases.precision import printed
from releases.querysets import PublicQuerySet


@dataclass(frozen=True)
class Beside:
    """What was said of one thing: what readers know, and what is approved and to come."""

    public: Known | None
    coming: Known | None

    @property
    def releases(self) -> list[Release]:
        """Those that said it."""
        known = filter(None, (self.public, self.coming))
        return [row.release for each in known for row in each.said.values() if row is not None]


def public_and_coming(
    statements: "PublicQuerySet[Any]", release: Release | None, at: datetime, user: Any
) -> "tuple[PublicQuerySet[Any], PublicQuerySet[Any]]":
    """Of what other releases than the one being written say: what stands at ``at``, and what is
    approved for later, as far as ``user`` may know of it."""
    others = statements.exclude(release=release.pk) if release and release.pk else statements
    coming = others.filter(
        insiders.known_q(user, at, "release__"),
        Q(out_at__gt=at) | Q(out_at__isnull=True),
        release__approved_revision=F("release__revision"),
        release__withdrawn_at__isnull=True,
    )
    return others.standing(at), coming


def last_said(
    model: type[SourcedStatement],
    about: str,
    keys: Iterable[int],
    attributes: Iterable[Attribute],
    release: Release | None,
    at: datetime,
    user: Any,
) -> dict[int, Beside]:
    """By the identity's key, what the ledger holds of it for ``user``: three queries for all
    ``keys``, and two more where something of them is to come."""
    wanted = list(keys)
    if not wanted:
        return {}
    identities = model._meta.get_field(about).related_model._default_manager  # type: ignore[union-attr]  # a key's

    def by_key(rows: "PublicQuerySet[Any]") -> dict[int, Known]:
        these = identities.filter(pk__in=wanted)
        found = known(these, rows, about=about, attributes=tuple(attributes))
        return {each.identity.pk: each for each in found}

    standing, coming = public_and_coming(model.objects.all(), release, at, user)
    public = by_key(standing)
    # Mostly nothing is; to ask that is much shorter than to ask what.
    is_more_to_come = coming.filter(**{f"{about}__in": wanted}).exists()
    to_come = by_key(coming) if is_more_to_come else {}
    return {key: Beside(public.get(key), to_come.get(key)) for key in wanted}


def sentences(
    beside: Beside, attributes: Iterable[Attribute], at: datetime
) -> dict[str, SafeString]:
    """By field, what was said of it last and by which release, for beside that field."""
    said: dict[str, list[SafeString]] = {}
    for one in filter(None, (beside.public, beside.coming)):
        for attribute in attributes:
            row: Any = one.said.get(attribute.name)
            if row is None:
                continue
            for field in attribute.fields:
                if (text := as_text(row, field)) and row._meta.get_field(field).editable:
                    said.setdefault(field, []).append(sentence(text, row.release, at))
    return {field: lines(found) for field, found in said.items()}


def lines(found: list[SafeString]) -> SafeString:
    """Sentences one under the other."""
    return format_html_join(mark_safe("<br>"), "{}", ((each,) for each in found))


def sentence(text: str, release: Release, at: datetime) -> SafeString:
    """``Last said: Phase I (22 September 2017, “Headline”)``; of what is not public yet, that."""
    if release.out_at is None or release.out_at > at:
        when = in_market_zone(release.out_at) if release.out_at else "it is released by hand"
        start = "Approved, and not public before"
        return format_html("{} {}: <b>{}</b> (“{}”)", start, when, text, release.headline)
    day = release.printed_day
    when = date_format(day, "j F Y") if day else ""
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
    if isinstance(value, date) and (exactly := getattr(row, f"{field}_precision", "")):
        return printed(value, exactly)
    return str(getattr(value, "name", value))
