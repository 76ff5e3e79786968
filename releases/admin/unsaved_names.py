"""Which names a release's form sends, and what of a request may be kept of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from ircms.edge import AsOfRequest
from releases.autosave import COUNT, Fields
from releases.models import Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

# What a form carries after a collision: without it what was asked would count as answered.
_CARRIED = ("collision-", "choice:", "kept:")
_COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def typed(release_admin: "ReleaseAdmin", request: AsOfRequest, release: Release | None) -> Fields:
    """What the request sends of the form's own fields; of anything else nothing is kept. Files are
    no part of it: browsers do not fill them in again."""
    own, rows = _names(release_admin, request, release)
    return {
        name: [str(value) for value in request.POST.getlist(name)]
        for name in request.POST
        if name in own or _is_carried(name) or _is_of_row(name, rows)
    }


def as_sent(fields: Fields) -> QueryDict:
    """``fields`` as the browser would have sent them; to be changed at will."""
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, list(values))
    return sent


def _names(
    release_admin: "ReleaseAdmin", request: AsOfRequest, release: Release | None
) -> tuple[set[str], dict[str, set[str]]]:
    """The form's own names; and by the prefix of its rows what each of them has."""
    form = release_admin.get_form(request, release, change=release is not None)
    rows: dict[str, set[str]] = {}
    own = {COUNT, *_fields(form)}
    for formset, _ in release_admin.get_formsets_with_inlines(request, release):
        prefix = formset.get_default_prefix()
        rows[prefix] = {"id", "DELETE", *_fields(formset.form)}
        own |= {f"{prefix}-{count}" for count in _COUNTS}
    return own, rows


def _fields(form: Any) -> set[str]:
    kept = forms.FileField, forms.ImageField
    fields: dict[str, forms.Field] = form.base_fields
    return {
        name
        for name, field in fields.items()
        if not isinstance(field, kept) and not isinstance(field.widget, forms.PasswordInput)
    }


def _is_carried(name: str) -> bool:
    """A name that may be anything after its beginning; no database stores a NUL."""
    return name.startswith(_CARRIED) and "\x00" not in name


def _is_of_row(name: str, rows: dict[str, set[str]]) -> bool:
    prefix, _, rest = name.partition("-")
    number, _, field = rest.partition("-")
    is_numbered = number.isascii() and number.isdigit() and len(number) <= 3
    return is_numbered and field in rows.get(prefix, ())
