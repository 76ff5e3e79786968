"""What a release says of trials, as its page and its JSON tell it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from releases.facts import Fact, Subject
from trials import querysets
from trials.models import TrialUpdate
from trials.particulars import stated

if TYPE_CHECKING:
    from releases.models import Release

# What a machine is given under the model's own name, where the release states it.
_PLAIN = ("title", "registry", "registry_id", "condition", "intervention", "modality",
          "collaborator", "countries", "enrolment")  # fmt: skip


def of_trials(release: "Release", at: datetime) -> list[Fact]:
    """What ``release`` states of trials, and no more; the trials are called as they are at
    ``at``."""
    updates = list(TrialUpdate.objects.filter(release=release).select_related("release", "trial"))
    if not updates:
        return []
    titles = querysets.titles({update.trial_id for update in updates}, at)
    return [_fact(update, titles.get(update.trial_id, "")) for update in updates]


def _fact(update: TrialUpdate, title: str) -> Fact:
    """``title`` is what the trial is called, empty where nothing that stands says so."""
    name = title or update.title or update.trial.spoken_address
    given = stated(update)
    leading = [given.pop(key).text for key in ("phase_as_printed", "condition") if key in given]
    if update.title == name:
        given.pop("title", None)  # it stands beside, as what the trial is called
    others = [
        _("%(label)s: %(text)s") % {"label": each.label, "text": each.text}
        for each in given.values()
    ]
    if not leading:
        leading = [others.pop(0)] if others else [update.title]
    return Fact(
        kind=_("Clinical trial"),
        text=_(", ").join(leading),
        passage=update.passage,
        subjects=(Subject(name, update.trial.get_absolute_url()),),
        detail=_("; ").join(others),
        data=_data(update, name),
    )


def _data(update: TrialUpdate, name: str) -> dict[str, Any]:
    """What ``update`` states of what is called ``name``, as JSON tells it: what it does not state
    is not there."""
    said: dict[str, Any] = {
        name: value
        for name in _PLAIN
        if (value := getattr(update, name)) is not None and value not in ("", [])
    }
    if update.phase_as_printed:
        said["phase"] = {"as_printed": update.phase_as_printed, "phases": update.phases}
    if update.overall_status:
        said["overall_status"] = update.overall_status
    return {
        "trial": {"name": name, "url": settings.SITE_URL + update.trial.get_absolute_url()},
        **said,
        "passage": update.passage,
        "source": settings.SITE_URL + update.get_absolute_url(),
    }
