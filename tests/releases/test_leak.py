"""Leak mode: release or hold all of it, within a minute and by the rules."""

from datetime import timedelta

import pytest

from accounts.models import User
from releases import leak
from releases.models import Acknowledgement, Release, Step
from releases.transitions import TransitionRefused
from tests import factories
from tests.factories import NOON, ben, cora, draft

pytestmark = pytest.mark.usefixtures("stopped_clock")
SOON = NOON + timedelta(hours=1)


def release_it(release: Release, approver: User | None = None) -> None:
    leak.release_bundle(release, by=cora(), at=NOON, revision=release.revision, approver=approver)


def test_approved_bundle_goes_out_at_once() -> None:
    release = factories.approved(publish_at=SOON)

    release_it(release)

    assert release.is_public(NOON)
    assert list(Step.objects.values_list("kind", flat=True))[-2:] == ["leaked", "released"]


@pytest.mark.parametrize("due", [SOON, None, NOON - timedelta(minutes=1), NOON])
def test_unapproved_bundle_goes_out_when_a_second_person_approves_it(due: object) -> None:
    release = draft(publish_at=due)

    release_it(release, approver=ben())

    assert release.is_public(NOON)
    assert release.approvals.get().approver == ben()


def test_what_is_on_hold_can_be_released_by_two() -> None:
    release = factories.approved(publish_at=SOON)
    leak.hold_bundle(release, by=cora(), at=NOON)

    release_it(release, approver=ben())

    assert release.is_public(NOON)


@pytest.mark.parametrize("who", ["nobody", "the same", "the writer", "without the right"])
def test_unapproved_bundle_needs_a_second_person_who_may(who: str) -> None:
    release = draft(publish_at=SOON)
    able = factories.able(factories.ada(), "approve_release")
    approver = {"nobody": None, "the same": cora(), "the writer": able,
                "without the right": factories.person("Dora", "auditor")}[who]  # fmt: skip

    with pytest.raises(TransitionRefused):
        release_it(release, approver=approver)

    release.refresh_from_db()
    assert not release.is_public(NOON)
    assert not release.is_approved
    assert release.publish_at == SOON
    assert not Step.objects.exists()


def test_what_preflight_found_is_acknowledged_in_the_name_of_the_second_person() -> None:
    release = draft("Harbor Bio [TBD]", publish_at=SOON)

    release_it(release, approver=ben())

    assert {row.by for row in Acknowledgement.objects.all()} == {ben()}


def test_leaked_bundle_is_held_approved_or_not() -> None:
    approved, unapproved = factories.approved("One"), draft("Two", publish_at=SOON)

    for release in (approved, unapproved):
        leak.hold_bundle(release, by=cora(), at=NOON)

    for release in (approved, unapproved):
        assert release.held_at == NOON
        assert not release.is_public(SOON + timedelta(days=1))


def test_page_that_has_changed_since_releases_nothing() -> None:
    release = factories.approved(publish_at=SOON)

    with pytest.raises(TransitionRefused, match="changed since"):
        leak.release_bundle(release, by=cora(), at=NOON, revision=release.revision - 1)

    assert not release.is_public(NOON)
