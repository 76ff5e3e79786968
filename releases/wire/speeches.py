"""A speech while it is being read, and the forms that tell one from a term in quotation marks."""

import re
from dataclasses import dataclass

from releases.wire.document import Block, Said, collapsed
from releases.wire.findings import Quote
from releases.wire.known_people import Known
from releases.wire.quote_marks import Passage

_FEWEST_WORDS = 3  # of a statement
_ALONE = 8  # words that a statement nobody is named for has at least
_UNSTOPPED = 5  # words of a statement that ends without stop or comma
_CHINESE_SEAM = re.compile(r"(?<=[\u3001-\u9fff，！？；])\s(?=[\u3001-\u9fff])")  # no blanks there


@dataclass
class Speech:
    parts: list[str]
    start: int
    end: int
    speaker: Said[str] | None = None
    title: Said[str] | None = None
    known: Known | None = None
    is_open: bool = False  # its last paragraph is not closed

    def add(self, part: str, end: int, *, is_open: bool) -> None:
        self.parts.append(part)
        self.end = end
        self.is_open = is_open

    def quote(self) -> Quote:
        text = _CHINESE_SEAM.sub("", collapsed(" ".join(self.parts)))
        return Quote(Said(text, self.start, self.end), self.speaker, self.title)


def speech_of(block: Block, passage: Passage) -> Speech:
    return Speech(
        [inner(block.text, passage)],
        block.start + passage.start,
        block.start + passage.end,
        is_open=not passage.is_closed,
    )


def inner(text: str, passage: Passage) -> str:
    return text[slice(*passage.inner)].strip()


def starts(block: Block, passage: Passage) -> bool:
    return passage.start < 8 and not block.text[: passage.start].strip(" -–—•*>")


def is_statement(text: str, passage: Passage, *, is_led: bool = False) -> bool:
    """Whether it has the form of one: it begins like a sentence, and is no single term. ``is_led``:
    an attribution leads to it; behind a comma or colon a long one may begin with a small letter."""
    words = inner(text, passage)
    has_lead = is_led and text[max(0, passage.start - 3) : passage.start].rstrip()[-1:] in {
        ",",
        ":",
        "：",
    }
    if not words or (words[0].islower() and not (has_lead and len(words.split()) > _UNSTOPPED)):
        return False
    return (
        len(words.split()) >= _FEWEST_WORDS
        or bool(re.search(r"[.!?。！？]$", words))
        or (bool(re.search(r"[\u4e00-\u9fff]", words)) and len(words) > 8)
    )


def is_sure(words: str) -> bool:
    """Whether it is long enough to be a statement though nobody is named for it."""
    is_chinese = bool(re.search(r"[\u4e00-\u9fff]", words[:40]))
    return len(words) > 20 if is_chinese else len(words.split()) >= _ALONE


def is_spoken(text: str, passage: Passage) -> bool:
    """Whether what an attribution follows is a statement, and no word of the narrative: it ends
    with a stop or a comma, and no sentence began before it."""
    words = inner(text, passage)
    has_stop = bool(re.search(r"[.,!?…;—–。！？，-]$", words)) or bool(
        re.match(r"\s?[,，–—-]|\s+[–—-]", text[passage.end : passage.end + 3])
    )
    ahead = text[max(0, passage.start - 8) : passage.start].rstrip()
    begins = not ahead or ahead[-1] in '.!?:。！？：)”"»*' or not words[:1].islower()
    return begins and (has_stop or len(words.split()) >= _UNSTOPPED)


def goes_on(text: str, place: int) -> bool:
    """Whether a sentence goes on at ``place``."""
    return bool(re.match(r"\s?,?\s?[a-zéà]", text[place : place + 4]))
