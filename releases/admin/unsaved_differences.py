"""What somebody typed and did not save, beside what is stored: read before it is taken up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from releases import richtext
from releases.admin.collision import sent
from releases.admin.collision.differences import difference
from releases.admin.collision.items import Told
from releases.admin.collision.sections import Section, sections
from releases.admin.collision.values import Sent, as_sent, is_same, readable
from releases.admin.unsaved_names import as_sent as as_query
from releases.autosave import Fields
from releases.models import Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_TEXTS = ("headline", "subheadline", "body", "correction_reason", "staff_note")
_MARKUP = "The words are the same; how they are set is not."


@dataclass(frozen=True)
class Part:
    """What was typed of one row, or of the release itself; ``what`` became of the row: changed,
    added, removed."""

    title: str
    what: str
    told: Told


def differences(
    release_admin: "ReleaseAdmin", request: HttpRequest, release: Release | None, fields: Fields
) -> list[Part]:
    """Where ``fields`` say anything else than what is stored of ``release`` (None: nothing yet)."""
    typed = as_query(fields)
    found: list[Part] = []
    for section in sections(release_admin, request, release or Release(), [], []):
        if not section.prefix:
            (now,) = section.forms_now.values()
            told = _told(now, {name: typed.getlist(name) for name in now})
            found += [Part(section.title, "changed", told)] if told else []
            continue
        rows = sent.rows_of(typed, MultiValueDict(), section.prefix) or []
        found += [part for row in rows if (part := _of_row(section, row)) is not None]
    return found


def as_typed(release: Release, fields: Fields) -> list[Part]:
    """The same of a release that is frozen, whose form has no fields any more: its texts."""
    told: Told = []
    for name in _TEXTS:
        said, stored = "".join(fields.get(name, [])), str(getattr(release, name))
        if name == "body":
            said, stored = richtext.plain_text(said), richtext.plain_text(stored)
        if said and said != stored:
            label = str(Release._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column
            told.append((label[:1].upper() + label[1:], difference(stored, said)))
    return [Part("The release itself", "changed", told)] if told else []


def _of_row(section: Section, row: sent.Row) -> Part | None:
    noun = section.noun[:1].upper() + section.noun[1:]
    if row.key not in section.now:
        told = list(_all(section.blank, row.values))
        return Part(noun, "added", told) if told and not row.is_removed else None
    title = f"{noun}: {section.now[row.key]}"
    if row.is_removed:
        return Part(title, "removed", [])
    told = _told(section.forms_now[row.key], row.values)
    return Part(title, "changed", told) if told else None


def _told(now: dict[str, Any], typed: dict[str, Sent]) -> Told:
    """The fields that were typed otherwise, each with what became of it."""
    told: Told = []
    for name, bound in now.items():
        stored, said = as_sent(bound), typed.get(name, [])
        if is_same(bound.field, stored, said):
            continue
        before, after = readable(bound.field, stored), readable(bound.field, said)
        told.append((str(bound.label), difference(before, after) if before != after else _MARKUP))
    return told


def _all(blank: dict[str, Any], typed: dict[str, Sent]) -> Iterator[tuple[str, str]]:
    for name, bound in blank.items():
        said = typed.get(name, [])
        if not is_same(bound.field, as_sent(bound), said):
            yield str(bound.label), readable(bound.field, said)
