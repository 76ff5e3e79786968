"""What tells a line of contact details from prose and from other lines with numbers."""

import re

from releases.wire.contact_headings import heading_in
from releases.wire.details import details_in
from releases.wire.document import Block, Line
from releases.wire.posts import is_address

PROSE = 300  # characters
_WORDS = 14  # of a sentence that is no detail

_STOPS = re.compile(
    r"(?:about\s(?!the\sinformation)|à propos|über\s[A-Z]|forward[- ]looking|cautionary|"
    r"safe harbou?r|disclaimer|source\s?[:\s]|view\s|"
    r"notes? to |photo|logo|images?\b|a photo|multimedia|attachment|###|\*\*\*|©|copyright|#\w|"
    r"tags?:|keywords?|"
    r"énoncés prospectifs|déclarations prospectives|zukunftsgerichtete|"
    r"haftungsausschluss|关于|關於|前瞻|"
    r"to view|this (?:news|press) release|the post |original|read more|related|share this|"
    r"additional information|"
    r"conference call|webcast|dial[- ]in|for immediate release|embargoed|neither the|"
    r"\[?(?:image|logo))",
    re.IGNORECASE,
)
NO_NUMBERS = re.compile(
    r"dial|toll[- ]free (?:in|from|within)|conference id|passcode|access code|replay|webcast|"
    r"participant|callers?\b|"
    r"prospectus|information agent|\bpin\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:company\s)?(?:web\s?site|twitter|linkedin|facebook|instagram|x|follow us|telegram|"
    r"youtube|homepage|internet)"
    r"(?:\sat)?\b.{0,90}|(?:www\.|https?://|@)\S{1,120}|or",
    re.IGNORECASE,
)
MAY_HOLD_NUMBERS = re.compile(r"@|\d[\d().\s-]{5}\d|\bat\b|\(at\)|\[at\]")


def lines_within(block: Block) -> list[Line]:
    """Its lines, the cells of a row one by one."""
    found = []
    for cell in block.cells():
        start = cell.start
        for text in cell.text.split("\n"):
            found.append(Line(text, start))
            start += len(text) + 1
    return found


def is_no_detail(line: str) -> bool:
    if NO_NUMBERS.search(line) or (_STOPS.match(line) and not heading_in(line)):
        return True
    if len(line) <= _WORDS * 3 or heading_in(line):
        return False
    words = line.split()
    is_sentence = len(words) >= _WORDS and line.rstrip()[-1:] in ".。!" and not holds_numbers(line)
    is_chinese_prose = len(re.findall(r"[\u4e00-\u9fff]", line)) > _WORDS * 4
    return is_sentence or is_chinese_prose or (len(line) > PROSE and len(words) > _WORDS * 2)


def holds_numbers(text: str) -> bool:
    if not MAY_HOLD_NUMBERS.search(text):
        return False
    lines = (line for line in text.replace("\t", "\n").split("\n") if len(line) <= 4 * PROSE)
    return any(d.kind in ("phone", "email") for line in lines for d in details_in(line))


def is_tail(text: str) -> bool:
    return len(text) < PROSE and all(
        _TAIL.fullmatch(line.strip()) or is_address(line) for line in text.split("\n")
    )
