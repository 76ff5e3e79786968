"""The registry of what a reading proposes beside the release itself.

An app whose statements hang on releases registers its kinds in ``AppConfig.ready``, so that this
app imports none of them. They are asked in the order in which they were registered: a figure is of
facilities that were proposed before it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from releases.drafting.proposal import Proposal

if TYPE_CHECKING:
    from releases.drafting.asking import Asking
    from releases.drafting.making import Making
    from releases.models import Release


@dataclass(frozen=True)
class Stored:
    """A row of a draft in the words of a proposal: by name, what its fields would hold, and what
    people are shown of those that hold keys."""

    title: str
    values: dict[str, str]
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """Rows of one kind. ``name`` begins their keys (``figures-0``).

    ``propose`` reads them out of what was read; ``make`` stores one of them as it was answered;
    ``stored`` tells those of a draft in the same words. ``known_by`` are the ways to see that one
    of these is one of those, the surest first: each by all of some fields.
    """

    name: str
    propose: "Callable[[Asking], list[Proposal]]"
    make: "Callable[[Making, Proposal], None]"
    stored: "Callable[[Release], list[Stored]]"
    known_by: tuple[tuple[str, ...], ...]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Have ``kind`` proposed from now on. Raises ValueError where its name is taken."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"Two kinds of proposal are called {kind.name!r}.")
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """All that were registered, in that order."""
    return tuple(_kinds.values())
