"""Words of contact details that may be a person's name or a firm's, decided by their neighbours."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

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
    likely = {id(item) for item in unsure if scores[id(item)] > _DOUBTFUL}
    people |= {id(item) for item in unsure if scores[id(item)] >= SURE}
    people |= likely & set(_named_together(run))
    has_firm = any(item.part is Part.FIRM for item in run)
    best = max(unsure, key=lambda item: scores[id(item)])
    if not people and (scores[id(best)] > _DOUBTFUL or has_firm):
        people.add(id(best))
    return [
        _as(item, Part.NAME if id(item) in people else Part.FIRM)
        if item.part is Part.UNSURE
        else item
        for item in run
    ]


def _named_together(run: list[Item]) -> Iterator[int]:
    """The identities of those who are named together: “A / B”, “A and B”; “A, B” with their firm
    after them; on lines of their own beneath their firm."""
    firms = [item.start for item in run if item.part is Part.FIRM]
    first, last = (firms[0], firms[-1]) if firms else (math.inf, -1)
    for line in _lines(run):
        if len(line) == 1 and first < line[0].start:
            yield id(line[0])
        for one, other in pairwise(line):
            if one.part not in _MAY_BE_NAMES or other.part not in _MAY_BE_NAMES:
                continue
            if _TOGETHER.fullmatch(other.gap) or (other.gap == ", " and last > other.start):
                yield from (id(one), id(other))


def _lines(run: list[Item]) -> list[list[Item]]:
    return [list(items) for _, items in groupby(run, key=lambda item: item.line)]


def _as(item: Item, part: Part) -> Item:
    return replace(item, part=part)


def _agencies_joined(run: list[Item]) -> list[Item]:
    """Agencies are called after their founders: a line of names beneath the people's own, “Jo Roe,
    Doe Poe Coe”, is one firm."""
    lines = _lines([item for item in run if item.part not in (Part.BREAK, Part.OTHER)])
    if any(len(line) == 1 and line[0].part is Part.FIRM for line in lines):
        return run
    for above, pieces in pairwise(lines):
        is_named = all(item.part in _MAY_BE_NAMES for item in above)
        may_be_firm = all(item.part in (*_MAY_BE_NAMES, Part.FIRM) for item in pieces)
        if not is_named or not may_be_firm or len(pieces) != 2:
            continue
        first, last = pieces
        if last.start - first.end == 2 and len(last.text.split()) > 1:  # a comma and a blank
            text = f"{first.text}, {last.text}"
            joined = Item(Part.FIRM, text, first.start, last.end, first.line)
            return [joined if item is first else item for item in run if item is not last]
    return run
