"""Text, HTML or a word processor's file as a document."""

import io
import re
import zipfile
from collections.abc import Iterator

from releases.officefile import problem_with
from releases.wire import hypertext, plain
from releases.wire.document import Document, assembled
from releases.wire.hypertext import Piece

MOST_CHARACTERS = 2_000_000
MOST_BLOCKS = 20_000
MOST_BYTES = 20_000_000
_MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MOST_XML = 40_000_000  # bytes of the text's own part, unpacked
_NAMED = {
    b"%PDF": "It is a PDF: open it, select all of its text, and paste that.",
    b"\xd0\xcf\x11\xe0": "It is an old Word file: save it as .docx.",
    b"{\\rtf": "It is a rich text file: save it as .docx.",
}


class Unreadable(ValueError):
    """What was given is no release, or cannot be read; the message says what to do."""


def opened(source: str | bytes) -> Document:
    """The blocks of ``source``: plain text (hard-wrapped or not, with Markdown's signs or
    without), HTML, or the bytes of a .docx file or of a text in UTF-8 (or UTF-16 with its mark).
    Raises Unreadable."""
    text = source if isinstance(source, str) else _text_of(source)
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(
            f"The text has {len(text):,} characters; a release has at most {MOST_CHARACTERS:,}."
        )
    if "\x00" in text:
        raise Unreadable("There is a NUL character in it: it is no text. Paste the text itself.")
    if not text.strip():
        raise Unreadable("There is no text in it. Paste the text of the release.")
    is_hypertext = hypertext.is_hypertext(text)
    pieces = hypertext.blocks_in(text) if is_hypertext else plain.blocks_in(text)
    return assembled(text, _not_too_many(pieces), is_markup=is_hypertext)


def _not_too_many(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if number == MOST_BLOCKS:
            raise Unreadable(f"It has more than {MOST_BLOCKS:,} paragraphs: paste one release.")
        yield piece


def _text_of(source: bytes) -> str:
    if len(source) > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    for start, what in _NAMED.items():
        if source.startswith(start):
            raise Unreadable(what)
    if source.startswith(b"PK\x03\x04"):
        return _office_text(source)
    encoding = "utf-16" if source[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"It is no text in UTF-8 (byte {error.start + 1:,}): save it with that encoding, or "
            "paste the text."
        ) from error


def _office_text(source: bytes) -> str:
    """A .docx as HTML, headings, lists and tables kept."""
    file = io.BytesIO(source)
    if problem := problem_with(file, _MAIN_PART):
        raise Unreadable(f"The Word file {problem}")
    file.seek(0)
    _check_parts(file)
    import mammoth  # takes 40 ms to import: most texts are none of its

    try:
        return str(mammoth.convert_to_html(file, convert_image=_no_image).value)
    except (Exception, RecursionError) as error:  # the library raises whatever it meets
        raise Unreadable("The Word file is damaged: open it, and paste its text.") from error


def _check_parts(file: io.BytesIO) -> None:
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            if not part.filename.endswith((".xml", ".rels")):
                continue
            if part.file_size > _MOST_XML:
                raise Unreadable("The Word file holds far more text than a release has.")
            with archive.open(part) as opened_part:
                if re.search(rb"<!(?:DOCTYPE|ENTITY)", opened_part.read(4096)):
                    raise Unreadable("The Word file was altered: open it in Word and save it.")
    file.seek(0)


def _no_image(image: object) -> list[object]:
    """Pictures are not read: they are added on the release's page, with words for them."""
    return []
