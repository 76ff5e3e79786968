"""Contact details under no heading: a name or a known firm with numbers beneath."""

from collections.abc import Iterator, Sequence

from releases.wire.contact_doubts import settled
from releases.wire.contact_glue import unglued
from releases.wire.contact_items import Item, is_detail, items_in
from releases.wire.contact_signs import holds_numbers, lines_within
from releases.wire.document import Block
from releases.wire.people import SURE, likeness
from releases.wire.people_in_runs import Known, Part
from releases.wire.posts import is_department

_BENEATH = 3  # lines
_SIDE_BY_SIDE = 4  # firms whose people stand in columns beneath


def bare_contacts(
    blocks: Sequence[Block], run: list[int], known: Known
) -> Iterator[tuple[int, Block]]:
    """From a line that is a sure name to the last number beneath it."""
    if not any(holds_numbers(blocks[number].text) for number in run):
        return
    items: list[Item] = []
    homes: dict[int, int] = {}
    for number in run:
        whole = lines_within(blocks[number])
        for line in (each for one in whole for each in unglued(one)):
            homes[len(homes)] = number
            items += items_in(line, len(homes) - 1, known, blocks[number].marks)
    items = settled(items, frozenset(known.firms))
    places = range(len(items))
    start = next((place for place in places if _is_bare_contact(items, place, known)), None)
    if start is None:
        return
    first = items[start]
    last = max(item.line for item in items if is_detail(item) and item.start > first.start)
    begin = _top_of_table(blocks, homes[first.line])
    for number in run:
        if begin <= number <= homes[last]:
            yield number, blocks[number]


def _top_of_table(blocks: Sequence[Block], number: int) -> int:
    """The first row of the table that a block stands in, which may name the firms; else itself."""
    table = blocks[number].table
    while table and number and blocks[number - 1].table == table:
        number -= 1
    return number


def _is_bare_contact(items: list[Item], place: int, known: Known) -> bool:
    """A sure name, or a firm that the release names, with a name or numbers beneath."""
    item = items[place]
    if item.part is not Part.FIRM:
        is_titled = any(after.part is Part.TITLE for after in items[place + 1 : place + 2])
        return _is_bare_name(items, place, is_sure=is_titled)
    if not _is_known(item.text, known):
        return False
    for number, after in enumerate(items[place + 1 : place + _SIDE_BY_SIDE], place + 1):
        if after.line - item.line > number - place:
            return False
        if after.part is not Part.FIRM:
            return is_detail(after) or _is_bare_name(items, number, is_sure=True)
    return False


def _is_known(firm: str, known: Known) -> bool:
    """“Acme”, “Acme Mills, Inc.” and “Acme Press Office” where the release is about Acme Mills."""
    small = firm.casefold().removeprefix("代表")  # on behalf of
    if any(small.startswith(other) for other in known.firms):
        return True
    name, _, office = small.partition(" ")
    return is_department(office) and any(other.startswith(f"{name} ") for other in known.firms)


def _is_bare_name(items: list[Item], place: int, *, is_sure: bool) -> bool:
    """A name that numbers follow within three lines, with nothing but a title or a firm between."""
    name = items[place]
    if name.part is not Part.NAME:
        return False
    after = items[place + 1 : place + 6]
    found = next((item for item in after if is_detail(item) or item.part is Part.OTHER), None)
    if found is None or not is_detail(found) or found.line - name.line > _BENEATH:
        return False
    mails = {item.text for item in after if item.part is Part.EMAIL}
    return is_sure or likeness(name.text, mails, frozenset()) >= SURE
