"""Words of contact details that may be a person's name or a firm's, decided by their neighbours."""

import re
from dataclasses import replace
from itertools import pairwise

from releases.wire.contact_items import Item, is_detail, mails_in
from releases.wire.people import SURE, likeness
from releases.wire.people_in_runs import Part

_ENDS = (Part.HEADING, Part.OR, Part.FOR)
_MAY_BE_NAMES = (Part.NAME, Part.UNSURE)
_TOGETHER = re.compile(r"\s?/\s?|,?\s(?:and|&|et|und|or|oder|ou)\s")
_DOUBTFUL = -2  # and less: a firm


def settled(items: list[Item], firms: frozenset[str]) -> list[Item]:
    """The items, those that may be a person or a firm decided by what stands beside them."""
    done: list[Item] = []
    run: list[Item] = []
    for place, item in enumerate(items):
        if item.part in _ENDS or is_detail(item):
            done += _decided(run, _mails_after(items, place), firms)
            run = []
            done.append(item)
        else:
            run.append(item)
    return done + _decided(run, [], firms)


def _mails_after(items: list[Item], place: int) -> list[Item]:
    """The addresses up to the next words."""
    mails = []
    for item in items[place : place + 8]:
        if item.part in (Part.HEADING, Part.NAME, Part.UNSURE, Part.FIRM, Part.TITLE):
            break
        if item.part is Part.EMAIL:
            mails.append(item)
    return mails


def _decided(run: list[Item], mails: list[Item], firms: frozenset[str]) -> list[Item]:
    run = _agencies_joined(run)
    unsure = [item for item in run if item.part is Part.UNSURE]
    if not unsure:
        return run
    addresses = mails_in(mails)
    scores = {id(item): likeness(item.text, addresses, firms) for item in unsure}
    people = {id(item) for item in run if item.part is Part.NAME}
    has_firm = any(item.part is Part.FIRM for item in run)
    best = max(unsure, key=lambda item: scores[id(item)])
    for item in unsure:
        score = scores[id(item)]
        if score >= SURE or (score > _DOUBTFUL and _is_one_of_several(item, run)):
            people.add(id(item))
    if not people and (scores[id(best)] > _DOUBTFUL or has_firm):
        people.add(id(best))
    return [
        _as(item, Part.NAME if id(item) in people else Part.FIRM)
        if item.part is Part.UNSURE
        else item
        for item in run
    ]


def _is_one_of_several(item: Item, run: list[Item]) -> bool:
    """Whether people are named together: “A / B”, “A and B”; “A, B” with their firm after
    them; on lines of their own beneath their firm."""
    on_line = [other for other in run if other.line == item.line]
    place = next(number for number, other in enumerate(on_line) if other is item)
    after = on_line[place + 1] if place + 1 < len(on_line) else None
    before = on_line[place - 1] if place else None
    pairs = [(item, before), (after, after)]
    joined = [one.gap for one, other in pairs if one and other and other.part in _MAY_BE_NAMES]
    if any(_TOGETHER.fullmatch(gap) for gap in joined):
        return True
    firms = [other for other in run if other.part is Part.FIRM]
    if ", " in joined and any(firm.start > item.start for firm in firms):
        return True
    return len(on_line) == 1 and any(firm.start < item.start for firm in firms)


def _as(item: Item, part: Part) -> Item:
    return replace(item, part=part)


def _agencies_joined(run: list[Item]) -> list[Item]:
    """Agencies are called after their founders: a line of names beneath the people's own, “Jo Roe,
    Doe Poe Coe”, is one firm."""
    if any(
        item.part is Part.FIRM and len([o for o in run if o.line == item.line]) == 1 for item in run
    ):
        return run
    lines = sorted({item.line for item in run if item.part not in (Part.BREAK, Part.OTHER)})
    for above, line in pairwise(lines):
        pieces = [item for item in run if item.line == line]
        parts = [item.part for item in run if item.line == above]
        is_named = all(part in (Part.NAME, Part.UNSURE) for part in parts)
        if (
            is_named
            and len(pieces) == 2
            and all(p.part in (Part.NAME, Part.UNSURE, Part.FIRM) for p in pieces)
        ):
            first, last = pieces
            if last.start - first.end == 2 and len(last.text.split()) > 1:  # a comma and a blank
                joined = Item(Part.FIRM, f"{first.text}, {last.text}", first.start, last.end, line)
                return [joined if item is first else item for item in run if item is not last]
    return run
