"""The text that was read, its recognised parts marked: nested where one stands within another.

Parts may overlap in any way. What is marked is cut where another part begins or ends, so that the
marks nest; every piece names its part, and the words themselves lead to the field of the smallest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from releases.wire.document import Block, Document, Kind

_DEEPEST = 8  # marks within marks; beyond, the smallest are shown


@dataclass(frozen=True)
class Part:
    """Characters of the document's text, and the field that rests on them: ``target`` is its id,
    ``group`` the kind of row it belongs to, ``anchor`` the id under which the words are found."""

    start: int
    end: int
    target: str
    label: str
    group: str
    anchor: str = ""


@dataclass(frozen=True)
class Passage:
    """A block as it is shown. ``over`` are the parts that begin here and fill it from end to end:
    they are told in the margin. ``group`` is that of the smallest part that fills it, or empty."""

    kind: str
    html: SafeString
    over: tuple[Part, ...] = ()
    group: str = ""


def anchored(parts: Iterable[Part]) -> list[Part]:
    """``parts`` in the order of the text, the longer first, one for the same words, each with an
    anchor of its own. What says nothing is left out."""
    found: dict[tuple[int, int], Part] = {}
    for part in parts:
        if part.start >= part.end:
            continue
        before = found.get((part.start, part.end))
        if before is None:
            found[part.start, part.end] = part
        elif not any(each.startswith(part.label) for each in before.label.split(" · ")):
            label = f"{before.label} · {part.label}"
            found[part.start, part.end] = replace(before, label=label)
    ordered = sorted(found.values(), key=lambda part: (part.start, -part.end))
    return [replace(part, anchor=f"said-{number}") for number, part in enumerate(ordered, 1)]


def passages(document: Document, parts: Sequence[Part]) -> list[Passage]:
    """The blocks of ``document`` with ``parts`` (anchored ones) marked in them."""
    shown: list[Passage] = []
    placed: set[str] = set()
    following, active = iter(parts), list[Part]()
    upcoming = next(following, None)
    for block in document.blocks:
        if block.kind is Kind.RULE:
            shown.append(Passage("rule", SafeString("")))
            continue
        active = [part for part in active if part.end > block.start]
        while upcoming is not None and upcoming.start < block.end:
            active += [upcoming] if upcoming.end > block.start else []
            upcoming = next(following, None)
        shown.append(_passage(block, active, placed))
    return shown


def _passage(block: Block, active: Sequence[Part], placed: set[str]) -> Passage:
    filling = [part for part in active if _fills(part, block)]
    over = tuple(part for part in filling if part.anchor not in placed)
    html = mark_safe("".join(_marked(block, active, placed)))  # noqa: S308 -- escaped below
    kind = f"{block.kind.value}-{min(block.level, 3)}" if block.level else block.kind.value
    return Passage(kind, html, over, filling[-1].group if filling else "")


def _fills(part: Part, block: Block) -> bool:
    return part.start <= block.start and part.end >= block.end


def _marked(block: Block, active: Sequence[Part], placed: set[str]) -> Iterator[str]:
    """The block's text as HTML: between two places where a part begins or ends, the marks that are
    open stand in the order of their parts."""
    opened: list[Part] = []
    for start, end, parts in _stretches(block, active):
        here = parts[-_DEEPEST:]
        stays = _same(opened, here)
        yield "</mark>" * (len(opened) - stays)
        for part in here[stays:]:
            yield _opening(part, is_first=part.anchor not in placed, fills=_fills(part, block))
            placed.add(part.anchor)
        opened = here
        words = block.text[start - block.start : end - block.start]
        yield _words(words, here[-1] if here and not _fills(here[-1], block) else None)
    yield "</mark>" * len(opened)


def _stretches(block: Block, active: Sequence[Part]) -> Iterator[tuple[int, int, list[Part]]]:
    """Where in the block no part begins or ends, and the parts there. What begins later stands
    within what began before, so that each part is looked at once and for as long as it is open."""
    places = {block.start, block.end}
    for part in active:
        places |= {max(part.start, block.start), min(part.end, block.end)}
    following, parts = iter(active), list[Part]()
    upcoming = next(following, None)
    for start, end in pairwise(sorted(places)):
        parts = [part for part in parts if part.end > start]
        while upcoming is not None and upcoming.start <= start:
            parts.append(upcoming)
            upcoming = next(following, None)
        yield start, end, parts


def _same(opened: Sequence[Part], here: Sequence[Part]) -> int:
    """How many marks, from the outermost, stay open."""
    for count, (one, other) in enumerate(zip(opened, here, strict=False)):
        if one is not other:
            return count
    return min(len(opened), len(here))


def _opening(part: Part, *, is_first: bool, fills: bool) -> str:
    name = format_html(' id="{}"', part.anchor) if is_first else ""
    whole = " is-whole" if fills else ""
    return format_html(
        '<mark{} class="said part-{}{}" data-said="{}">', name, part.group, whole, part.anchor
    )


def _words(text: str, part: Part | None) -> str:
    if part is None or not text.strip():
        return escape(text)
    return format_html('<a href="#{}" title="{}">{}</a>', part.target, part.label, text)
