"""The full names of a document's people, found by what a release calls them later: a surname, a
first name, a nickname."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from releases.wire.document import Block, Said
from releases.wire.speaker_names import CAPITAL, Person, is_title, person_in

_RUN = re.compile(
    rf"{CAPITAL}[\w’'.-]{{0,40}}(?:\s(?:\(?[“\"]?{CAPITAL}[\w’'.-]{{0,40}}[”\"]?\)?|van|von|der|de|la|den|bin|al)){{1,7}}"
)
_ALSO = re.compile(
    rf"\s?\((?:aka|a\.k\.a\.|also\sknown\sas|known\sas|dit|genannt|nicknamed)\s[“\"‘']?(?P<name>{CAPITAL}[\w’'-]+)"
)


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    words: tuple[str, ...]
    title: Said[str] | None


@dataclass
class People:
    """Who is named in full; those who spoke already come first."""

    spoke: list[Known] = field(default_factory=list)
    by_last: dict[str, Known] = field(default_factory=dict)
    by_first: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "People":
        people = cls()
        for block in blocks:
            for run in _RUN.finditer(block.text):
                person = person_in(block.text, *run.span())
                if person is not None and 1 < len(person.words) < 5:
                    people._learn(block, person)
        return people

    def _learn(self, block: Block, person: Person) -> None:
        text = block.text
        before = text[max(0, person.start - 40) : person.start].strip()
        behind = text[person.end : person.end + 40]
        words = text[person.begins : person.start].rstrip()
        start = block.start + person.begins
        title = Said(words, start, start + len(words)) if is_title(words) else None
        known = Known(text[person.start : person.end], person.words, title)
        is_sure = is_title(before[-12:]) or (behind[:2] == ", " and is_title(behind)) or bool(title)
        self._put(self.by_last, person.words[-1], known, is_sure=is_sure)
        for number, word in enumerate(person.words[:-1]):
            name = known.name[max(0, known.name.find(word)) :]
            given = Known(name, person.words[number:], known.title)
            self._put(self.by_first, word, given if number else known, is_sure=is_sure)
        for word in re.findall(r"[(“\"]([^\W\d]\w+)[)”\"]", known.name):
            self._put(self.by_first, word, known, is_sure=True)
        if also := _ALSO.match(text, person.end):
            self._put(self.by_first, also["name"], known, is_sure=True)

    def _put(self, names: dict[str, Known], word: str, known: Known, *, is_sure: bool) -> None:
        if is_sure and word.lower() not in self._sure:
            names[word.lower()] = known
            self._sure.add(word.lower())
        names.setdefault(word.lower(), known)

    _sure: set[str] = field(default_factory=set)

    def full(self, person: Person) -> Known | None:
        """Whose name this is a part of; None where nobody is named so in full."""
        last, first = person.words[-1].lower(), person.words[0].lower()
        for known in reversed(self.spoke):
            if last == known.words[-1].lower():
                return known
        if person.is_full:
            return None
        for known in reversed(self.spoke):
            if first == known.words[0].lower():
                return known
        return self.by_last.get(last) or (
            None if person.has_honorific else self.by_first.get(first)
        )
