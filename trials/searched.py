"""Trials as the search finds them: by what releases say of each."""

from django.utils.translation import gettext_lazy as _

from search.sources import Source
from search.sources import register as register_source
from trials.models import TrialUpdate
from trials.querysets import titles


def register() -> None:
    register_source(
        Source(
            kind="trial",
            letter="t",
            name=_("Trials"),
            one=_("Trial"),
            model=TrialUpdate,
            columns=(
                *("title", "registry_id", "condition", "intervention", "modality"),
                *("collaborator", "phase_as_printed", "overall_status", "passage"),
            ),
            about="trial",
            names=titles,
        )
    )
