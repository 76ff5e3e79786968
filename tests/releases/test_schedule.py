"""Choosing the second, going out now, holding: what stays, what falls, who is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from ircms.actor import acting_as
from releases import schedule
from releases.models import Release
from releases.transitions import TransitionRefused
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ben, cora, draft

SOON, LATER = NOON + timedelta(hours=1), NOON + timedelta(hours=5)
ONE = timedelta(microseconds=1)


def hold(release: Release, at: object = NOON) -> None:
    schedule.hold(release, by=cora(), at=at, reason="The figure is being checked.")  # type: ignore[arg-type]  # an instant


def test_rescheduled_release_has_its_new_time_and_waits_for_approval(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.approved(publish_at=SOON)

    schedule.reschedule(release, by=cora(), at=NOON, revision=release.revision, publish_at=LATER)

    assert release.publish_at == LATER
    assert not release.is_approved
    assert not release.is_public(LATER + ONE)


@pytest.mark.parametrize("seconds", [-3600, 0, 10])
def test_past_time_never_means_now(stopped_clock: StoppedClock, seconds: int) -> None:
    release = factories.approved(publish_at=SOON)
    past = NOON + timedelta(seconds=seconds)

    with pytest.raises(TransitionRefused, match="release now"):
        schedule.reschedule(release, by=cora(), at=NOON, revision=1, publish_at=past)

    assert release.is_approved
    assert release.publish_at == SOON


def test_empty_time_never_means_now(stopped_clock: StoppedClock) -> None:
    release = factories.approved(publish_at=SOON)

    schedule.reschedule(release, by=cora(), at=NOON, revision=release.revision, publish_at=None)
    factories.approve(release)

    assert release.is_approved
    assert not release.is_public(NOON + timedelta(days=9000))


def test_whoever_rescheduled_it_does_not_approve_it(stopped_clock: StoppedClock) -> None:
    release = factories.approved(publish_at=SOON)
    both = factories.person("Eve", "publisher", "approver")
    schedule.reschedule(release, by=both, at=NOON, revision=release.revision, publish_at=LATER)

    with pytest.raises(TransitionRefused, match="Eve contributed"):
        factories.approved_by(both, release)


def test_held_release_does_not_go_out_and_cannot_be_approved(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.approved(publish_at=SOON)

    hold(release)

    assert not release.is_public(SOON)
    with pytest.raises(TransitionRefused, match="on hold"):
        factories.approved_by(ben(), release)


def test_the_database_approves_nothing_on_hold(stopped_clock: StoppedClock) -> None:
    release = factories.submitted(draft(publish_at=SOON))
    with acting_as(cora()):
        Release.objects.filter(pk=release.pk).update(held_at=NOON)

    with pytest.raises(IntegrityError, match="on hold"), acting_as(ben()):
        factories.record_approval(release, ben())
        Release.objects.filter(pk=release.pk).update(approved_revision=1)


def test_hold_is_lifted_and_what_was_held_goes_out_once_approved_anew(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.approved(publish_at=SOON)
    hold(release)

    schedule.resume(release, by=cora(), at=NOON)
    waits = release.is_public(SOON)
    factories.approve(release)

    assert not waits
    assert release.is_public(SOON)
    assert release.publish_at == SOON


def test_draft_nobody_approved_can_be_held(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=SOON)

    hold(release)

    assert release.held_at == NOON


@pytest.mark.parametrize("seconds", [9, 1])
def test_hold_works_up_to_the_second(stopped_clock: StoppedClock, seconds: int) -> None:
    release = factories.approved(publish_at=SOON)
    at = SOON - timedelta(seconds=seconds)
    stopped_clock.set(at)

    hold(release, at)

    assert not release.is_public(SOON)


def test_hold_at_its_second_is_too_late(stopped_clock: StoppedClock) -> None:
    release = factories.approved(publish_at=SOON)
    stopped_clock.set(SOON)

    with pytest.raises(TransitionRefused, match="It is public"):
        hold(release, SOON)

    assert release.is_public(SOON)


def test_approved_language_versions_go_out_with_their_original(
    stopped_clock: StoppedClock,
) -> None:
    original = factories.approved(publish_at=SOON)
    french = factories.approved("La version", language="fr", translation_of=original)
    german = draft("Die Fassung", language="de", translation_of=original)
    shown = {each.pk: each.revision for each in schedule.going_along(original, NOON)}

    schedule.release_now(original, by=cora(), at=NOON, revision=original.revision, versions=shown)

    assert shown == {french.pk: french.revision}
    assert original.is_public(NOON)
    assert french.is_public(NOON)
    assert not german.is_public(NOON)


def test_release_now_with_versions_other_than_shown_is_refused(
    stopped_clock: StoppedClock,
) -> None:
    original = factories.approved(publish_at=SOON)
    factories.approved("La version", language="fr", translation_of=original)

    with pytest.raises(TransitionRefused, match="others than those you were shown"):
        schedule.release_now(original, by=cora(), at=NOON, revision=original.revision)

    assert not original.is_public(NOON)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"reference": "MW-1", "waiver_reason": "None needed."},
        {"reference": "MW-1"},
        {"reference": "MW-1", "given_at": NOON + timedelta(minutes=1)},
    ],
)
def test_notice_has_a_reference_with_its_time_or_a_reason(
    stopped_clock: StoppedClock, said: dict[str, object]
) -> None:
    release = draft()

    with pytest.raises(TransitionRefused):
        schedule.record_notice(release, by=cora(), at=NOON, market="XNAS", **said)  # type: ignore[arg-type]  # as typed

    assert not release.exchange_notices.exists()
