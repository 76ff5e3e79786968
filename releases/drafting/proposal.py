"""What a reading proposes for a draft: a value for each field, with the words that say it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One of the answers to what is asked; ``value`` is what the form sends."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """A field as it would be filled in. ``start`` and ``end`` are places in the document's text
    that say the value, both 0 where none does. What has a ``doubt`` is asked before it is taken."""

    name: str
    label: str
    value: str
    start: int = 0
    end: int = 0
    choices: tuple[Choice, ...] = ()  # without any, it is free text
    is_long: bool = False  # several lines
    doubt: str = ""


@dataclass(frozen=True)
class Difference:
    """What stands in a shared row now, and what the text says instead."""

    stored: str
    read: str


@dataclass(frozen=True)
class Proposal:
    """A row of the draft: the release itself, a standing text, a contact, a statement.

    An answer to it is named ``<key>-<field name>``; ``<key>-keep`` says ``yes`` or ``no`` to the
    row as a whole. ``doubts`` are of the whole row; with one, its ``keep`` has to be answered.
    """

    key: str  # “release”, “figures-0”
    kind: str  # for people: “Release”, “Capacity figure”
    title: str
    fields: tuple[Field, ...]
    start: int = 0
    end: int = 0
    doubts: tuple[str, ...] = ()
    difference: Difference | None = None
    is_optional: bool = True  # the release itself is not
