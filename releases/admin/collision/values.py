"""One field's value as a browser sends it: taken from a form, compared, read by people."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from ircms.market_time import in_market_zone
from releases import richtext
from releases.admin.widgets import RichTextInput

Sent = list[str]
# The editor writes paragraphs into items and cells.
_WRAPPED = re.compile(r"<(li|t[hd])([^>]*)><p>([^<]*)</p></\1>")
_BLANK = re.compile(r"<p>\s*</p>")


def fillable(form: Any) -> dict[str, forms.BoundField]:
    """The fields of ``form`` that a person fills in, files apart: no browser sends a file again."""
    return {
        bound.name: bound
        for bound in form
        if not bound.is_hidden and not isinstance(bound.field, forms.FileField)
    }


def as_sent(bound: forms.BoundField) -> Sent:
    """What the browser sends of a field that nobody touches."""
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(value, list | tuple | set):
        return [str(each) for each in value]
    written = bound.field.widget.format_value(value)
    if isinstance(written, list | tuple):  # a list to choose from
        return [str(each) for each in written]
    return [] if written in (None, "") else [str(written)]


def is_same(field: Any, one: Sent, other: Sent) -> bool:
    """Whether two values of ``field`` say the same, however they are written."""
    return one == other or bool(_meant(field, one) == _meant(field, other))


def readable(field: Any, sent: Sent) -> str:
    """A value as people read it; empty for nothing."""
    if isinstance(field, forms.BooleanField):
        return "yes" if sent else "no"
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_named(field, sent))
    if isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        labels = dict(_flat(offered))
        return ", ".join(str(labels.get(each, each)) for each in sent if each)
    text = _text(sent)
    if is_rich(field):
        return richtext.plain_text(text)
    return _as_day_or_time(field, text)


def is_rich(field: Any) -> bool:
    return isinstance(field.widget, RichTextInput)


def _as_day_or_time(field: Any, text: str) -> str:
    if not isinstance(field, forms.DateField | forms.DateTimeField):
        return text
    try:
        value: Any = field.to_python(text)
    except ValidationError:
        return text
    if value is None:
        return ""
    is_instant = isinstance(field, forms.DateTimeField)
    return in_market_zone(value) if is_instant else date_format(value, "j F Y")


def _text(sent: Sent) -> str:
    return (sent[0] if sent else "").replace("\r\n", "\n").replace("\r", "\n")


def _meant(field: Any, sent: Sent) -> Any:
    if isinstance(field, forms.BooleanField):
        return bool(sent)
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return frozenset(sent)
    text = _text(sent).strip()
    if is_rich(field):
        return _as_stored(text)
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return text
    try:
        return field.to_python(text) or None
    except ValidationError:
        return text


def _as_stored(html: str) -> str:
    """Rich text without what editor and store write differently."""
    try:
        stored = richtext.clean(html).html
    except ValidationError:
        return html
    return _BLANK.sub("", _WRAPPED.sub(r"<\1\2>\3</\1>", stored))


def _named(field: Any, sent: Sent) -> list[str]:
    """What keys stand for, of what exists for whoever asks."""
    keys = [each for each in sent if each.isascii() and each.isdigit()]
    found = {str(row.pk): str(row) for row in field.queryset.filter(pk__in=keys)} if keys else {}
    return [found.get(key, "something that is not yours to see") for key in keys]


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
