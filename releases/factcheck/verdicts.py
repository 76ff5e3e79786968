"""What comes of a comparison."""

from dataclasses import dataclass
from enum import StrEnum

from releases.factcheck.claims import Source, Written


class Kind(StrEnum):
    """``AGREES`` and ``UPDATES`` are told in a line; the others are findings."""

    AGREES = "agrees"
    UPDATES = "updates"
    CONTRADICTS = "contradicts"
    UNIT_JUMP = "unit jump"
    UNSUPPORTED = "unsupported"
    OVERDUE = "overdue"


QUIET = frozenset({Kind.AGREES, Kind.UPDATES})


@dataclass(frozen=True)
class Place:
    """Characters of one of the draft's texts."""

    written: Written
    start: int
    end: int


@dataclass(frozen=True)
class Beside:
    """The other passage: ``text`` with the words from ``start`` to ``end`` meant. ``source`` is
    None where it stands in the draft itself, and ``label`` says where then."""

    text: str
    start: int
    end: int
    source: Source | None = None
    label: str = ""


@dataclass(frozen=True)
class Verdict:
    """``what`` is a sentence; ``place`` is None where no words of the draft are meant; ``subject``
    says in a few words what it is of (“GMP area of Wuxi: 47,300 square feet”)."""

    kind: Kind
    what: str
    place: Place | None = None
    beside: Beside | None = None
    subject: str = ""

    @property
    def is_finding(self) -> bool:
        return self.kind not in QUIET


@dataclass(frozen=True)
class Outcome:
    """All verdicts of a draft, and the files that could not be compared, by name."""

    verdicts: tuple[Verdict, ...] = ()
    not_compared: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Verdict, ...]:
        return tuple(each for each in self.verdicts if each.kind == kind)
