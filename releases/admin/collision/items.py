"""What the top of the form is made of after a collision."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from releases.admin.collision.merging import Question

Told = list[tuple[str, SafeString | str]]  # label and value; a difference is marked


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Item:
    """One difference: what is called what, by whom, what became of it, and what is asked."""

    label: str
    what: str  # changed, added, removed
    who: str
    at: datetime | None
    theirs: SafeString | str = ""
    mine: SafeString | str = ""
    told: Told = field(default_factory=list)  # a row, field by field
    target: str = ""  # the id of its field in the form
    question: Question | None = None
    options: tuple[Option, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.question is not None and self.question.is_open


@dataclass(frozen=True)
class Group:
    """What changed in one row, or in the release itself."""

    title: str
    items: list[Item]

    @property
    def is_open(self) -> bool:
        return any(item.is_open for item in self.items)


@dataclass
class Collision:
    """``carried`` are hidden names and values that the form sends with the choices."""

    groups: list[Group]
    people: str
    carried: list[tuple[str, str]]
    is_asked_again: bool

    @property
    def open_count(self) -> int:
        return sum(item.is_open for group in self.groups for item in group.items)


def listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
