"""The text of a file that goes out with a release, where what we have reads it: .txt, .csv, .docx,
.xlsx. A PDF is not read: that would take a library of its own.

Files were looked into when they were attached (``releases/officefile.py``); here as much is read of
them as a comparison needs, and no more.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath
from xml.etree import ElementTree

from releases.wire.opening import opened

LARGEST = 5_000_000  # bytes of a file that is read
_MOST_XML = 20_000_000  # bytes of one part of an office file
_LONGEST = 200_000  # characters of text
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MOST_SHEETS = 20


def is_read(name: str) -> bool:
    """Whether files of that ending are read."""
    return PurePath(name.casefold()).suffix in _READERS


def text_of(name: str, content: bytes) -> str | None:
    """The text of the file, a paragraph or a row a line, the cells of a row between `` | ``; None
    where it cannot be read. Never raises."""
    reader = _READERS.get(PurePath(name.casefold()).suffix)
    if reader is None or len(content) > LARGEST:
        return None
    try:
        return _cut(reader(content))
    except (ValueError, KeyError, csv.Error, zipfile.BadZipFile, ElementTree.ParseError, OSError,
            RuntimeError, NotImplementedError, EOFError):  # fmt: skip
        return None


def _cut(lines: Iterator[str]) -> str:
    found: list[str] = []
    length = 0
    for line in lines:
        found.append(" ".join(line.split()))
        length += len(line) + 1
        if length > _LONGEST:
            break
    return "\n".join(found)[:_LONGEST]


def _plain(content: bytes) -> Iterator[str]:
    """Lines that a paragraph was wrapped into are put together again."""
    for paragraph in content.decode("utf-8-sig").replace("\r\n", "\n").split("\n\n"):
        yield paragraph.replace("\n", " ")


def _table(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8-sig")
    dialect = ";" if text[:1000].count(";") > text[:1000].count(",") else ","
    for row in csv.reader(io.StringIO(text), delimiter=dialect):
        yield " | ".join(cell.strip() for cell in row)


def _document(content: bytes) -> Iterator[str]:
    """As the reader of releases opens it; what it cannot open is a ValueError."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise zipfile.BadZipFile("It is no archive.")
    for block in opened(content).blocks:
        yield block.text.replace("\n", " ").replace("\t", " | ")


def _workbook(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            items = _xml(archive, "xl/sharedStrings.xml").iter(f"{_S}si")
            shared = ["".join(part.text or "" for part in item.iter(f"{_S}t")) for item in items]
        sheets = sorted(name for name in names if name.startswith("xl/worksheets/sheet"))
        for sheet in sheets[:_MOST_SHEETS]:
            for row in _xml(archive, sheet).iter(f"{_S}row"):
                cells = [_cell(cell, shared) for cell in row.iter(f"{_S}c")]
                yield " | ".join(cell for cell in cells if cell)


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_S}t"))
    value = cell.find(f"{_S}v")
    text = (value.text or "") if value is not None else ""
    if cell.get("t") == "s":
        return shared[int(text)] if text.isdigit() and int(text) < len(shared) else ""
    return text


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One part, read no further than ``_MOST_XML``. Raises ValueError for one that is larger, or
    declares anything: Office does not, and declarations are how such files grow."""
    with archive.open(name) as part:
        xml = part.read(_MOST_XML + 1)
    if len(xml) > _MOST_XML or b"<!" in xml[:4096]:
        raise ValueError(name)
    return ElementTree.fromstring(xml)  # noqa: S314  # no declarations, so no entities


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".txt": _plain,
    ".csv": _table,
    ".docx": _document,
    ".xlsx": _workbook,
}
