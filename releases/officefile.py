"""Office files (OOXML) looked into without being unpacked.

They are ZIP archives. Only the list of contents and one small part, the content types, are read;
their sizes are checked first (ECMA-376 part 2; PKWARE APPNOTE 4.3.16 for the end record).
"""

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import BinaryIO
from xml.etree import ElementTree

_END = struct.Struct("<4s4H2LH")
_ZIP64_LOCATOR = b"PK\x06\x07"
_MAX_PARTS = 10_000
_MAX_LIST = 2_000_000  # bytes of the list of contents
_MAX_UNPACKED = 500_000_000
_MAX_RATIO = 200
_LARGE = 10_000_000
_MAX_CONTENT_TYPES = 1_000_000
_CONTENT_TYPES = "[Content_Types].xml"
_ACTIVE = ("macro", "vba", "activex")

_DAMAGED = "is damaged or altered: open it in Office and save it again."
_BOMB = "would unpack to far more than it seems: save it again, or attach a PDF."


def problem_with(file: BinaryIO, main_part: str) -> str:
    """What is wrong with an Office file, as the rest of a sentence; ``""`` if nothing is.

    ``main_part``: the content type its main part must have.
    """
    try:
        if not _has_plain_end(file):
            return _DAMAGED
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            return _parts_problem(parts, _size(file)) or _types_problem(archive, parts, main_part)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return _DAMAGED


def _size(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


def _has_plain_end(file: BinaryIO) -> bool:
    """Whether the list of contents is small and stands right before the end record.

    Looked at before ``zipfile`` reads the list, as that would take memory for all of it.
    """
    size = _size(file)
    if size < _END.size:
        return False
    file.seek(max(0, size - _END.size - 20))
    last = file.read()
    magic, _, _, _, parts, length, at, comment = _END.unpack(last[-_END.size :])
    return bool(
        magic == b"PK\x05\x06"
        and not last.startswith(_ZIP64_LOCATOR)
        and comment == 0
        and 0 < parts <= _MAX_PARTS
        and length <= _MAX_LIST
        and at + length == size - _END.size
    )


def _parts_problem(parts: Sequence[zipfile.ZipInfo], size: int) -> str:
    names = [part.filename for part in parts]
    if len({name.lower() for name in names}) < len(names) or not all(map(_is_plain, parts)):
        return _DAMAGED
    if sum(part.compress_size for part in parts) > size:
        return _BOMB  # parts that overlap
    is_dense = any(
        part.file_size > _LARGE and part.file_size > _MAX_RATIO * part.compress_size
        for part in parts
    )
    if is_dense or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        return _BOMB
    return ""


def _is_plain(part: zipfile.ZipInfo) -> bool:
    """Whether a part is stored or deflated, not encrypted, and named without tricks."""
    name = part.filename
    is_encrypted = bool(part.flag_bits & 0x1)
    is_known = part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return is_known and not is_encrypted and not name.startswith("/") and ".." not in name


def _types_problem(
    archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo], main_part: str
) -> str:
    names = {part.filename for part in parts}
    if _CONTENT_TYPES not in names:
        return "is a ZIP archive and no Office file: attach the files in it one by one."
    with archive.open(_CONTENT_TYPES) as file:
        xml = file.read(_MAX_CONTENT_TYPES + 1)
    # Office writes neither declarations nor UTF-16 here; both can hide what the part says.
    if len(xml) > _MAX_CONTENT_TYPES or b"<!" in xml or b"\0" in xml:
        return _DAMAGED
    try:
        types = _declared(xml)
    except ElementTree.ParseError:
        return _DAMAGED
    if any(word in kind.lower() for kind in types.values() for word in _ACTIVE) or any(
        name.lower().endswith("vbaproject.bin") for name in names
    ):
        return "holds macros or controls, which run on readers' machines: save it without them."
    if not any(kind == main_part and name in names for name, kind in types.items()):
        return "is another kind of Office file than its name says: give it its own ending."
    return ""


def _declared(xml: bytes) -> dict[str, str]:
    """Content types by part name (``*.ending`` for those that hold for an ending)."""
    types: dict[str, str] = {}
    for entry in ElementTree.fromstring(xml):  # noqa: S314  # no declarations, so no entities
        default = f"*.{entry.get('Extension', '')}"
        types[entry.get("PartName", default).lstrip("/")] = entry.get("ContentType", "")
    return types
