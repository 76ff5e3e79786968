"""A finding: what a check has to say of a release, and of which words."""

import hashlib
from dataclasses import dataclass
from datetime import date

from releases.factcheck import verdicts

_REACH = 60  # characters of context on each side of a passage
_LONGEST = 200


@dataclass(frozen=True)
class Where:
    """The field of the release's form that holds it, by name, and what staff call it."""

    field: str
    label: str

    @property
    def anchor(self) -> str:
        """The id, on the release's form, of the field or of the group of rows."""
        return self.field if self.field.endswith("-group") else f"id_{self.field}"


@dataclass(frozen=True)
class Passage:
    """The words that are meant, and what stands before and after them."""

    words: str = ""
    before: str = ""
    after: str = ""


def passage_in(content: str, start: int, end: int) -> Passage:
    """The words from ``start`` to ``end`` of ``content``, with a few whole words on each side."""
    before = content[max(0, start - _REACH) : start]
    if start > _REACH:
        before = f"…{before[before.find(' ') + 1 :]}"
    after = content[end : end + _REACH]
    if end + _REACH < len(content):
        after = f"{after[: after.rfind(' ')] if ' ' in after else after}…"
    words = content[start:end]
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    return Passage(_on_one_line(words), _on_one_line(before), _on_one_line(after))


@dataclass(frozen=True)
class Beside:
    """The other passage, where two are put side by side: that of a public release, by its headline
    and day, at ``address``; or another one of the draft itself, called ``label``."""

    passage: Passage
    label: str = ""
    headline: str = ""
    day: date | None = None
    address: str = ""

    @classmethod
    def of(cls, beside: verdicts.Beside) -> "Beside":
        passage = passage_in(beside.text, beside.start, beside.end)
        if beside.source is None:
            return cls(passage, beside.label)
        source = beside.source
        return cls(passage, headline=source.headline, day=source.day, address=source.address)


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\n", " ").split(" "))


@dataclass(frozen=True)
class Finding:
    """What is the matter, where, why (the rule), by which source, and whether it stops approval or
    waits to be acknowledged by name."""

    code: str
    what: str
    where: Where
    why: str
    source: str
    passage: Passage = Passage()
    is_blocking: bool = False
    number: int = 1  # of findings that are the same word for word, which one this is
    beside: Beside | None = None
    event: str = ""  # what it follows from, where the same may happen again: never shown

    @property
    def fingerprint(self) -> str:
        """What an acknowledgement is of: SHA-256 over code, place, words, what is said of them and
        what it follows from. The place is named as staff name it: rows that change their order
        change nothing."""
        around = (self.passage.before[-40:], self.passage.after[:40])
        words = (self.passage.words, *around, self.what)
        event = (self.event,) if self.event else ()
        parts = (self.code, self.where.label, *words, str(self.number), *event)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
