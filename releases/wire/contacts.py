"""Contacts as a release prints them: who answers, for whom, at which number and address."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from releases.wire.contact_cards import Cards
from releases.wire.contact_doubts import settled
from releases.wire.contact_glue import unglued
from releases.wire.contact_items import Item, items_in
from releases.wire.contact_tables import lines_of
from releases.wire.contact_zones import contact_blocks, contact_parts, contact_start
from releases.wire.details import digits_of
from releases.wire.document import Block, Document, Line, Said
from releases.wire.findings import Contact
from releases.wire.people_in_runs import Known, Part, known_from

__all__ = ["contact_blocks", "contact_parts", "contact_start", "contacts_in"]

_LONGEST = 3_000  # characters of a line: what is longer is no detail
_MOST = 200  # contacts: no release names more
_FIELDS = ("name", "title", "org", "phone", "email")


def contacts_in(document: Document, blocks: Sequence[Block], language: str = "en") -> list[Contact]:
    """The contacts in ``blocks``, which are contact details (``contact_parts`` finds them), as
    printed and in order; one that is printed twice is given once. The words for headings and
    titles are those of all languages, as agencies mix them: ``language`` decides nothing."""
    del language
    known = known_from(document)
    found: list[Contact] = []
    for group in _groups(blocks):
        items = settled(list(_items(group, known)), frozenset(known.firms))
        found += Cards().read(items)
    return _once_each(found)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that follow one another in the document: nothing is read across what is left out."""
    group: list[Block] = []
    for block in blocks:
        if group and block.start - group[-1].end > 2:  # the empty line between two
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _items(blocks: list[Block], known: Known) -> Iterator[Item]:
    marks = tuple(mark for block in blocks for mark in block.marks if mark.href)
    lines = (each for line in lines_of(blocks) for each in _unbroken(line))
    for number, line in enumerate(lines):
        if not line.text:
            yield Item(Part.BREAK, "", line.start, line.start, number)
        elif len(line.text) <= _LONGEST:
            yield from items_in(line, number, known, marks)


def _unbroken(line: Line) -> Iterator[Line]:
    return unglued(line) if line.text else iter([line])


def _once_each(contacts: list[Contact]) -> list[Contact]:
    kept: list[Contact] = []
    for contact in contacts[:_MOST]:
        for number, other in enumerate(kept):
            if _are_one(contact, other):
                kept[number] = _together(other, contact)
                break
        else:
            kept.append(contact)
    return kept


def _are_one(one: Contact, other: Contact) -> bool:
    keys, others = _keys(one), _keys(other)
    if keys["name"] and others["name"]:
        return keys["name"] == others["name"] and _agree(keys, others, ("phone", "email"))
    if keys["name"] != others["name"]:
        return False
    return _agree(keys, others, ("org", "phone", "email")) and any(
        keys[field] and keys[field] == others[field] for field in ("phone", "email")
    )


def _agree(keys: dict[str, str], others: dict[str, str], fields: tuple[str, ...]) -> bool:
    return all(not keys[f] or not others[f] or keys[f] == others[f] for f in fields)


def _keys(contact: Contact) -> dict[str, str]:
    keys = {}
    for field in _FIELDS:
        said: Said[str] | None = getattr(contact, field)
        text = said.value if said else ""
        letters = "".join(filter(str.isalnum, text.casefold()))
        keys[field] = digits_of(text) if field == "phone" else letters
    return keys


def _together(one: Contact, other: Contact) -> Contact:
    return replace(one, **{f: getattr(other, f) for f in _FIELDS if getattr(one, f) is None})
