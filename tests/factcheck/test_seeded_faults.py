"""Seeded faults: in copies of ten releases one figure, unit, date, phase or ticker is another."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from releases.models import Release
from releases.preflight import inspect
from releases.preflight.manuscript import Manuscript
from releases.preflight.stored import of_release
from tests.factcheck.company import ISSUES, publish, written
from tests.factcheck.mutations import Fault, faults
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
OF_NUMBERS = ("ledger-", "ticker", "weekday")
LEAST_NAMED = 0.95


def findings(manuscript: Manuscript) -> Counter[str]:
    """What pre-flight has to say of numbers, by what it says and of which words."""
    return Counter(
        f"{each.what} {each.where.label} {each.passage.words}"
        for each in inspect(manuscript)
        if each.code.startswith(OF_NUMBERS)
    )


def tell(*lines: object) -> None:
    sys.stdout.write("".join(f"\n{line}" for line in lines if line))


def copies(manuscript: Manuscript) -> Iterator[tuple[Fault, Manuscript]]:
    for fault in faults(manuscript.body):
        yield fault, replace(manuscript, body=fault.text)
    for fault in faults(manuscript.headline):
        yield fault, replace(manuscript, headline=fault.text)


def named(manuscripts: list[Manuscript], capsys: pytest.CaptureFixture[str]) -> float:
    """Of all copies with a fault, the share of which a finding tells that the clean one has not;
    printed by kind, with what was missed."""
    seeded: Counter[str] = Counter()
    missed: list[str] = []
    for manuscript in manuscripts:
        clean = findings(manuscript)
        for fault, copy in copies(manuscript):
            seeded[fault.kind] += 1
            if not findings(copy) - clean:
                missed.append(f"{manuscript.slug}, {fault}")
    with capsys.disabled():
        tell(f"{sum(seeded.values())} faults seeded {dict(seeded)}, {len(missed)} missed", *missed)
    return 1 - len(missed) / sum(seeded.values())


def drafts(**columns: date) -> list[Manuscript]:
    """Copies of all ten as drafts, while the ten are public."""
    publish(*ISSUES)
    made = []
    for issue in ISSUES:
        release = written(issue, slug=f"{issue.slug}-copy", publish_at=NOON + timedelta(days=1),
                          **columns)  # fmt: skip
        made.append(of_release(Release.objects.get(pk=release.pk), NOON))
    return made


def test_a_fault_in_a_copy_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert named(drafts(), capsys) >= LEAST_NAMED


def test_a_fault_in_a_copy_of_a_later_day_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    made = drafts(dateline_date=date(2026, 3, 3))

    assert named(made, capsys) >= LEAST_NAMED


def test_a_clean_copy_has_at_most_one_finding(capsys: pytest.CaptureFixture[str]) -> None:
    found = [findings(each) for each in drafts()]

    with capsys.disabled():
        tell(f"{sum(map(Counter.total, found))} findings of {len(found)} clean copies", *found)
    assert sum(map(Counter.total, found)) <= len(found)


def test_a_clean_release_has_at_most_one_finding_when_it_goes_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = []
    for issue in ISSUES:
        release = written(issue, slug=f"{issue.slug}-draft")
        found.append(findings(of_release(Release.objects.get(pk=release.pk), NOON)))
        publish(issue)

    with capsys.disabled():
        tell(f"{sum(map(Counter.total, found))} findings of {len(found)} releases", *found)
    assert sum(map(Counter.total, found)) <= len(found)
