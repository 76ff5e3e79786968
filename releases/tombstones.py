"""Tombstones: what stands where a withdrawn release stood.

What has once been told is not untold: its address goes on saying that there was a release, when it
went out, when it was withdrawn and why. It says so of nothing that was never public.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from releases.models import Release

_WITHDRAWN = Q(withdrawn_at__isnull=False) | Q(translation_of__withdrawn_at__isnull=False)


@dataclass(frozen=True)
class Withdrawal:
    """When a release was withdrawn, and the reason that readers are told, in ``language``."""

    at: datetime
    reason: str
    language: str

    @property
    def iso(self) -> str:
        """When, in ISO 8601 with the market's offset."""
        local = self.at.astimezone(ZoneInfo(settings.TIME_ZONE))
        return str(local.isoformat(timespec="seconds"))


@dataclass(frozen=True)
class Tombstone:
    """A release that was public and is withdrawn."""

    release: Release
    withdrawal: Withdrawal

    @property
    def original(self) -> Release:
        return self.release.translation_of or self.release


def tombstone(slug: str, at: datetime) -> Tombstone | None:
    """What is told at ``slug`` of a release that went out by ``at`` and is withdrawn now; None for
    everything else. Withdrawal is judged at the real now, whichever day ``at`` is of."""
    told = Release.objects.ever_public(at).filter(_WITHDRAWN, slug=slug)
    release = told.select_related("translation_of").first()
    withdrawal = None if release is None else withdrawal_of(release)
    if release is None or withdrawal is None:
        return None
    return Tombstone(release, withdrawal)


def withdrawal_of(release: Release) -> Withdrawal | None:
    """The withdrawal of ``release`` or, where it is a language version, of its original: the one
    that came first. None for what has not been withdrawn."""
    family = [release.translation_of, release] if release.translation_of else [release]
    found = [
        Withdrawal(each.withdrawn_at, each.withdrawal_reason, each.language)
        for each in family
        if each.withdrawn_at is not None
    ]
    return min(found, key=lambda withdrawal: withdrawal.at, default=None)
