"""What is compared: what releases state, what they tell in running text, what is overdue."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Source:
    """A public release that says something: ``day`` is the one it bears, ``address`` leads to its
    page, at best to the very sentence; ``key`` is its own."""

    headline: str
    day: date | None
    address: str
    key: int = 0


class Sort(StrEnum):
    """What kind of value a claim or a mention has."""

    FIGURE = "figure"  # a Decimal with a unit
    NUMBER = "number"  # a Decimal of who knows what; its noun stands beside
    DAY = "day"  # a date, known to the day, the month or the year
    TIME = "time"  # an hour as printed
    PHASE = "phase"  # of a trial: a tuple of numbers, such as ("1", "2a")
    TICKER = "ticker"  # exchange and symbol
    ID = "id"  # in a registry
    STATUS = "status"  # how far something is: a number, which grows


@dataclass(frozen=True)
class Claim:
    """A statement about something: two with the same ``series`` speak of the same thing.

    ``title`` says of what (“GMP area of Wuxi”), ``printed`` the value as readers read it. A figure
    counts ``as_of`` a day, a plan for one. Running text speaks of it where all of one of ``names``
    stand in a sentence, and one of the ``cues`` (where there are any). ``is_fixed`` says that no
    later day gives it another value (the day on which something opened). ``source`` is None for
    what the draft itself states.
    """

    series: str
    sort: Sort
    title: str
    value: Any
    printed: str
    passage: str
    unit: str = ""
    as_of: date | None = None
    is_plan: bool = False
    is_fixed: bool = False
    names: tuple[tuple[str, ...], ...] = ()
    cues: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def number(self) -> Decimal:
        return self.value if isinstance(self.value, Decimal) else Decimal(0)


@dataclass(frozen=True)
class Overdue:
    """A plan whose day has passed without a later statement. ``series`` are those of claims that
    would say what became of it; ``groups`` of names, of each of which a text has one that speaks of
    it."""

    what: str
    passage: str
    source: Source
    day: date | None = None
    series: frozenset[str] = frozenset()
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Told:
    """The text of a public release: headline, subheadline and body, a line a paragraph."""

    source: Source
    text: str
    language: str = "en"


@dataclass(frozen=True)
class Stated:
    """What one kind of statement knows: of the draft's own, and of what is public."""

    own: tuple[Claim, ...] = ()
    known: tuple[Claim, ...] = ()
    overdue: tuple[Overdue, ...] = ()

    def __add__(self, other: "Stated") -> "Stated":
        return Stated(self.own + other.own, self.known + other.known, self.overdue + other.overdue)


@dataclass(frozen=True)
class Ledger:
    """All that a draft is compared with."""

    stated: Stated = field(default_factory=Stated)
    told: tuple[Told, ...] = ()


NOTHING_KNOWN = Ledger()


@dataclass(frozen=True)
class Written:
    """A text of the draft, and where it stands (``place`` is the caller's own, handed back).
    ``role`` is ``headline``, ``body``, ``standing`` or ``file``."""

    role: str
    content: str
    language: str = "en"
    place: Any = None
