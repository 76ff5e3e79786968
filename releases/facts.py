"""What a release states, as its page and its JSON tell it; each fact with the words behind it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from releases import passages, statements
from releases.markup.passages import Mark, Reference, normalised, text_of

if TYPE_CHECKING:
    from releases.models import Release


@dataclass(frozen=True)
class Subject:
    """What a fact is about: its name as readers know it, and its page."""

    name: str
    address: str


@dataclass(frozen=True)
class Before:
    """What held until a release said otherwise: ``text`` as printed, ``detail`` as HTML of the
    site's own, and the ``source``, the place of the words that said it."""

    text: str
    detail: str
    source: str
    language: str


@dataclass(frozen=True)
class Fact:
    """One thing a release states.

    ``text`` is it as printed (``47,300 square feet``); ``kind`` and ``detail`` say in plain text
    what that is (``GMP area``; ``as of September 22, 2017``); ``data`` is the same for machines.
    """

    kind: str
    text: str
    passage: str
    subjects: tuple[Subject, ...] = ()
    detail: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    before: Before | None = None

    @property
    def anchor(self) -> str:
        return passages.anchor(self.passage)


@dataclass(frozen=True)
class NumberedFact:
    """A fact in the order of the text: ``number`` is what stands beside its words."""

    number: int
    fact: Fact


def facts_by_part(release: "Release", at: datetime) -> dict[str, list[Fact]]:
    """All facts of ``release`` by their part's key; ``at`` is when names are looked up."""
    return {part.key: part.facts(release, at) for part in statements.parts() if part.facts}


def numbered(release: "Release", by_part: dict[str, list[Fact]]) -> list[NumberedFact]:
    """The facts of ``release``, in the order in which their words stand in its text."""
    found = [fact for facts in by_part.values() for fact in facts]
    text = "\n".join(text_of(html) for html in passages.texts(release))
    found.sort(key=lambda fact: text.find(normalised(fact.passage)))
    return [NumberedFact(number, fact) for number, fact in enumerate(found, start=1)]


def marks(facts: list[NumberedFact]) -> list[Mark]:
    """What to mark in the text: each passage once, with the numbers of the facts resting on it."""
    by_anchor: dict[str, list[NumberedFact]] = {}
    for numbered_fact in facts:
        by_anchor.setdefault(numbered_fact.fact.anchor, []).append(numbered_fact)
    return [
        Mark(resting[0].fact.passage, anchor, tuple(_reference(each) for each in resting))
        for anchor, resting in by_anchor.items()
    ]


def _reference(numbered_fact: NumberedFact) -> Reference:
    number, fact = numbered_fact.number, numbered_fact.fact
    said = {"number": number, "kind": fact.kind, "text": fact.text}
    words = _("Fact %(number)d: %(kind)s, %(text)s") % said
    return Reference(f"#fact-{number}", str(number), words)
