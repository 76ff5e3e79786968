"""The form an announcement is pasted into, or its file chosen in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from releases.wire.opening import Unreadable
from releases.wire.reading import Reading, read

MOST_TEXT = 1_000_000  # bytes
MOST_FILE = 10_000_000  # bytes, of a word processor's file; any other is a text
# More than a hundred facts are no announcement, and each is compared with what is known.
MOST_FOUND = 100
TOO_MUCH = "There is far more in it than one announcement states: paste one announcement alone."
_OFFICE = ".docx"
KINDS = ".txt,.md,.html,.htm,.xml,.docx"


class TextForm(forms.Form):
    """What is read: text, HTML or Markdown in ``text``, or a file. Once in order, ``reading`` is
    what was found; its document's source is what the next page sends again as ``text``."""

    text = forms.CharField(
        label="The text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "data-paste": ""}),
        help_text="All of it, from the headline to the last contact. Text, HTML or Markdown.",
    )
    file = forms.FileField(
        label="Or its file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": KINDS}),
        help_text="Word (.docx) up to 10 MB; text or HTML up to 1 MB.",
    )
    reading: Reading

    def clean_text(self) -> str:
        """Browsers send every end of a line as two characters."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        size = len(text.encode(errors="replace"))
        if size > MOST_TEXT:
            raise forms.ValidationError(
                f"The text has {_megabytes(size)}; 1 MB can be read. Paste the announcement alone."
            )
        return text if text.strip() else ""

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        name, size = str(file.name), file.size or 0
        if not size:
            raise forms.ValidationError(f"{name} is empty: choose the file again.")
        most = MOST_FILE if name.lower().endswith(_OFFICE) else MOST_TEXT
        if size > most:
            raise forms.ValidationError(
                f"{name} has {_megabytes(size)}; {most // 1_000_000} MB of such a file can be "
                "read. Open it, and paste its text."
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, file = cleaned.get("text"), cleaned.get("file")
        if self.errors:
            return cleaned
        if text and file:
            self.add_error("file", "There is a text above as well: send one of the two.")
        elif file:
            self._read("file", file.read())
        elif text:
            self._read("text", text)
        else:
            self.add_error("text", "Paste the announcement here, or choose its file.")
        return cleaned

    def _read(self, field: str, source: str | bytes) -> None:
        try:
            self.reading = read(source)
        except Unreadable as refused:
            self.add_error(field, str(refused))
        else:
            if _found(self.reading) > MOST_FOUND:
                self.add_error(field, TOO_MUCH)


def _found(reading: Reading) -> int:
    """How many facts, texts and contacts there are in it."""
    facts = len(reading.capacity_figures) + len(reading.trials) + len(reading.events)
    return facts + len(reading.contacts) + len(reading.boilerplates)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
