"""The editor of rich text, as the staff site mounts it (``static/js/editor.js``)."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django_prose_editor.widgets import prose_editor_base_media
from js_asset import ImportMap, Media

# The editor's own parts, each by the name under which it is imported: where static files bear their
# digest in their names, a relative address would lead past it.
_PARTS = ImportMap(
    {f"ircms/{name}": f"js/{name}.js" for name in ("find", "paste", "paste-lists", "word-count")}
)


class RichTextInput(forms.Textarea):
    """A text area that becomes an editor; without JavaScript it stays one, showing the mark-up."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 18, "data-rich-text": ""} | (attrs or {}))

    @property
    def media(self) -> forms.Media:
        script = Script("js/editor.js", type="module")
        found: forms.Media = prose_editor_base_media + Media(importmap=_PARTS, js=[script])
        return found

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: the browser would ask for text in a field that the editor hides."""
        return False
