"""The registry of what is searched besides the releases' own texts.

An app whose statements are to be found registers them in its ``AppConfig.ready``; index, triggers
and results run over the registry, so that this app knows none of them by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.functional import Promise

RELEASE = "release"
# What stands before a word that is to be found in one kind alone; no word has an equals sign.
_LETTERS = {RELEASE: "r"}


Names = Callable[[set[int], datetime], Mapping[int, str]]


@dataclass(frozen=True)
class Source:
    """Rows of ``model`` (with a key ``release``) that are found by the words in ``columns``.

    ``kind`` and ``letter`` are its own; ``name`` is what readers call several of the kind, ``one``
    what they call one. ``quoted`` is the column whose words are shown. ``about`` names the key of
    the identity that a row is about: a result leads to its page. It bears what the row has in
    ``titled``, or else the name that ``names`` gives for the identity's key at an instant. A row
    that is about none has a page of its own. Statements no longer stand once their release is
    corrected; a file (``is_statement`` not) remains its release's.
    """

    kind: str
    letter: str
    name: "str | Promise"
    one: "str | Promise"
    model: type[models.Model]
    columns: tuple[str, ...]
    quoted: str = "passage"
    about: str = ""
    names: Names | None = None
    titled: str = "title"
    is_statement: bool = True

    @property
    def table(self) -> str:
        return self.model._meta.db_table


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make ``source`` be searched. Raises ValueError where its kind or letter is taken."""
    taken = {known.letter: known.kind for known in _sources.values()} | {"r": RELEASE}
    if taken.get(source.letter, source.kind) != source.kind or source.kind == RELEASE:
        raise ValueError(f"Another kind is found as {source.letter!r} or {source.kind!r}.")
    _sources[source.kind] = source


def registered() -> tuple[Source, ...]:
    """All registered sources, in the order of their letters."""
    return tuple(sorted(_sources.values(), key=lambda source: source.letter))


def kinds() -> tuple[str, ...]:
    """What can be searched for alone, releases first, then in the order of registration."""
    return RELEASE, *_sources


def offered() -> tuple[Source, ...]:
    """All registered sources, in the order of registration."""
    return tuple(_sources.values())


def letter(kind: str) -> str:
    """What marks the words of ``kind``. Raises KeyError for one that there is not."""
    return _LETTERS[kind] if kind in _LETTERS else _sources[kind].letter
