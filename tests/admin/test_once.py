"""A page that is sent twice acts once."""

from datetime import timedelta
from typing import Any

import pytest

from releases.models import ExchangeNotice, Release, Step
from tests import factories
from tests.admin.desk import RELEASES, page_of, signed_in
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")


def way(release: Release, name: str) -> str:
    return f"{RELEASES}{release.pk}/{name}/"


def shown(client: Any, address: str, **typed: Any) -> dict[str, Any]:
    """What the page would send: what it holds unseen, and what is typed."""
    page = client.get(address)
    return {"revision": page.context["release"].revision, "mark": page.context["mark"]} | typed


def test_a_comment_sent_twice_from_one_page_is_one_comment():
    release, ben = factories.draft(), signed_in(factories.ben())
    sent = shown(ben, way(release, "comment"), reason="The figure is old.")

    first = ben.post(way(release, "comment"), sent)
    second = ben.post(way(release, "comment"), sent)

    assert first["Location"] == second["Location"] == page_of(release)
    assert Step.objects.filter(kind=Step.Kind.COMMENTED).count() == 1


def test_the_same_words_from_a_page_opened_since_are_another_comment():
    release, ben = factories.draft(), signed_in(factories.ben())
    for _ in range(2):
        ben.post(
            way(release, "comment"), shown(ben, way(release, "comment"), reason="Still not mended.")
        )

    assert Step.objects.filter(kind=Step.Kind.COMMENTED).count() == 2


def test_other_words_from_the_same_page_are_not_lost():
    release, ben = factories.draft(), signed_in(factories.ben())
    sent = shown(ben, way(release, "comment"), reason="One.")

    ben.post(way(release, "comment"), sent)
    ben.post(way(release, "comment"), sent | {"reason": "Two."})

    assert Step.objects.filter(kind=Step.Kind.COMMENTED).count() == 2


def test_the_same_words_of_somebody_else_are_their_own():
    release = factories.draft()
    for client in (signed_in(factories.ben()), signed_in(factories.bea())):
        ways = way(release, "comment")
        client.post(ways, shown(client, ways, reason="Fine."))

    assert Step.objects.filter(kind=Step.Kind.COMMENTED).count() == 2


def test_a_copy_asked_for_twice_from_one_page_is_one_copy():
    release, ada = factories.draft(), signed_in(factories.ada())
    sent = shown(ada, way(release, "copy"))

    first = ada.post(way(release, "copy"), sent)
    second = ada.post(way(release, "copy"), sent)

    copy = Release.objects.get(copied_from=release)
    assert first["Location"] == second["Location"] == page_of(copy)


def test_a_copy_of_a_colleague_is_not_taken_for_ones_own():
    release, wim = factories.draft(), signed_in(factories.person("Wim", "writer"))
    ada = signed_in(factories.ada())
    sent = shown(ada, way(release, "copy"))
    wim.post(way(release, "copy"), shown(wim, way(release, "copy")))

    ada.post(way(release, "copy"), sent)

    assert Release.objects.filter(copied_from=release).count() == 2


def test_a_correction_begun_twice_from_one_page_is_one_correction():
    release = factories.public()
    ada = signed_in(factories.ada())
    sent = shown(ada, way(release, "correct"), reason="Two figures were wrong.")

    first = ada.post(way(release, "correct"), sent)
    second = ada.post(way(release, "correct"), sent)

    correction = Release.objects.get(corrects=release)
    assert first["Location"] == second["Location"] == page_of(correction)


@pytest.mark.parametrize(
    "typed",
    [
        {"reference": "A-1", "given_at": "2026-03-02T11:00"},
        {"waiver_reason": "Not material.", "given_at": "2026-03-02T11:00"},
    ],
)
def test_a_notice_sent_twice_from_one_page_is_recorded_once(typed: dict[str, str]):
    factories.company()
    release = factories.draft(publish_at=NOON + timedelta(hours=2))
    cora = signed_in(factories.cora())
    sent = shown(cora, way(release, "notice"), market="XNAS", **typed)

    cora.post(way(release, "notice"), sent)
    cora.post(way(release, "notice"), sent)

    assert ExchangeNotice.objects.filter(release=release).count() == 1


def test_a_hold_sent_again_after_it_was_lifted_holds_nothing():
    release, cora = factories.draft(), signed_in(factories.cora())
    sent = shown(cora, way(release, "hold"), reason="A figure is checked.")
    cora.post(way(release, "hold"), sent)
    cora.post(way(release, "resume"), shown(cora, way(release, "resume")))

    cora.post(way(release, "hold"), sent)

    release.refresh_from_db()
    assert release.held_at is None
