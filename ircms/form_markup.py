"""Fields of forms as HTML, quickly.

A release's form has hundreds of fields and thousands of options. Django renders each by templates,
several for one option; the plain ones are written here, byte for byte as Django writes them
(``tests/ircms/test_form_markup.py`` compares the two). Whatever is not named here is Django's.
"""

import html
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

_WIDGETS = "django/forms/widgets/"
_OPTION = f"{_WIDGETS}select_option.html"
_INPUTS = "text hidden number checkbox email password date time datetime".split()


class QuickForms(DjangoTemplates):
    """The renderer of all forms (settings.FORM_RENDERER)."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        write = _WRITERS.get(template_name)
        written = write(context) if write is not None else None
        if written is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308 -- Django’s own
        return mark_safe(written)  # noqa: S308 -- every value in it has been escaped


def _input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_plain(widget["value"])}"'
    named = f'type="{_shown(widget["type"])}" name="{_shown(widget["name"])}"'
    return f"<input {named}{value}{_attributes(widget['attrs'])}>"


def _textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = _shown(widget["value"]) if widget["value"] else ""
    start = f'<textarea name="{_shown(widget["name"])}"{_attributes(widget["attrs"])}>'
    return f"{start}\n{value}</textarea>"


def _select(context: dict[str, Any]) -> str | None:
    widget = context["widget"]
    parts = [f'<select name="{_shown(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        if any(option["template_name"] != _OPTION for option in options):
            return None
        if group:
            parts.append(f'\n  <optgroup label="{_shown(group)}">')
        parts += _options(options)
        if group:
            parts.append("\n  </optgroup>")
    return f"{''.join(parts)}\n</select>"


def _options(options: list[dict[str, Any]]) -> Iterator[str]:
    for option in options:
        start = f'\n  <option value="{_plain(option["value"])}"{_attributes(option["attrs"])}>'
        yield f"{start}{_shown(option['label'])}</option>\n"


def _label(context: dict[str, Any]) -> str:
    label = _shown(context["label"])
    if not context["use_tag"]:
        return label.strip()
    tag = _shown(context["tag"])
    return f"<{tag}{_attributes(context['attrs'] or {})}>{label}</{tag}>"


def _attributes(attributes: Mapping[str, Any]) -> str:
    """True stands for a name alone, False for nothing."""
    written = [
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_plain(value)}"'
        for name, value in attributes.items()
        if value is not False
    ]
    return "".join(written)


def _shown(value: Any) -> str:
    """As ``{{ value }}``."""
    return _escaped(value if isinstance(value, str | Promise) else str(localize(value)))


def _plain(value: Any) -> str:
    """As ``{{ value|stringformat:'s' }}``: the same for every reader."""
    return _escaped(value)


def _escaped(value: Any) -> str:
    """As Django's ``conditional_escape``, without its care for what is lazy: thousands a page."""
    if isinstance(value, Promise):
        value = str(value)
    return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))


_WRITERS: dict[str, Callable[[dict[str, Any]], str | None]] = {
    **{f"{_WIDGETS}{name}.html": _input for name in _INPUTS},
    f"{_WIDGETS}textarea.html": _textarea,
    f"{_WIDGETS}select.html": _select,
    "django/forms/label.html": _label,
}
