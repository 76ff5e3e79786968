"""Findings of a release as it stands: what stops it, what waits to be acknowledged, what was."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from ircms.actor import acting_as
from ircms.market_time import in_market_zone
from releases.models import Acknowledgement, Release
from releases.preflight import stored
from releases.preflight.compared import Compared
from releases.preflight.finding import Finding
from releases.preflight.inspection import inspect, of_release
from releases.preflight.manuscript import Manuscript

if TYPE_CHECKING:
    from accounts.models import User


MOST = 20  # findings of one check that are told at once


class UnknownFinding(ValidationError):
    """What is to be acknowledged is no warning of the release as it stands."""


@dataclass(frozen=True)
class Acknowledged:
    """A warning, and who let it stand when."""

    finding: Finding
    by: "User"
    at: datetime

    @property
    def when(self) -> str:
        """When, on the market’s clocks, as staff read it."""
        return in_market_zone(self.at)


@dataclass(frozen=True)
class Findings:
    """All findings of a release; ``warnings`` are those that nobody has acknowledged yet."""

    blocking: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    compared: Compared | None = None  # what the ledger says besides

    @property
    def is_clear(self) -> bool:
        """Whether pre-flight lets the release be approved."""
        return not self.blocking and not self.warnings


def open_findings(release: Release, at: datetime) -> Findings:
    """The findings of ``release`` as stored, at ``at``."""
    return of_manuscript(stored.of_release(release, at), release)


def of_manuscript(manuscript: Manuscript, release: Release) -> Findings:
    """The findings of ``manuscript``, with what has been acknowledged on ``release``."""
    found = sorted_out(inspect(manuscript), release)
    return replace(found, compared=Compared.of(manuscript.compared))


def sorted_out(found: Collection[Finding], release: Release) -> Findings:
    """``found``, with what has been acknowledged on ``release``."""
    known = _acknowledged(release)
    return Findings(
        blocking=_first(each for each in found if each.is_blocking),
        warnings=_first(
            each for each in found if not each.is_blocking and each.fingerprint not in known
        ),
        acknowledged=tuple(
            Acknowledged(each, row.by, row.at)
            for each in found
            if not each.is_blocking and (row := known.get(each.fingerprint)) is not None
        ),
    )


def _first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of each check the first few: whoever has mended or acknowledged those is told of the next."""
    told: Counter[str] = Counter()
    kept = []
    for finding in findings:
        told[finding.code] += 1
        if told[finding.code] <= MOST:
            kept.append(finding)
    return tuple(kept)


def acknowledge(
    release: Release, *, by: "User", at: datetime, fingerprints: Collection[str]
) -> None:
    """Record that ``by`` has seen these warnings of ``release`` and lets them stand; those that are
    recorded already stay as they are. The right to it is the caller's to ask.

    Raises UnknownFinding, and records nothing, where one of ``fingerprints`` is no warning of the
    release as it stands: it has changed since it was read, or it is blocking.
    """
    findings = of_release(release, at)
    warnings = {each.fingerprint: each for each in findings if not each.is_blocking}
    if set(fingerprints) - set(warnings):
        raise UnknownFinding(
            "What you acknowledged is no warning of this release any more: it has changed since "
            "you read it, or has to be mended. Read it again first.",
            code="unknown_finding",
        )
    wanted = set(fingerprints)
    let_stand(release, [each for key, each in warnings.items() if key in wanted], by=by, at=at)


def acknowledge_everything(release: Release, *, by: "User", at: datetime) -> None:
    """Record all findings of ``release``, blocking ones too, as let stand by ``by``: for what is
    said to be out already."""
    let_stand(release, of_release(release, at), by=by, at=at)


def let_stand(release: Release, findings: Collection[Finding], *, by: "User", at: datetime) -> None:
    """Record ``findings`` of ``release`` as let stand by ``by``; what was before stays as it is."""
    known = _acknowledged(release)
    rows = [
        Acknowledgement(
            release=release,
            by=by,
            at=at,
            revision=release.revision,
            code=each.code,
            fingerprint=each.fingerprint,
            what=each.what,
        )
        for each in findings
        if each.fingerprint not in known
    ]
    if rows:
        with acting_as(by):
            Acknowledgement.objects.bulk_create(rows)


def _acknowledged(release: Release) -> dict[str, Acknowledgement]:
    if not release.pk:
        return {}
    rows = Acknowledgement.objects.filter(release=release.pk).select_related("by")
    return {row.fingerprint: row for row in rows}
