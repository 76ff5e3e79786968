"""Sets of trials as readers know them at an instant."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from releases import ledger
from releases.ledger import Known
from releases.querysets import PublicQuerySet, corrected_q
from trials.fields import Phase
from trials.models import ATTRIBUTES, TITLE, ClinicalTrial, TrialUpdate


def pipeline(at: datetime) -> list[Known]:
    """All trials of which something stands at ``at``: by condition, the latest phase first, then
    by title; two queries."""
    return sorted(_known(at, ClinicalTrial.objects.all()), key=_place)


def known_trial(trial: ClinicalTrial, at: datetime) -> Known | None:
    """What holds of ``trial`` at ``at``; None where nothing that was said of it stands."""
    return next(iter(_known(at, ClinicalTrial.objects.filter(pk=trial.pk))), None)


def titles(keys: "set[int]", at: datetime) -> dict[int, str]:
    """By key, the titles that stand at ``at``, of those trials that have one."""
    return ledger.texts(
        ClinicalTrial.objects.filter(pk__in=keys),
        TrialUpdate.objects.standing(at),
        about="trial",
        attribute=TITLE,
    )


def history(
    trial: ClinicalTrial, at: datetime, before: TrialUpdate | None = None
) -> "PublicQuerySet[Any]":
    """What public releases have said of ``trial``, newest first, all of it or what comes after
    ``before``; ``is_corrected`` tells what no longer stands."""
    rows = TrialUpdate.objects.public(at, until=before.out_at if before else None)
    if before is not None:
        rows = rows.filter(Q(out_at__lt=before.out_at) | Q(pk__lt=before.pk))
    return (
        rows.filter(trial=trial)
        .annotate(is_corrected=corrected_q(at, "release__"))
        .select_related("release")
        .order_by("-out_at", "-id")
    )


def title_of(known: Known) -> str:
    """What readers call it: the title that stands, or else the words of its address."""
    return str(known.values.get("title") or known.identity.spoken_address)


def folded(condition: str) -> str:
    """A condition as it is compared: however its words are spaced and capitalised."""
    return " ".join(condition.split()).casefold()


def _known(at: datetime, trials: "QuerySet[ClinicalTrial]") -> list[Known]:
    return ledger.known(
        trials,
        TrialUpdate.objects.standing(at),
        about="trial",
        attributes=ATTRIBUTES,
    )


def _place(known: Known) -> tuple[bool, str, int, str, str]:
    condition = folded(known.values.get("condition", ""))
    order = list(Phase.values)
    latest = max((order.index(each) for each in known.values.get("phases", [])), default=-1)
    return not condition, condition, -latest, title_of(known).casefold(), known.identity.slug
