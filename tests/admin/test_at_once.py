"""Two people at the desk in the same second: one outcome, and never a byte that nobody approved."""

from datetime import timedelta

import pytest
from django.test import Client

from releases.digest import canonical_bytes
from releases.models import Approval, Release
from tests import factories
from tests.admin.desk import RELEASES, filled_in, page_of, signed_in
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.test_races import at_once

pytestmark = pytest.mark.usefixtures("committed_db", "stopped_clock")
T = NOON + timedelta(hours=1)
ROUNDS = 6
PASSWORD = "a long enough pass phrase"


def way(release: Release, name: str) -> str:
    return f"{RELEASES}{release.pk}/{name}/"


def read(client: Client, release: Release, name: str) -> dict[str, object]:
    """What the page of a way would send once its warnings are ticked."""
    shown = client.get(way(release, name)).context
    found = shown.get("preflight")
    sent: dict[str, object] = {"revision": shown["release"].revision, "password": PASSWORD}
    if found:
        sent["acknowledge"] = [each.fingerprint for each in found.warnings]
    return sent


def public_bytes_are_approved(release: Release, at: object) -> bool:
    release.refresh_from_db()
    if not release.is_public(at):  # type: ignore[arg-type]  # an instant
        return True
    approval = Approval.objects.get(release=release, revision=release.revision)
    return bytes(approval.canonical) == canonical_bytes(release)


def test_of_two_approvers_one_approves_and_the_other_is_told() -> None:
    ben, bea = signed_in(factories.ben()), signed_in(factories.bea())
    for number in range(ROUNDS):
        release = factories.submitted(factories.draft(f"Round {number}", publish_at=T))
        forms = [read(client, release, "approve") for client in (ben, bea)]
        answers: list[tuple[int, bytes]] = []

        def approve(client: Client, sent: dict[str, object], release: Release = release,
                    answers: list[tuple[int, bytes]] = answers) -> None:  # fmt: skip
            response = client.post(way(release, "approve"), sent)
            answers.append((response.status_code, response.content))

        at_once(
            lambda go=approve, sent=forms[0]: go(ben, sent),
            lambda go=approve, sent=forms[1]: go(bea, sent),
        )

        assert sorted(status for status, _ in answers) == [200, 302]
        refused = next(body.decode() for status, body in answers if status == 200)
        assert "approved as it stands already" in refused or "saving the same thing" in refused
        assert release.approvals.count() == 1
        assert public_bytes_are_approved(release, T)


def test_approval_and_edit_at_once_leave_nothing_public_that_was_not_read() -> None:
    ben, ada = signed_in(factories.ben()), signed_in(factories.ada())
    for number in range(ROUNDS):
        release = factories.submitted(factories.draft(f"Round {number}", publish_at=T))
        read_by_ben = read(ben, release, "approve")
        typed = filled_in(ada, page_of(release), headline=f"Edited in round {number}")

        at_once(
            lambda r=release, sent=read_by_ben: ben.post(way(r, "approve"), sent),
            lambda r=release, sent=typed: ada.post(page_of(r), sent),
        )

        assert public_bytes_are_approved(release, T)
        if release.is_approved:
            assert release.headline == f"Round {number}"


def test_hold_and_release_now_at_once_have_one_outcome() -> None:
    other = factories.person("Carl", "publisher")
    cora, carl = signed_in(factories.cora()), signed_in(other)
    for number in range(ROUNDS):
        release = factories.approved(f"Round {number}", publish_at=T)
        now, hold = read(cora, release, "release-now"), read(carl, release, "hold")
        hold["reason"] = "A figure."

        at_once(
            lambda r=release, sent=now: cora.post(way(r, "release-now"), sent),
            lambda r=release, sent=hold: carl.post(way(r, "hold"), sent),
        )

        release.refresh_from_db()
        assert release.is_public(NOON) is (release.held_at is None)
        assert public_bytes_are_approved(release, NOON)


@pytest.mark.parametrize(
    ("seconds", "is_stopped"), [(-1, True), (-0.000001, True), (0, False), (0.000001, False)]
)
def test_hold_racing_the_second_stops_it_or_comes_too_late(
    stopped_clock: StoppedClock, seconds: float, is_stopped: bool
) -> None:
    release = factories.approved(publish_at=T)
    cora = signed_in(factories.cora())
    sent = read(cora, release, "hold") | {"reason": "A figure."}
    stopped_clock.set(T + timedelta(seconds=seconds))

    response = cora.post(way(release, "hold"), sent)

    stopped_clock.set(T + timedelta(seconds=1))
    release.refresh_from_db()
    assert release.is_public(T + timedelta(seconds=1)) is not is_stopped
    assert (release.held_at is not None) is is_stopped
    assert (response.status_code == 302) is is_stopped


def test_hold_that_is_saved_after_the_second_says_so_and_changes_nothing(
    stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second comes between the click and the commit."""
    from releases import schedule, transitions
    from releases.models import Step

    release = factories.approved(publish_at=T)
    cora = signed_in(factories.cora())
    sent = read(cora, release, "hold") | {"reason": "A figure."}
    stopped_clock.set(T - timedelta(milliseconds=5))
    original = transitions.take_step

    def slow(*args: object, **said: object) -> Step:
        step = original(*args, **said)  # type: ignore[arg-type]  # as given
        stopped_clock.set(T, settled=False)
        return step

    monkeypatch.setattr(schedule, "take_step", slow)

    response = cora.post(way(release, "hold"), sent)

    release.refresh_from_db()
    assert response.status_code == 200
    assert "othing was" in response.content.decode()
    assert release.is_public(T)
    assert release.held_at is None
    assert not Step.objects.filter(release=release, kind="held").exists()
