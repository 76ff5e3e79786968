"""What is known of a trial, a line each, as pages print it: label, words, and who said so."""

from collections.abc import Mapping
from dataclasses import dataclass

from django_countries import countries

from trials.models import ATTRIBUTES, TrialUpdate
from trials.registries import address

# In the order in which a reader asks.
_LABELS = {
    "title": "Title",
    "condition": "Condition",
    "phase_as_printed": "Phase",
    "overall_status": "Status",
    "intervention": "Intervention",
    "modality": "Kind of therapy",
    "enrolment": "Enrolment",
    "countries": "Countries",
    "collaborator": "Collaborator",
    "registry_id": "Registered as",
}


@dataclass(frozen=True)
class Particular:
    """One attribute of a trial: ``source`` is the address of the sentence that said it;
    ``registry`` and ``registry_address`` are those of an id in a registry."""

    name: str
    label: str
    text: str
    source: str
    registry: str = ""
    registry_address: str = ""


def particulars(said: Mapping[str, TrialUpdate]) -> dict[str, Particular]:
    """By attribute, in the order of reading, what ``said`` (by attribute, the statement that gives
    it) comes to."""
    return {name: _particular(name, said[name]) for name in _LABELS if name in said}


def stated(update: TrialUpdate) -> dict[str, Particular]:
    """What ``update`` gives, and no more."""
    given = [each.name for each in ATTRIBUTES if getattr(update, each.name) not in (None, "", [])]
    return particulars(dict.fromkeys(given, update))


def _particular(name: str, update: TrialUpdate) -> Particular:
    label = _LABELS[name]
    if name == "countries" and len(update.countries) == 1:
        label = "Country"
    is_registered = name == "registry_id"
    return Particular(
        name=name,
        label=label,
        text=printed(name, update),
        source=update.get_absolute_url(),
        registry=update.get_registry_display() if is_registered else "",
        registry_address=address(update.registry, update.registry_id) if is_registered else "",
    )


def printed(name: str, update: TrialUpdate) -> str:
    """The attribute ``name`` as ``update`` gives it, in words."""
    if name == "countries":
        return ", ".join(str(countries.name(code)) for code in update.countries)
    if name == "overall_status":
        return str(update.get_overall_status_display())
    if name == "enrolment":
        return participants(update.enrolment or 0)
    return str(getattr(update, name))


def participants(number: int) -> str:
    """``1,204 participants``."""
    return f"{number:,} participant" if number == 1 else f"{number:,} participants"
