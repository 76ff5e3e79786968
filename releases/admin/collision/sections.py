"""The form of a release and its inlines, each over its rows as they are and as they were."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest

from audit.models import Entry
from releases.admin.collision.changes import Past, undone
from releases.admin.collision.values import fillable
from releases.models import Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


@dataclass
class Section:
    """One part of the page. ``read`` are its rows as the form was filled from them, ``first`` as
    they were before the first collision that is still shown; ``make`` gives the form of a row."""

    prefix: str  # of names in the form; empty for the release's own fields
    title: str
    noun: str
    model: type[Any]
    now: dict[int, Any]
    make: Callable[[Any], Any]
    read: Past
    first: Past

    @cached_property
    def forms_now(self) -> dict[int, dict[str, forms.BoundField]]:
        return {key: fillable(self.make(row)) for key, row in self.now.items()}

    @cached_property
    def forms_read(self) -> dict[int, dict[str, forms.BoundField]]:
        return self._forms(self.read)

    @cached_property
    def forms_first(self) -> dict[int, dict[str, forms.BoundField]]:
        return self._forms(self.first)

    def _forms(self, past: Past) -> dict[int, dict[str, forms.BoundField]]:
        """Where the record does not tell how rows were, there is nothing to compare with."""
        if not past.is_known:
            return {}
        return {key: fillable(self.make(row)) for key, row in past.rows.items()}

    @cached_property
    def blank(self) -> dict[str, forms.BoundField]:
        """The fields of a row that is nobody's yet."""
        return fillable(self.make(self.model()))

    @cached_property
    def has_files(self) -> bool:
        fields = self.make(self.model()).fields.values()
        return any(isinstance(each, forms.FileField) for each in fields)


def sections(
    release_admin: "ReleaseAdmin",
    request: HttpRequest,
    release: Release,
    read: list[Entry],
    first: list[Entry],
) -> Iterator[Section]:
    """The form itself, then each inline that the person may write in; ``read`` and ``first`` are
    the entries to be taken back for the two pasts."""
    form_class = release_admin.get_form(request, release, change=True)

    def section(prefix: str, title: str, noun: str, rows: list[Any], make: Any) -> Section:
        model = type(release) if not prefix else make.model
        now = {row.pk: row for row in rows}
        pasts = (undone(model, now, entries) for entries in (read, first))
        return Section(prefix, title, noun, model, now, make, *pasts)

    own = _OwnForm(form_class)
    yield section("", "The release itself", "release", [release], own)
    counts: dict[str, int] = {}
    for formset_class, inline in release_admin.get_formsets_with_inlines(request, release):
        prefix = formset_class.get_default_prefix()
        counts[prefix] = counts.get(prefix, 0) + 1
        if counts[prefix] > 1:  # as Django numbers them
            prefix = f"{prefix}-{counts[prefix]}"
        if not inline.has_change_permission(request, release):
            continue
        rows = inline.get_queryset(request)
        formset = formset_class(instance=release, prefix=prefix, queryset=rows)
        title, noun = str(inline.verbose_name_plural), str(inline.verbose_name)
        yield section(prefix, title, noun, list(formset.get_queryset()), _RowForm(formset, release))


@dataclass(frozen=True)
class _OwnForm:
    form_class: Any

    def __call__(self, release: Any) -> Any:
        return self.form_class(instance=release)


@dataclass(frozen=True)
class _RowForm:
    """The form of one row of an inline, whatever row it is given."""

    formset: Any
    release: Release

    @property
    def model(self) -> type[Any]:
        found: type[Any] = self.formset.model
        return found

    def __call__(self, row: Any) -> Any:
        row.release = self.release
        formset = self.formset
        given = formset.get_form_kwargs(None)
        return formset.form(instance=row, use_required_attribute=False, **given)
