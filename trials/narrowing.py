"""How readers narrow the pipeline down: to a condition, a phase, a status, a therapy, a country.

What can be chosen is what stands of trials at that instant, and nothing else: a value that only an
embargoed release names is as unknown as one that nobody ever wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries import countries

from releases.ledger import Known
from trials.fields import Phase
from trials.models import OverallStatus
from trials.querysets import folded

PHASE_NAMES: dict[str, Promise] = {  # in Roman numerals: no figure that no release has printed
    Phase.EARLY_PHASE1: _("Early phase I"),
    Phase.PHASE1: _("Phase I"),
    Phase.PHASE2: _("Phase II"),
    Phase.PHASE3: _("Phase III"),
    Phase.PHASE4: _("Phase IV"),
}
OTHER_NAME = _("Other or not stated")
OTHER = ""  # phases that are none of these, or not stated
_OTHER_KEY = "other"
Words = Mapping[str, str]  # what a trial has of a kind: by key, as printed


def phases_of(known: Known) -> set[str]:
    """Its phases of those that have a name, or ``OTHER``."""
    numbered = {str(each) for each in known.values.get("phases", []) if each in PHASE_NAMES}
    return numbered or {OTHER}


def _conditions(known: Known) -> Words:
    return _texts(known, "condition")


def _phases(known: Known) -> Words:
    return {
        folded(each) or _OTHER_KEY: str(PHASE_NAMES.get(each, OTHER_NAME))
        for each in phases_of(known)
    }


def _statuses(known: Known) -> Words:
    status = known.values.get("overall_status")
    return {folded(status): str(OverallStatus(status).label)} if status else {}


def _therapies(known: Known) -> Words:
    return _texts(known, "intervention") | _texts(known, "modality")


def _countries(known: Known) -> Words:
    return {folded(each): str(countries.name(each)) for each in known.values.get("countries", [])}


def _texts(known: Known, name: str) -> dict[str, str]:
    text = str(known.values.get(name, ""))
    return {folded(text): text} if text else {}


def _ranks(order: "list[str]") -> dict[str, int]:
    return {folded(each) or _OTHER_KEY: rank for rank, each in enumerate(order)}


@dataclass(frozen=True)
class Kind:
    """One way to narrow it down: the name of its parameter, and what each trial has of it; keys in
    ``ranks`` come in that order, all others by their words."""

    name: str
    label: Promise
    all: Promise
    of: Callable[[Known], Words]
    ranks: dict[str, int] = field(default_factory=dict)


KINDS = (
    Kind("condition", _("Condition"), pgettext_lazy("conditions", "All"), _conditions),
    Kind("phase", _("Phase"), pgettext_lazy("phases", "All"), _phases,
         _ranks([*PHASE_NAMES, OTHER])),
    Kind("status", _("Status"), pgettext_lazy("statuses", "All"), _statuses,
         _ranks([*OverallStatus.values])),
    Kind("therapy", _("Therapy"), pgettext_lazy("therapies", "All"), _therapies),
    Kind("country", _("Country"), pgettext_lazy("countries", "All"), _countries),
)  # fmt: skip


@dataclass(frozen=True)
class Option:
    """A value to choose, and where it leads; the first of a list is to choose none."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """All values of a kind; ``chosen`` is the words of the one chosen, empty for none, and
    ``without`` the address of the page that leaves it out."""

    label: str
    options: list[Option]
    chosen: str
    without: str


@dataclass(frozen=True)
class Narrowed:
    """The trials that are left, in their order, and the ways to choose others."""

    trials: list[Known]
    choices: list[Choice]
    is_narrowed: bool
    query: str

    @property
    def chosen(self) -> list[Choice]:
        """The choices in which something is chosen."""
        return [each for each in self.choices if each.chosen]


def narrowed(trials: list[Known], asked: Mapping[str, Any]) -> Narrowed:
    """``trials`` narrowed down to what ``asked`` (a query) names, of all kinds at once. A value
    that no trial has leaves none."""
    keys = {kind.name: folded(str(asked.get(kind.name, ""))) for kind in KINDS}
    wanted = {name: key for name, key in keys.items() if key}
    words = [{kind.name: kind.of(known) for kind in KINDS} for known in trials]
    kept = [
        known
        for known, has in zip(trials, words, strict=True)
        if all(key in has[name] for name, key in wanted.items())
    ]
    choices = [_choice(kind, [has[kind.name] for has in words], wanted) for kind in KINDS]
    return Narrowed(
        kept,
        [each for each in choices if each is not None],
        is_narrowed=bool(wanted),
        query=_query(wanted),
    )


def _choice(kind: Kind, had: list[Words], wanted: Mapping[str, str]) -> Choice | None:
    """None where all trials have the same of this kind, so that there is nothing to choose."""
    if len({frozenset(words) for words in had}) < 2 and kind.name not in wanted:
        return None
    labels: dict[str, str] = {}
    for words in had:
        labels = {**words, **labels}  # as the first of them prints it
    last = len(kind.ranks)
    ordered = sorted(labels, key=lambda key: (kind.ranks.get(key, last), key))
    chosen, without = wanted.get(kind.name, ""), _without(kind, wanted)
    options = [Option(str(kind.all), _address(without), not chosen)]
    options += [
        Option(labels[key], _address({**without, kind.name: key}), key == chosen) for key in ordered
    ]
    return Choice(str(kind.label), options, labels.get(chosen, ""), _address(without))


def _without(kind: Kind, wanted: Mapping[str, str]) -> dict[str, str]:
    return {name: key for name, key in wanted.items() if name != kind.name}


def _address(wanted: Mapping[str, str]) -> str:
    return reverse("pipeline") + _query(wanted)


def _query(wanted: Mapping[str, str]) -> str:
    """In one order, however it was asked for."""
    found = {kind.name: wanted[kind.name] for kind in KINDS if kind.name in wanted}
    return f"?{urlencode(found)}" if found else ""
