"""Statements of a draft beside those of public releases: each verdict by its rule."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ircms.actor import acting_as
from releases import insiders, preflight
from releases.models import Release
from releases.preflight import Finding, Findings
from tests import factories
from tests.conftest import StoppedClock
from tests.facilities.makers import (
    OSLO,
    PORTO,
    WUXI,
    actual,
    days_ago,
    drafted,
    embargoed,
    planned,
    public,
    said,
)
from tests.factories import NOON, ada
from tests.trials import makers as trials

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def looked_at(release: Release) -> Findings:
    return preflight.open_findings(Release.objects.get(pk=release.pk), NOON)


def told(release: Release) -> list[Finding]:
    return [each for each in looked_at(release).warnings if each.code.startswith("ledger-")]


def codes(release: Release) -> list[str]:
    return [each.code.removeprefix("ledger-") for each in told(release)]


def agreeing(release: Release) -> tuple[int, int]:
    compared = looked_at(release).compared
    assert compared is not None
    return compared.agreeing, compared.updating


@pytest.fixture(autouse=True)
def ledger(stopped_clock: StoppedClock) -> Release:
    """What is public: so much in Wuxi as of May 2025."""
    return public(
        "Wuxi grows", said(WUXI), actual(WUXI, "47,300 square feet", MAY), publish_at=days_ago(99)
    )


def test_the_same_figure_of_the_same_day_agrees() -> None:
    release = drafted("Again", actual(WUXI, "47,300 square feet", MAY))

    assert codes(release) == []
    assert agreeing(release) == (1, 0)


def test_the_same_in_another_unit_agrees() -> None:
    assert codes(drafted("Again", actual(WUXI, "4,394 square metres", MAY))) == []


def test_another_figure_of_the_same_day_contradicts_with_both_passages(ledger: Release) -> None:
    [finding] = told(drafted("Again", actual(WUXI, "48,300 square feet", MAY)))

    assert finding.code == "ledger-contradicts"
    assert not finding.is_blocking
    assert finding.passage.words == "48,300 square feet"
    assert finding.beside is not None
    assert finding.beside.passage.words == "47,300 square feet"
    assert finding.beside.headline == "Wuxi grows"
    assert finding.beside.day == ledger.printed_day
    assert finding.beside.address.startswith(f"{ledger.get_absolute_url()}#said-")


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("473,000 square feet", "unit-jump"),
        ("4,730 square feet", "unit-jump"),
        ("47,300 square metres", "unit-jump"),
        ("509,133 square feet", "unit-jump"),  # square metres multiplied once more
        ("40,000 square feet", "contradicts"),  # less than before
        ("250,000 square feet", "contradicts"),  # more than can be believed
    ],
)
def test_an_implausible_newer_figure_is_a_finding(printed: str, code: str) -> None:
    assert codes(drafted("Later", actual(WUXI, printed, JUNE))) == [code]


def test_a_plausible_newer_figure_updates() -> None:
    release = drafted("Later", actual(WUXI, "70,000 square feet", JUNE))

    assert codes(release) == []
    assert agreeing(release) == (0, 1)


def test_a_plan_ten_times_what_came_of_it_is_a_unit_jump() -> None:
    public("Reached", actual(WUXI, "70,000 square feet", JUNE))
    between = date(2025, 5, 20)

    assert codes(drafted("Plan", planned(WUXI, "700,000 square feet", between))) == ["unit-jump"]


def test_a_figure_of_other_facilities_is_another_figure() -> None:
    release = drafted("Others", actual(PORTO, "40,000 square feet", MAY),
                      actual([WUXI, PORTO], "41,000 square feet", MAY))  # fmt: skip

    assert codes(release) == []


def test_a_plan_that_was_reached_updates() -> None:
    public("Plan", planned(OSLO, "9,000 square feet", MAY), publish_at=days_ago(50))

    release = drafted("Reached", said(OSLO), actual(OSLO, "9,000 square feet", MAY))

    assert "contradicts" not in codes(release)
    assert agreeing(release)[1] == 1


def test_an_overdue_plan_is_told_to_whoever_speaks_of_it_and_not_of_what_came_of_it() -> None:
    public("Plan", said(OSLO), planned(OSLO, "9,000 square feet", MAY), publish_at=days_ago(50))

    assert codes(drafted("Silent", body="<p>The Oslo plant is at work.</p>")) == ["overdue"]
    assert codes(drafted("Of others", body="<p>All is well in Wuxi.</p>")) == []
    assert "overdue" not in codes(drafted("Said", actual(OSLO, "9,000 square feet", JUNE)))


def test_an_opening_whose_day_has_passed_is_overdue() -> None:
    public("Plan", said(OSLO, status="planned", status_on=MAY), publish_at=days_ago(50))

    assert codes(drafted("Silent", body="<p>The Oslo plant is at work.</p>")) == ["overdue"]
    assert codes(drafted("Said", said(OSLO, status="opened", status_on=JUNE))) == []


def test_an_opening_does_not_move_once_it_was_held() -> None:
    public("Opens", said(OSLO, status="opened", status_on=MAY), publish_at=days_ago(50))

    assert "contradicts" in codes(drafted("Again", said(OSLO, status="opened", status_on=JUNE)))


@pytest.mark.parametrize(
    ("phase", "found"),
    [("Phase I", ["contradicts"]), ("Phase II", []), ("Phase III", [])],
)
def test_a_trial_goes_on_and_not_back(phase: str, found: list[str]) -> None:
    trials.said(days_ago(30), phase_as_printed="Phase II", title="HB-7 in gout")
    release = trials.draft(days_ago(0))
    trials.state(release, phase_as_printed=phase)

    assert codes(release) == found


def test_participants_ten_times_as_many_are_a_unit_jump() -> None:
    trials.said(days_ago(30), enrolment=48)
    release = trials.draft(days_ago(0))
    trials.state(release, enrolment=480)

    assert codes(release) == ["unit-jump"]


@pytest.mark.parametrize("kind", ["draft", "embargoed", "withdrawn", "confidential"])
def test_what_is_not_public_is_compared_with_nothing(kind: str) -> None:
    statements = (said(PORTO), actual(PORTO, "10,000 square feet", MAY))
    if kind == "draft":
        drafted("Hidden", *statements)
    elif kind == "embargoed":
        embargoed("Hidden", *statements)
    elif kind == "confidential":
        hidden = drafted("Hidden", *statements, publish_at=NOON + timedelta(hours=1))
        insiders.make_confidential(hidden, by=ada(), at=NOON, people=[factories.ben()])
    else:
        from releases.withdrawal import withdraw

        gone = public("Hidden", *statements, publish_at=days_ago(9))
        withdraw(gone, by=factories.cora(), at=NOON, reason="It was wrong.")

    release = drafted("Seen", said(PORTO), actual(PORTO, "20,000 square feet", MAY))

    assert codes(release) == []
    assert "Hidden" not in str(looked_at(release))


def test_what_a_draft_corrects_is_not_held_against_it(ledger: Release) -> None:
    release = drafted("Right", actual(WUXI, "48,300 square feet", MAY), corrects=ledger,
                      correction_reason="The area was wrong.")  # fmt: skip

    assert codes(release) == []


def test_a_statement_whose_words_are_being_changed_is_not_compared() -> None:
    release = drafted("Again", actual(WUXI, "48,300 square feet", MAY))
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(body="<p>Nothing of that.</p>")

    assert codes(release) == []


def test_an_acknowledged_finding_stays_so_until_either_passage_changes(
    ledger: Release, queries: Callable[..., Any]
) -> None:
    release = drafted("Again", actual(WUXI, "48,300 square feet", MAY))
    [finding] = told(release)
    preflight.acknowledge(release, by=factories.ben(), at=NOON, fingerprints=[finding.fingerprint])
    assert told(release) == []

    public("Wuxi shrinks", actual(WUXI, "45,000 square feet", MAY), publish_at=days_ago(2),
           corrects=ledger, correction_reason="It was wrong.")  # fmt: skip

    assert codes(release) == ["contradicts"]
