"""Sentences told again: the same words with another number in them.

Of each sentence of the draft that says something in numbers, the one among others that is told in
nearly the same words is looked for; then number is held against number, by their place in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from releases.factcheck.mentions import Mention
from releases.factcheck.sentences import Sentence

_ALIKE = 0.72  # of 1: how much of their words two sentences share
_FEWEST_WORDS = 4  # that they share and that tell something
_FEWEST_OF_THE_SAME = 2  # where all of their words are the same
_MOST_TRIED = 4
_POSTINGS = 60  # a word that stands in more sentences leads to none of them
_PERIODS = frozenset(
    "first second third fourth fifth quarter half nine six three twelve fiscal annual full "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday "
    "erste ersten zweite zweiten dritte dritten vierte vierten quartal halbjahr "
    "premier deuxième troisième quatrième trimestre semestre".split()
)


@dataclass(frozen=True)
class Pair:
    """Two mentions that stand at the same place of two sentences told alike."""

    mention: Mention
    sentence: Sentence
    other: Mention
    other_sentence: Sentence
    origin: Any  # what the other sentence was added with


class Shelf:
    """Sentences to be found by their words."""

    def __init__(self) -> None:
        self._sentences: list[tuple[Sentence, Any]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, sentences: Iterable[Sentence], origin: Any) -> None:
        """Those that say something in numbers; ``origin`` is handed back with what is found."""
        for sentence in sentences:
            if not _is_told(sentence):
                continue
            number = len(self._sentences)
            self._sentences.append((sentence, origin))
            for word in sentence.telling:
                self._by_word[word].append(number)

    def alike(self, sentence: Sentence) -> list[tuple[Sentence, Any]]:
        """The sentences told in nearly the same words, the likest first."""
        if not _is_told(sentence):
            return []
        shared: Counter[int] = Counter()
        for word in sentence.telling:
            if len(places := self._by_word.get(word, ())) <= _POSTINGS:
                shared.update(places)
        found = []
        for number, count in shared.most_common(_MOST_TRIED):
            other, origin = self._sentences[number]
            if count >= 2 and (share := likeness(sentence, other)):
                found.append((share, -number, other, origin))
        found.sort(key=lambda each: each[:2], reverse=True)
        return [(other, origin) for _, _, other, origin in found]


def _is_told(sentence: Sentence) -> bool:
    return bool(sentence.mentions) and len(sentence.telling) >= _FEWEST_OF_THE_SAME


def likeness(one: Sentence, other: Sentence) -> float:
    """How much of their words two sentences share, from 0 to 1; 0 for what is not told alike: of
    other names, of another quarter, or with too little in common."""
    if sorts_alike(one) == sorts_alike(other):
        return 1.0
    common = one.words & other.words
    if len(one.telling & other.telling) < _FEWEST_WORDS:
        return 0.0
    share = 2 * common.total() / (one.words.total() + other.words.total())
    if share < _ALIKE:
        return 0.0
    only_one, only_other = set(one.words) - set(other.words), set(other.words) - set(one.words)
    if (only_one | only_other) & _PERIODS:
        return 0.0
    if (only_one & one.names) and (only_other & other.names):
        return 0.0  # Wuxi in the one, Beijing in the other
    return share


def pairs(one: Sentence, other: Sentence, origin: Any) -> list[Pair]:
    """The mentions of ``one`` with those of ``other`` that stand at the same place."""
    places = [_mention_places(sentence) for sentence in (one, other)]
    matcher = SequenceMatcher(None, sorts_alike(one), sorts_alike(other), autojunk=False)
    is_the_same = sorts_alike(one) == sorts_alike(other)
    found = []
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            mention = places[0].get(block.a + step)
            counterpart = places[1].get(block.b + step)
            if mention is None or counterpart is None:
                continue
            if is_the_same or _is_comparable(mention, counterpart):
                found.append(Pair(mention, one, counterpart, other, origin))
    return found


def _is_comparable(one: Mention, other: Mention) -> bool:
    return one.sort == other.sort or (one.is_counted and other.is_counted)


def sorts_alike(sentence: Sentence) -> list[str]:
    """Its tokens, whatever is mentioned being the same: a slip may have made a number of a year."""
    return ["#" if token.startswith("#") else token for token in sentence.tokens]


def _mention_places(sentence: Sentence) -> dict[int, Mention]:
    places = [at for at, token in enumerate(sentence.tokens) if token.startswith("#")]
    return dict(zip(places, sentence.mentions, strict=True))


def retold(sentences: Sequence[Sentence], shelf: Shelf) -> Iterator[list[Pair]]:
    """For each of ``sentences`` and each that it is told like, their pairs of mentions."""
    for sentence in sentences:
        for other, origin in shelf.alike(sentence):
            if found := pairs(sentence, other, origin):
                yield found
