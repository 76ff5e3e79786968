"""What may be attached to a release, and how much of it is read to find out.

The name's ending picks the kind, the bytes must bear it out, and readers get our own content type
and a name made safe. Nothing the client says about a file is believed, and nothing is unpacked.
"""

import codecs
import hashlib
import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    StopFutureHandlers,
    TemporaryFileUploadHandler,
)

from releases import officefile
from releases.filetypes import HEAD, TYPES, FileType, likeness

_CHUNK = 64 * 1024
_LONGEST_NAME = 120
_FORM_FIELDS = (
    6_000_000  # bytes of a request besides its files: DATA_UPLOAD_MAX_MEMORY_SIZE and more
)
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class CheckedUpload:
    """A file that may be published: the name and type readers get, its bytes counted and hashed."""

    filename: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class _Seen:
    """What one pass over the bytes found."""

    head: bytes
    size: int
    sha256: str
    is_text: bool


def max_upload_bytes() -> int:
    """The largest file taken, in bytes, and the most that one request may bring."""
    return int(getattr(settings, "IRCMS_MAX_UPLOAD_BYTES", 50_000_000))


def check_upload(file: "File[Any]", name: str) -> CheckedUpload:
    """Read ``file`` once, and leave it at its start; ``name`` is what the client calls it.

    Raises ValidationError, saying what to do, for a file that is empty, too large, of a kind that
    is not published, or not what its name says.
    """
    filename = safe_filename(name)
    if isinstance(file, OversizedUpload):
        raise ValidationError(file.problem, code="too_large")
    kind = TYPES.get(PurePath(filename).suffix[1:])
    if kind is None:
        known = ", ".join(TYPES)
        raise ValidationError(
            f"{filename}: files of this kind are not published. Attach one of these: {known}.",
            code="unknown_kind",
        )
    try:
        seen = _see(file, filename, needs_text=kind.is_text)
        _check_contents(file, filename, kind, seen)
    finally:
        file.seek(0)
    return CheckedUpload(filename, kind.content_type, seen.size, seen.sha256)


def safe_filename(name: str) -> str:
    """``name`` as a plain file name: no directories, nothing hidden, reordered or ambiguous.

    Letters, digits, ``-`` and ``_``, one dot, the ending in lower case; never empty, and at most
    120 characters long.
    """
    name = unicodedata.normalize("NFKD", name)
    name = "".join(c for c in name if unicodedata.category(c)[0] not in {"C", "M"})
    name = re.split(r"[/\\]", name)[-1].rstrip(". ")
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    ending = re.sub(r"[^a-z0-9]+", "-", ending.lower())[:10].strip("-")
    # A dot inside would let report.exe.pdf pass for something else in some listings.
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", stem).strip("-")
    stem = f"file-{stem}" if _DEVICES.fullmatch(stem) else stem or "file"
    stem = stem[: _LONGEST_NAME - len(ending) - 1]
    return f"{stem}.{ending}" if ending else stem


def _see(file: "File[Any]", filename: str, *, needs_text: bool) -> _Seen:
    limit, size, head, digest = max_upload_bytes(), 0, b"", hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_text = needs_text
    for chunk in file.chunks(_CHUNK):
        size += len(chunk)
        if size > limit:
            whole = max(size, getattr(file, "size", None) or 0)
            raise ValidationError(_too_large(filename, whole), code="too_large")
        digest.update(chunk)
        head += chunk[: HEAD - len(head)]
        is_text = is_text and _reads(decoder, chunk)
    if not size:
        raise ValidationError(f"{filename} is empty: choose the file again.", code="empty")
    is_text = is_text and _reads(decoder, b"", final=True)
    return _Seen(head, size, digest.hexdigest(), is_text)


def _reads(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return not _CONTROLS.search(chunk)


def _check_contents(file: "File[Any]", filename: str, kind: FileType, seen: _Seen) -> None:
    if not kind.is_right(seen.head) or seen.is_text != kind.is_text:
        found = likeness(seen.head)
        what = f"{found}, not {kind.label}" if found else f"is not {kind.label}"
        advice = "Save it as UTF-8" if kind.is_text else f"Attach {kind.label}"
        raise ValidationError(
            f"{filename} {what}. {advice}, or name the file for what it is.", code="other_contents"
        )
    if kind.main_part:
        problem = officefile.problem_with(cast("BinaryIO", file), kind.main_part)
        if problem:
            raise ValidationError(f"{filename} {problem}", code="other_contents")


def _too_large(filename: str, size: int) -> str:
    return (
        f"{filename} has {_megabytes(size)}; a file may have {_megabytes(max_upload_bytes())}. "
        "Make it smaller, or split it."
    )


def _megabytes(size: int) -> str:
    return f"{math.ceil(size / 100_000) / 10:,.1f} MB".replace(".0 ", " ")


class OversizedUpload(UploadedFile):
    """Stands in for a file that was not kept: it has a name, a size and a problem, and no bytes.

    Reading or storing it raises, so that nothing empty is ever saved in its place.
    """

    def __init__(self, name: str, size: int, problem: str) -> None:
        super().__init__(None, name, size=size)
        self.problem = problem

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise ValidationError(self.problem, code="too_large")

    chunks = open = read = seek = _refuse

    def close(self) -> None:
        """Nothing is open."""


class QuotaUploadHandler(TemporaryFileUploadHandler):
    """Keeps no more of an upload than may be stored, and lets the form say so.

    Of a request too large as a whole no file is written at all; a file that grows too large is
    deleted at that moment. The rest is read and thrown away, since a request that is cut off
    (``StopUpload``) shows as a broken connection, and a file left out (``SkipFile``) as a field
    nobody filled in. The form gets an OversizedUpload instead, which ``check_upload`` refuses.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django's name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self._is_request_too_large = content_length > max_upload_bytes() + _FORM_FIELDS

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._is_over = self._is_request_too_large
        if self._is_over:
            FileUploadHandler.new_file(self, *args, **kwargs)  # which opens nothing
        else:
            super().new_file(*args, **kwargs)
        # No other handler is to keep what this one does not.
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self._is_over and start + len(raw_data) > max_upload_bytes():
            self._is_over = True
            self.file.close()
        if not self._is_over:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self._is_over:
            return super().file_complete(file_size)
        name = safe_filename(self.file_name or "")
        if file_size > max_upload_bytes():
            problem = _too_large(name, file_size)
        else:
            together = f"The files sent together have more than {_megabytes(max_upload_bytes())}."
            problem = f"{name} was not kept. {together} Save them one at a time."
        return OversizedUpload(name, file_size, problem)
