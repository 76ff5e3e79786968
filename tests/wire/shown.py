"""A reading turned back into text, and a stretch of a source without its mark-up."""

import html
import re
import unicodedata
from typing import Any

from releases.wire.document import Block, Kind
from releases.wire.findings import Section
from releases.wire.reading import Reading

_MARKUP = (
    (re.compile(r"<!--.{0,4000}?-->|<(style|script)\b.{0,4000}?</\1>", re.DOTALL), ""),
    (re.compile(r"</?[a-zA-Z][^>]{0,2000}>"), ""),
    (re.compile(r"\]\([^)\s]{0,2000}\)"), ""),
)


def signs(text: str) -> str:
    """Letters and digits alone: what mark-up, white space and a hyphen at a line's end leave."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def unmarked(source: str) -> str:
    """Without tags, comments and the addresses of links; entities as their characters."""
    for pattern, instead in _MARKUP:
        source = pattern.sub(instead, source)
    return html.unescape(source)


def as_text(reading: Reading) -> str:
    """The parts of a reading below each other, as a plain release has them."""
    harbor = reading.forward_looking
    parts = [
        *(said.value for said in (reading.headline, *reading.subheadlines) if said),
        _dateline(reading) + _block(reading.outline.body[0]),
        *map(_block, reading.outline.body[1:]),
        *map(_section, (*reading.boilerplates, *([harbor] if harbor else []))),
    ]
    if contacts := reading.as_json()["contacts"]:
        parts += [_CONTACTS.get(reading.language, "Contacts:"), *map(_contact, contacts)]
    return "\n\n".join(_with_wire(parts, reading))


_CONTACTS = {"de": "Kontakt:", "fr": "Contacts :", "zh-hans": "联系人：", "zh-hant": "聯絡人："}


def _with_wire(parts: list[str], reading: Reading) -> list[str]:
    """With the line above or below the release by which its wire signs, where no dateline does."""
    wire, headline, dateline = reading.wire, reading.headline, reading.outline.dateline
    if wire is None or (dateline and dateline.wire):
        return parts
    line = reading.document.blocks[reading.document.block_at(wire.start)].text
    is_above = headline is not None and wire.start < headline.start
    return [line, *parts] if is_above else [*parts, line]


def _dateline(reading: Reading) -> str:
    dateline = reading.outline.dateline
    if dateline is None:
        return ""
    printed = reading.document.text[dateline.start : dateline.end]
    return " ".join(printed.split()) + " "


def _block(block: Block) -> str:
    if block.kind is Kind.ITEM:
        return f"- {block.text}"
    return block.text.replace("\t", "\t\t")


def _section(section: Section) -> str:
    title = section.title.value if section.title else None
    return f"{title}\n\n{section.text.value}" if title else section.text.value


def _contact(contact: dict[str, Any]) -> str:
    return "\n".join(
        contact[name] for name in ("name", "title", "org", "phone", "email") if contact[name]
    )
