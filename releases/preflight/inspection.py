"""All checks over one manuscript."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from releases.models import Release
from releases.preflight import stored
from releases.preflight.check import all_checks
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

_EXCHANGE = {"exchange-notice", "exchange-quiet"}


def inspect(manuscript: Manuscript) -> list[Finding]:
    """What all checks find in ``manuscript``: blocking ones first, each check's in the order of the
    text. The same manuscript gives the same list."""
    found: list[Finding] = []
    for check in all_checks():
        found += _numbered(check.find(manuscript))
    return found


def of_release(release: Release, at: datetime) -> list[Finding]:
    """The findings of ``release`` as stored, at ``at``."""
    return inspect(stored.of_release(release, at))


def if_released(release: Release, at: datetime) -> list[Finding]:
    """What the clocks of the exchanges have against releasing ``release`` at ``at``, now."""
    manuscript = replace(stored.of_release(release, at), publish_at=at, publish_time_known=True)
    return [each for each in inspect(manuscript) if each.code in _EXCHANGE]


def _numbered(findings: Iterable[Finding]) -> list[Finding]:
    """All of them; the second of two that are the same word for word is numbered so."""
    times: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        times[finding.fingerprint] += 1
        kept.append(replace(finding, number=times[finding.fingerprint]))
    return kept
