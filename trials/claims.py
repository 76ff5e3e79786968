"""What a release says of trials, and what public releases have said, to be compared: phases,
participants, ids in registries (docs/fact-ledger.md)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from releases.factcheck import phases
from releases.factcheck.claims import Claim, Sort, Source, Stated
from trials import querysets
from trials.models import TrialUpdate

if TYPE_CHECKING:
    from releases.models import Release

_CLAIMED = ("phase_as_printed", "enrolment", "registry_id")


def of_trials(release: "Release", text: str, at: datetime) -> Stated:
    """What ``release`` says of trials, and what is known of all of them."""
    own = list(
        TrialUpdate.objects.filter(release=release).select_related("trial") if release.pk else ()
    )
    pipeline = querysets.pipeline(at)
    shared = Counter(_folded(each.values, "intervention") for each in pipeline)
    names: dict[int, tuple[tuple[str, ...], ...]] = {}
    known: list[Claim] = []
    titles: dict[int, str] = {}
    for each in pipeline:
        key = each.identity.pk
        is_alone = shared[_folded(each.values, "intervention")] == 1
        names[key] = tuple(_names(each.values, is_alone=is_alone))
        titles[key] = querysets.title_of(each)
        for attribute in _CLAIMED:
            if (update := each.said.get(attribute)) is not None:
                known += _claim(update, attribute, titles[key], names[key], _source(update))
    stated = [
        claim
        for update in own
        for attribute in _CLAIMED
        if getattr(update, attribute)
        for claim in _claim(
            update,
            attribute,
            titles.get(update.trial_id) or update.title or str(update.trial),
            names.get(update.trial_id) or tuple(_names(vars(update), is_alone=False)),
        )
    ]
    return Stated(own=tuple(stated), known=tuple(known))


def _claim(
    update: TrialUpdate,
    attribute: str,
    title: str,
    names: tuple[tuple[str, ...], ...],
    source: Source | None = None,
) -> Iterator[Claim]:
    about = Claim(
        series=f"trial:{update.trial_id}:{attribute}",
        sort=Sort.ID,
        title=f"Id of {title}",
        value=update.registry_id.upper(),
        printed=update.registry_id,
        passage=update.passage,
        source=source,
    )
    if attribute == "registry_id":
        yield about
    elif attribute == "enrolment":
        number = update.enrolment or 0
        yield replace(
            about,
            sort=Sort.FIGURE,
            title=f"Participants of {title}",
            value=Decimal(number),
            printed=f"{number:,}",
            unit="patient",
        )
    elif value := _phases(update):
        printed = update.phase_as_printed
        yield replace(
            about,
            sort=Sort.PHASE,
            title=f"Phase of {title}",
            value=value,
            printed=printed,
            names=names,
        )


def _phases(update: TrialUpdate) -> tuple[str, ...]:
    """As printed, with the letters of their parts; or as the registry calls them."""
    read = [found[2] for found in phases.phases_in(update.phase_as_printed.casefold())]
    if len(read) == 1:
        return read[0]
    return tuple(phase[-1] for phase in update.phases if phase[-1].isdigit())


def _source(update: TrialUpdate) -> Source:
    release = update.release
    return Source(
        release.headline, release.printed_day, update.get_absolute_url(), update.release_id
    )


def _names(values: Mapping[str, Any], *, is_alone: bool) -> Iterator[tuple[str, ...]]:
    """The id, the title; the intervention, with its condition where others have the same."""
    for attribute in ("registry_id", "title"):
        if name := values.get(attribute):
            yield (str(name),)
    intervention = str(values.get("intervention") or "")
    if not intervention:
        return
    if is_alone:
        yield (intervention,)
        return
    condition = str(values.get("condition") or "")
    for part in filter(None, map(str.strip, re.split(r"[()]", condition))):
        yield intervention, part


def _folded(values: Mapping[str, Any], name: str) -> str:
    return " ".join(str(values.get(name) or "").split()).casefold()
