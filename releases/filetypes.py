"""The kinds of file that are published, and how their bytes are told from others'."""

from collections.abc import Callable
from dataclasses import dataclass

import puremagic

# How many of a file's first bytes are looked at.
HEAD = 8 * 1024

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MP4_BRANDS = (b"iso", b"mp4", b"avc1", b"M4V", b"dash", b"MSNV", b"f4v")
_WEB_PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php")

# Longest first where one begins another.
_SIGNATURES = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office file"),
    (b"{\\rtf", "an RTF text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xff\xfe", "a text in UTF-16"),
    (b"\xfe\xff", "a text in UTF-16"),
)


@dataclass(frozen=True)
class FileType:
    """A kind of file: what people call it, what browsers are told, how its first bytes look."""

    label: str
    content_type: str
    is_right: Callable[[bytes], bool]
    is_text: bool = False
    main_part: str = ""  # of an Office file: the content type of its main part


def _starts_with(*prefixes: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(prefixes)


def _is_mp3(head: bytes) -> bool:
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2
    return head.startswith(b"ID3") or is_frame


def _is_prose(head: bytes) -> bool:
    return not is_web_page(head) and not head.startswith((b"%PDF-", b"{\\rtf", b"#!"))


def _is_calendar(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"BEGIN:VCALENDAR")


def is_web_page(head: bytes) -> bool:
    """Whether an old browser might take a text that begins so for HTML, SVG or XML."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGES)


def _office(label: str, content_type: str, main_part: str) -> FileType:
    is_zip = _starts_with(b"PK\x03\x04")
    return FileType(
        label, _OFFICE + content_type, is_zip, main_part=f"{_OFFICE}{main_part}.main+xml"
    )


_JPEG = FileType("a JPEG image", "image/jpeg", _starts_with(b"\xff\xd8\xff"))
TYPES = {
    "pdf": FileType("a PDF document", "application/pdf", _starts_with(b"%PDF-")),
    "png": FileType("a PNG image", "image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": FileType("a GIF image", "image/gif", _starts_with(b"GIF87a", b"GIF89a")),
    "webp": FileType(
        "a WebP image",
        "image/webp",
        lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    ),
    "docx": _office("a Word document", "wordprocessingml.document", "wordprocessingml.document"),
    "xlsx": _office("an Excel workbook", "spreadsheetml.sheet", "spreadsheetml.sheet"),
    "pptx": _office(
        "a PowerPoint presentation",
        "presentationml.presentation",
        "presentationml.presentation",
    ),
    "csv": FileType("a CSV table in UTF-8", "text/csv; charset=utf-8", _is_prose, is_text=True),
    "txt": FileType("a text in UTF-8", "text/plain; charset=utf-8", _is_prose, is_text=True),
    "ics": FileType(
        "an iCalendar file", "text/calendar; charset=utf-8", _is_calendar, is_text=True
    ),
    "mp3": FileType("an MP3 recording", "audio/mpeg", _is_mp3),
    "mp4": FileType(
        "an MP4 video",
        "video/mp4",
        lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(_MP4_BRANDS),
    ),
}


def likeness(head: bytes) -> str:
    """What a file that begins with ``head`` is, as “is a …”; ``""`` if nothing is known of it."""
    if is_web_page(head):
        return "is a web page or XML"
    for signature, label in _SIGNATURES:
        if head.startswith(signature):
            return f"is {label}"
    try:
        # The same call in puremagic 1.x (Python 3.11) and 2.x.
        names = [match.name for match in puremagic.magic_string(head) if match.name]
    except (puremagic.PureError, ValueError):
        names = []
    return f"looks like “{names[0][:60]}”" if names else ""
