"""What is found in a release, each value with the words that say it."""

from dataclasses import dataclass
from decimal import Decimal

from releases.wire.document import Said


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001  # the format's own word for it
    """Something ambiguous: told, and nothing guessed. ``start`` and ``end``: what it is about."""

    code: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ticker:
    """``exchange`` in its usual form (NASDAQ, TSXV); its span is as printed."""

    exchange: Said[str]
    symbol: Said[str]
    start: int  # of the whole notation, such as “NASDAQ: CBMG”, without brackets
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A continuous statement of one speaker. ``text`` is what is between the marks, an attribution
    in the middle left out; its span reaches from the first opening mark to the last closing one.
    ``speaker`` is the fullest form of the name in the release, its span where it is attributed."""

    text: Said[str]
    speaker: Said[str] | None
    speaker_title: Said[str] | None


@dataclass(frozen=True, slots=True)
class Contact:
    name: Said[str] | None = None
    title: Said[str] | None = None
    org: Said[str] | None = None
    phone: Said[str] | None = None
    email: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A mention of a clinical trial; ``text`` verbatim, ``phase`` as printed (“Phase I/II”)."""

    text: Said[str]
    phase: Said[str] | None
    indication: Said[str] | None = None
    nct: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A capacity: floor area, lines, clean rooms, patients or doses a year. ``text`` verbatim with
    what it is the capacity of."""

    text: Said[str]
    value: Said[Decimal]
    unit: Said[str]


@dataclass(frozen=True, slots=True)
class Event:
    """``date`` is ISO; ``time`` as printed."""

    text: Said[str]
    name: Said[str]
    date: Said[str] | None
    time: Said[str] | None


@dataclass(frozen=True, slots=True)
class Section:
    """An “About …” text or a safe-harbor statement: ``title`` is None where it has no heading of
    its own; the text of a boilerplate may run over several blocks."""

    title: Said[str] | None
    text: Said[str]
