"""Word files for tests, made of Markdown: headings, bold and italic words, items, tables, lines.

Only the parts that a reader looks at (ECMA-376 part 1, 17); the same text makes the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import groupby

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|(?P<plain>[^*]+)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_HEADING = re.compile(r"(#{1,3}) (.*)", re.DOTALL)
_BREAK = "\\\n"
_RULED = re.compile(r"[|\s:-]+")  # the line below a table's head


def docx_of(markdown: str) -> bytes:
    """The bytes of a .docx file that says what ``markdown`` says."""
    body = "".join(_blocks(markdown))
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {"styles": "styles.xml", "numbering": "numbering.xml"}
        ),
        "word/styles.xml": f"<w:styles {_W}>{_styles()}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{_BULLETS}</w:numbering>",
    }
    return zipped({name: f"{_DECLARATION}{xml}".encode() for name, xml in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return file.getvalue()


def _blocks(markdown: str) -> Iterator[str]:
    for block in re.split(r"\n{2,}", markdown.strip()):
        if found := _HEADING.fullmatch(block):
            style = f'<w:pPr><w:pStyle w:val="Heading{len(found[1])}"/></w:pPr>'
            yield _paragraph(found[2], style)
        elif block.startswith("|"):
            yield _table(block)
        else:
            yield from _paragraphs(block)


def _paragraphs(block: str) -> Iterator[str]:
    """Items one by one; other lines are one paragraph."""
    for is_item, lines in groupby(block.split("\n"), lambda line: line.startswith("- ")):
        if is_item:
            yield from (_paragraph(line.removeprefix("- "), _ITEM) for line in lines)
        else:
            yield _paragraph("\n".join(lines))


def _paragraph(text: str, properties: str = "") -> str:
    lines = [_runs(line.replace("\n", " ")) for line in _LINK.sub(r"\1", text).split(_BREAK)]
    return f"<w:p>{properties}{'<w:r><w:br/></w:r>'.join(lines)}</w:p>"


def _runs(line: str) -> str:
    return "".join(_run(found) for found in _RUN.finditer(line))


def _run(found: re.Match[str]) -> str:
    mark = {"bold": "<w:rPr><w:b/></w:rPr>", "italic": "<w:rPr><w:i/></w:rPr>", "plain": ""}
    kind = str(found.lastgroup)
    words = escape(found[kind], quote=False)
    return f'<w:r>{mark[kind]}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _table(block: str) -> str:
    lines = (line for line in block.split("\n") if not _RULED.fullmatch(line))
    rows = ([cell.strip() for cell in line.strip("| ").split("|")] for line in lines)
    told = "".join(
        f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{told}</w:tbl>"


def _content_types() -> str:
    mains = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in mains.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>{parts}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _styles() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}">'
        f'<w:name w:val="heading {level}"/></w:style>'
        for level in (1, 2, 3)
    )


_ITEM = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
_BULLETS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
