"""The pipeline as a table for machines: a row for each trial, with its current values."""

from collections.abc import Mapping

from django.conf import settings

from ircms.market_day import market_day
from releases.ledger import Known
from trials.models import TrialUpdate
from trials.querysets import title_of

COLUMNS = (
    "trial",
    "url",
    "condition",
    "intervention",
    "modality",
    "phase_as_printed",
    "phases",
    "overall_status",
    "registry",
    "registry_id",
    "collaborator",
    "countries",
    "enrolment",
    "as_of",
    "passage",
    "source",
    "sources",
)
_AS_THEY_ARE = ("condition", "intervention", "modality", "phase_as_printed", "overall_status",
                "registry", "registry_id", "collaborator")  # fmt: skip


def row(known: Known) -> Mapping[str, str]:
    """``known`` by ``COLUMNS``; docs/data.md says what each holds."""
    values = known.values
    source = known.said.get("phase_as_printed", known.newest)
    enrolment = values.get("enrolment")
    return {
        **{name: values.get(name, "") for name in _AS_THEY_ARE},
        "trial": title_of(known),
        "url": settings.SITE_URL + known.identity.get_absolute_url(),
        "phases": "|".join(values.get("phases", [])),
        "countries": "|".join(values.get("countries", [])),
        "enrolment": "" if enrolment is None else str(enrolment),
        "as_of": _day(known.newest),
        "passage": source.passage,
        "source": _address(source),
        "sources": "; ".join(f"{name}={_address(said)}" for name, said in known.said.items()),
    }


def _address(update: TrialUpdate) -> str:
    return settings.SITE_URL + update.get_absolute_url()


def _day(update: TrialUpdate) -> str:
    """The day on which it was said, where the market is."""
    return str(market_day(update.release.out_at))
