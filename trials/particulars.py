"""What is known of a trial, a line each, as pages print it: label, words, and who said so."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_countries import countries

from trials.models import ATTRIBUTES, TrialUpdate
from trials.registries import address

# What the site puts into words of its own; all else stands as the release prints it.
_OF_THE_SITE = ("overall_status", "enrolment", "countries")
# In the order in which a reader asks.
_LABELS = {
    "title": gettext_lazy("Title"),
    "condition": gettext_lazy("Condition"),
    "phase_as_printed": gettext_lazy("Phase"),
    "overall_status": gettext_lazy("Status"),
    "intervention": gettext_lazy("Intervention"),
    "modality": gettext_lazy("Kind of therapy"),
    "enrolment": gettext_lazy("Enrolment"),
    "countries": gettext_lazy("Countries"),
    "collaborator": gettext_lazy("Collaborator"),
    "registry_id": gettext_lazy("Registered as"),
}


@dataclass(frozen=True)
class Particular:
    """One attribute of a trial: ``source`` is the address of the sentence that said it;
    ``registry`` and ``registry_address`` are those of an id in a registry; ``language`` is that of
    the words, empty where they are the site's own."""

    name: str
    label: str
    text: str
    source: str
    registry: str = ""
    registry_address: str = ""
    language: str = ""


def particulars(said: Mapping[str, TrialUpdate]) -> dict[str, Particular]:
    """By attribute, in the order of reading, what ``said`` (by attribute, the statement that gives
    it) comes to."""
    return {name: _particular(name, said[name]) for name in _LABELS if name in said}


def stated(update: TrialUpdate) -> dict[str, Particular]:
    """What ``update`` gives, and no more."""
    given = [each.name for each in ATTRIBUTES if getattr(update, each.name) not in (None, "", [])]
    return particulars(dict.fromkeys(given, update))


def _particular(name: str, update: TrialUpdate) -> Particular:
    label = str(_LABELS[name])
    if name == "countries" and len(update.countries) == 1:
        label = _("Country")
    is_registered = name == "registry_id"
    return Particular(
        name=name,
        label=label,
        text=printed(name, update),
        source=update.get_absolute_url(),
        registry=update.get_registry_display() if is_registered else "",
        registry_address=address(update.registry, update.registry_id) if is_registered else "",
        language="" if name in _OF_THE_SITE else update.release.language,
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
    words = ngettext("%(number)s participant", "%(number)s participants", number)
    return words % {"number": f"{number:,}"}
