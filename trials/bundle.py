"""What releases say of trials, as part of their bundles."""

from releases.statements import Part
from releases.statements import register as register_part
from trials import claims, facts
from trials.models import TrialUpdate

TRIALS = Part(
    TrialUpdate,
    "trials",
    fields=(
        "position",
        "trial__slug",
        "title",
        "registry",
        "registry_id",
        "condition",
        "intervention",
        "modality",
        "collaborator",
        "countries",
        "enrolment",
        "phase_as_printed",
        "phases",
        "overall_status",
        "passage",
    ),
    is_ranked=True,
    binds="trial",
    binds_columns=("slug",),
    facts=facts.of_trials,
    claims=claims.of_trials,
)


def register() -> None:
    """Register what is said of trials."""
    register_part(TRIALS)
