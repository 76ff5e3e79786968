"""Two at once, and transactions that cross a release's second: real threads, real commits."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection

from accounts.models import User
from ircms.actor import acting_as
from releases.digest import canonical_bytes
from releases.models import Approval, Release, StandingText
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, ben

pytestmark = pytest.mark.usefixtures("committed_db", "stopped_clock")
T = NOON + timedelta(hours=1)
ROUNDS = 12


def at_once(*jobs: Callable[[], object]) -> list[BaseException | None]:
    """Run the jobs from the same instant, each in a thread with a connection of its own."""
    outcomes: list[BaseException | None] = [None] * len(jobs)
    barrier = threading.Barrier(len(jobs))

    def run(number: int, job: Callable[[], object]) -> None:
        barrier.wait()
        try:
            job()
        except (DatabaseError, ValidationError) as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def assert_only_approved_bytes_are_due(release: Release) -> None:
    release.refresh_from_db()
    if release.is_approved:
        approval = Approval.objects.get(release=release, revision=release.revision)
        assert bytes(approval.canonical) == canonical_bytes(release)


def test_an_approval_racing_an_edit_binds_what_was_reviewed() -> None:
    writer, approver = ada(), ben()
    outcomes_seen = set()
    for number in range(ROUNDS):
        release = factories.submitted(factories.draft(f"Round {number}", publish_at=T))
        seen = factories.warnings(release)

        def edit(release: Release = release) -> None:
            with acting_as(writer):
                Release.objects.filter(pk=release.pk).update(headline="Edited meanwhile")

        def approve(release: Release = release, seen: list[str] = seen) -> None:
            Release.objects.get(pk=release.pk).approve(
                by=approver, at=NOON, revision=1, acknowledged=seen
            )

        outcomes = at_once(edit, approve)

        assert outcomes[0] is None
        assert_only_approved_bytes_are_due(release)
        assert not release.is_approved
        outcomes_seen.add(outcomes[1] is None)
    assert outcomes_seen


def test_an_approval_racing_a_new_part_binds_what_was_reviewed() -> None:
    writer, approver, who = ada(), ben(), factories.contact()
    for number in range(ROUNDS):
        release = factories.submitted(factories.draft(f"Round {number}", publish_at=T))
        seen = factories.warnings(release)

        outcomes = at_once(
            lambda r=release: _print(r, who, writer),
            lambda r=release, seen=seen: r.approve(
                by=approver, at=NOON, revision=1, acknowledged=seen
            ),
        )

        assert outcomes[0] is None
        assert_only_approved_bytes_are_due(release)
        assert not release.is_approved


def _print(release: Release, who: object, writer: object) -> None:
    with acting_as(writer):  # type: ignore[arg-type]  # the cast are users
        release.printed_contacts.create(contact=who)


def test_an_approval_racing_a_standing_text_binds_what_was_reviewed() -> None:
    writer, approver = ada(), ben()
    for number in range(ROUNDS):
        text = factories.standing_text(key=f"about-{number}")
        release = factories.draft(f"Round {number}", publish_at=T)
        factories.print_text(release, text)
        factories.submitted(release)
        seen = factories.warnings(release)

        def reword(text: StandingText = text) -> None:
            with acting_as(writer):
                StandingText.objects.filter(pk=text.pk).update(body="<p>Other words.</p>")

        outcomes = at_once(
            reword,
            lambda r=release, seen=seen: r.approve(
                by=approver, at=NOON, revision=r.revision, acknowledged=seen
            ),
        )

        assert None in outcomes
        assert_only_approved_bytes_are_due(release)


def test_linking_a_standing_text_that_is_being_changed_binds_the_new_words() -> None:
    writer, approver = ada(), ben()
    for number in range(ROUNDS):
        text = factories.standing_text(key=f"about-{number}")
        release = factories.draft(f"Round {number}", publish_at=T)

        def reword(text: StandingText = text) -> None:
            with acting_as(writer):
                StandingText.objects.filter(pk=text.pk).update(body="<p>Other words.</p>")

        def link_and_approve(text: StandingText = text, release: Release = release) -> None:
            factories.print_text(release, text)
            factories.approved_by(approver, release)

        at_once(reword, link_and_approve)

        assert_only_approved_bytes_are_due(release)


def test_two_approvers_at_once_make_one_approval() -> None:
    other = factories.person("Bea", "approver")
    for number in range(ROUNDS):
        release = factories.submitted(factories.draft(f"Round {number}", publish_at=T))
        seen = factories.warnings(release)

        def approve(who: User, release: Release = release, seen: list[str] = seen) -> None:
            found = Release.objects.get(pk=release.pk)
            found.approve(by=who, at=NOON, revision=1, acknowledged=seen)

        outcomes = at_once(lambda go=approve: go(ben()), lambda go=approve: go(other))

        assert sum(outcome is None for outcome in outcomes) == 1
        assert release.approvals.count() == 1


@pytest.mark.parametrize("commits_at", [T - timedelta(seconds=10), T, T + timedelta(minutes=1)])
def test_an_edit_that_is_saved_after_the_freeze_began_is_refused(
    stopped_clock: StoppedClock, commits_at: object
) -> None:
    release = factories.approved(publish_at=T)
    stopped_clock.set(T - timedelta(seconds=11))

    with pytest.raises(IntegrityError), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="A last-second thought")
        stopped_clock.set(commits_at, settled=False)  # type: ignore[arg-type]  # an instant

    stopped_clock.set(T)
    release.refresh_from_db()
    assert release.headline == "Harbor Bio opens a plant"
    assert release.is_public(T)


def test_an_edit_saved_before_the_freeze_ends_the_approval(stopped_clock: StoppedClock) -> None:
    release = factories.approved(publish_at=T)
    stopped_clock.set(T - timedelta(seconds=12))

    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="A late thought")
        stopped_clock.set(T - timedelta(seconds=11), settled=False)

    assert not release.is_public(T)


def test_an_approval_that_is_saved_too_late_publishes_nothing(stopped_clock: StoppedClock) -> None:
    release = factories.submitted(factories.draft(publish_at=T))
    start = T - timedelta(seconds=11)
    stopped_clock.set(start)

    with pytest.raises(IntegrityError), acting_as(ben()):
        factories.approved_by(ben(), release, start)
        stopped_clock.set(T + timedelta(seconds=1), settled=False)

    assert not release.is_public(T + timedelta(days=1))
    assert not Approval.objects.exists()


def test_a_hold_that_is_saved_after_the_second_is_refused(stopped_clock: StoppedClock) -> None:
    release = factories.approved(publish_at=T)
    stopped_clock.set(T - timedelta(seconds=1))

    with pytest.raises(IntegrityError), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(approved_revision=None)
        stopped_clock.set(T + timedelta(microseconds=1), settled=False)

    assert release.is_public(T)


@pytest.mark.parametrize("way", ["edit", "hold"])
def test_a_translation_is_frozen_by_its_original_s_time(
    stopped_clock: StoppedClock, way: str
) -> None:
    """Its own time has come; what it waits for is its original's."""
    original = factories.approved("Original", publish_at=T)
    version = factories.draft(
        "Version", language="fr", translation_of=original, publish_at=NOON + timedelta(minutes=5)
    )
    factories.approve(version)
    stopped_clock.set(T - timedelta(seconds=11))
    ways: dict[str, dict[str, object]] = {
        "edit": {"headline": "Other"},
        "hold": {"approved_revision": None},
    }
    changes = ways[way]

    with pytest.raises(IntegrityError), acting_as(ada()):
        Release.objects.filter(pk=version.pk).update(**changes)
        stopped_clock.set(T + timedelta(seconds=30), settled=False)

    assert version.is_public(T)
