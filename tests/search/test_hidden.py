"""What is not public is not found, and changes nothing that is."""

from datetime import timedelta

import pytest
from django.test import Client

from ircms.actor import acting_as
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.search.asking import ask, found
from tests.undoing import held_open

pytestmark = pytest.mark.django_db
T = NOON + timedelta(hours=1)


def test_an_embargoed_release_is_found_from_its_second_on(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.approved("The secret harbour", publish_at=T)

    before = found(client, "secret")
    stopped_clock.set(T - timedelta(microseconds=1))
    just_before = found(client, "secret")
    stopped_clock.set(T)
    after = found(client, "secret")

    assert (before, just_before, after) == ([], [], ["The secret harbour"])


def test_a_second_that_is_cut_in_pieces_is_found_from_its_piece_on(
    client: Client, stopped_clock: StoppedClock
) -> None:
    instant = T.replace(microsecond=999_700)
    factories.approved("The secret harbour", publish_at=instant)

    stopped_clock.set(instant - timedelta(microseconds=1))
    before = found(client, "secret")
    stopped_clock.set(instant)
    after = found(client, "secret")

    assert (before, after) == ([], ["The secret harbour"])


def test_hidden_releases_leave_pages_of_results_as_they_are(
    client: Client, stopped_clock: StoppedClock
) -> None:
    def pages() -> list[bytes]:
        answers = [
            ask(client, "harbour", **more).content
            for more in (
                {},
                {"kind": "release"},
                {"kind": "document"},
                {"year": "2026"},
                {"before": "number-3"},
                {"before": "hidden-5"},
                {"before": "nobody"},
            )
        ]
        return [answer.replace(b"hidden-5", b"nobody") for answer in answers]

    for number in range(30):
        factories.public(f"Number {number}", body="<p>A harbour.</p>")
    with held_open():
        for number in range(30):
            due = NOON - timedelta(hours=number)
            release = factories.draft(f"Hidden {number}", body="<p>A harbour.</p>", publish_at=due)
            factories.attach(release, title="Plan of the harbour")
        with_them = pages()
        with acting_as(factories.ada()):
            Release.objects.filter(headline__startswith="Hidden").delete()
    without_them = pages()

    assert with_them == without_them


def test_a_withdrawn_release_is_not_found(client: Client, stopped_clock: StoppedClock) -> None:
    release = factories.public("The wrong harbour")
    withdraw(release, by=factories.cora(), at=NOON, reason="It was wrong.")

    assert found(client, "harbour") == []
    assert found(client, "harbour", as_of="2026-03-01") == []


def test_on_a_past_day_only_what_was_out_by_then_is_found(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.public("Old harbour", publish_at=NOON - timedelta(days=9))
    factories.public("New harbour", publish_at=NOON - timedelta(days=2))

    page = ask(client, "harbour", as_of="2026-02-25").content.decode()

    assert "Old <mark>" in page
    assert "New <mark>" not in page
    assert '<input type="hidden" name="as_of" value="2026-02-25">' in page


def test_a_translation_waits_for_its_original(client: Client, stopped_clock: StoppedClock) -> None:
    original = factories.approved("Opening", publish_at=T)
    factories.approved("开业", translation_of=original, language="zh-hans",
                       publish_at=NOON + timedelta(minutes=5))  # fmt: skip
    stopped_clock.set(NOON + timedelta(minutes=10))

    assert found(client, "开业") == []
