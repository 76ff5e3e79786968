"""Lines of contact details that lost their line breaks: “Acme Corp.9 Mill RoadTel: 555…”."""

import re
from collections.abc import Iterator

from releases.wire.document import Line

_FORM = (
    r"(?:(?:\b(?:Inc|Corp|Ltd|Co)\.|\b(?:Inc|LLC|LLP|GmbH|AG|plc|PLC|Limited|Incorporated"
    r"|Corporation))(?=[A-ZÀ-Þ][a-zà-ÿ]|\d)(?!Ltd|Inc|LLC|KG|Corp))"
)
_LABEL = (
    r"(?:(?<=[\w.)])(?=(?:Tel(?:ephone|efon)?|T[ée]l[ée]phone|Tél|Phone|E-?[Mm]ail|Fax|Mobile|Cell"
    r"|Web(?:site)?|Direct|Courriel)\.?\s?[:：]))"
)
_AFTER_DIGITS = r"(?:(?:(?<=\d\d)|(?<=\d[A-Z]\d))(?=[A-ZÀ-Þ][a-zà-ÿ]{2}))"
_SURE = re.compile(rf"{_FORM}|{_LABEL}|{_AFTER_DIGITS}")
# A house number is glued to the word before it only where other breaks are lost too: “Web3 Labs”.
_HOUSE = re.compile(r"(?<=[a-zà-ÿ)])(?=\d{1,5}\s[A-ZÀ-Þ][a-zà-ÿ])")
_LONGEST = 600  # characters of a line that is no prose


def unglued(line: Line) -> Iterator[Line]:
    """The lines that ``line`` was before its breaks were lost; itself where none were."""
    cuts = {found.end() for found in _SURE.finditer(line.text)}
    if cuts and len(line.text) <= _LONGEST:
        cuts |= {found.end() for found in _HOUSE.finditer(line.text)}
    place = 0
    for cut in sorted({*cuts, len(line.text)}):
        text = line.text[place:cut]
        if text.strip():
            yield Line(text.strip(), line.start + place + len(text) - len(text.lstrip()))
        place = cut
