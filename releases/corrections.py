"""Corrections: which release corrects which, and why, as readers of either one are told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper

from releases.models import Release
from releases.querysets import ReleaseQuerySet, corrected_q
from releases.tombstones import Withdrawal, withdrawal_of


@dataclass(frozen=True)
class Correction:
    """``release`` corrects another one, for this ``reason`` (plain text, may be empty).

    Of a correction that is withdrawn, readers are told no more than that there was one.
    """

    release: Release
    withdrawal: Withdrawal | None

    @property
    def reason(self) -> str:
        return "" if self.withdrawal else self.release.correction_reason


@dataclass(frozen=True)
class Corrected:
    """``release`` is what another one corrects, for this ``reason``; ``withdrawal`` says that it
    has been withdrawn besides. ``language`` is that of the reason."""

    release: Release
    withdrawal: Withdrawal | None
    reason: str
    language: str


def by_release(originals: Iterable[Release], at: datetime) -> Mapping[int | None, list[Correction]]:
    """By the keys of ``originals``, what has corrected them or one of their language versions by
    ``at``, newest first: two queries, however many there are."""
    keys = [original.pk for original in originals]
    versions = Release.objects.filter(translation_of__in=keys).values_list("pk", "translation_of")
    original_of: dict[int | None, int | None] = {**{key: key for key in keys}, **dict(versions)}
    found: dict[int | None, list[Correction]] = defaultdict(list)
    for release in _without_versions(_correcting(original_of, at)):
        correction = Correction(release, withdrawal_of(release))
        found[original_of[release.corrects_id]].append(correction)
    return found


def marked(releases: ReleaseQuerySet, at: datetime) -> ReleaseQuerySet:
    """``releases``, each with ``is_corrected``."""
    return releases.annotate(is_corrected=ExpressionWrapper(corrected_q(at), BooleanField()))


def what_they_correct(releases: Iterable[Release], at: datetime) -> Mapping[int, Corrected]:
    """By the keys of those of ``releases`` that correct something readers know of, what that is;
    one query. A language version corrects what its original does, and repeats its reason where it
    gives none."""
    of = {each.pk: (each, each.translation_of or each) for each in releases}
    corrects = {key: one.corrects_id or other.corrects_id for key, (one, other) in of.items()}
    told = Release.objects.ever_public(at).filter(pk__in=set(corrects.values()) - {None})
    known: dict[int | None, Release] = {
        each.pk: each for each in told.select_related("translation_of")
    }
    return {key: _corrected(known[corrects[key]], *of[key]) for key in of if corrects[key] in known}


def _corrected(release: Release, correction: Release, original: Release) -> Corrected:
    speaker = correction if correction.correction_reason else original
    withdrawal = withdrawal_of(release)
    return Corrected(release, withdrawal, speaker.correction_reason, speaker.language)


def _correcting(keys: Collection[int | None], at: datetime) -> list[Release]:
    # Withdrawn ones too: what they corrected does not hold again.
    told = Release.objects.ever_public(at).filter(corrects__in=keys)
    return list(told.newest_first(at).select_related("translation_of"))


def _without_versions(releases: list[Release]) -> list[Release]:
    """``releases`` without the language versions of others among them."""
    keys = {release.pk for release in releases}
    return [release for release in releases if release.translation_of_id not in keys]
