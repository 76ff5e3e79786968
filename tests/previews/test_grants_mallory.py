"""Mallory, with a link or cookie that is not hers, or is worth nothing any more: she gets the
site's one 404, and the audit says that she came."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ircms.logs import DiscreetFormatter
from outbox.models import Message
from outbox.notice import notice
from previews import grants, outsiders
from previews.models import Grant
from releases.rehearsal import rehearsed
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.previews.granted import (
    HEADLINE,
    HERE,
    embargoed,
    entries,
    give,
    home,
    opened,
    page_of,
    press,
    refusals,
)

pytestmark = pytest.mark.usefixtures("stopped_clock")
LATER = NOON + timedelta(minutes=30)
BOTS = ("Slackbot-LinkExpanding 1.0", "facebookexternalhit/1.1", "Twitterbot/1.0", "curl/8.0")


def unknown(client: Client | None = None) -> Any:
    return (client or Client()).get("/nothing-of-the-kind/")


def same(one: Any, other: Any) -> bool:
    """Status, headers and bytes."""
    return (one.status_code, dict(one.items()), one.content) == (
        other.status_code,
        dict(other.items()),
        other.content,
    )


def expire(grant: Grant, clock: StoppedClock) -> None:
    clock.set(LATER)


def revoke(grant: Grant, clock: StoppedClock) -> None:
    grants.revoke(grant, by=factories.cora(), at=NOON)


ENDS = pytest.mark.parametrize(("end", "why"), [(expire, "expired"), (revoke, "revoked")])
End = Callable[[Grant, StoppedClock], None]


def test_the_door_is_the_same_for_whatever_is_brought(stopped_clock: StoppedClock) -> None:
    release = embargoed()
    _, good = give(release)
    revoked, bad = give(release)
    grants.revoke(revoked, by=factories.cora(), at=NOON)
    _, late = give(release, expires_at=NOON + timedelta(seconds=1))
    spent, used = give(release)
    press(Client(), used)
    stopped_clock.forward(timedelta(seconds=2))
    links = (good, bad, late, used, "/preview/x", f"/preview/{'A' * 43}", "/preview/%F0%9F%A6%8A",
             f"/preview/{spent.public_id}")  # fmt: skip

    doors = [Client().get(link) for link in links]

    assert [link for link, door in zip(links, doors, strict=True) if not same(door, doors[0])] == []


@ENDS
def test_an_ended_cookie_opens_nothing(end: End, why: str, stopped_clock: StoppedClock) -> None:
    grant, client = opened(embargoed(), expires_at=LATER)
    address = page_of(grant)
    end(grant, stopped_clock)

    response = client.get(address)

    assert same(response, unknown())
    assert refusals() == [why]


@ENDS
def test_an_ended_link_opens_nothing(end: End, why: str, stopped_clock: StoppedClock) -> None:
    grant, link = give(embargoed(), expires_at=LATER)
    end(grant, stopped_clock)

    response = press(Client(), link)

    assert same(response, Client().post("/nothing-of-the-kind/"))
    assert not grant.devices.exists()
    assert refusals() == [why]


def test_a_forwarded_link_opens_nothing_and_whoever_gave_it_is_told() -> None:
    grant, link = give(embargoed())
    rosa, mallory = Client(), Client()
    press(rosa, link)

    entered = mallory.get(press(mallory, link)["Location"])

    assert same(entered, unknown())
    assert refusals() == ["opened elsewhere"]
    (message,) = Message.objects.filter(occasion="preview_forwarded")
    mail = notice(message, NOON)
    assert message.recipient == factories.cora()
    assert "whispers" not in f"{mail.subject}{mail.body}"
    assert "Rosa" not in f"{mail.subject}{mail.body}"
    assert rosa.get(page_of(grant)).status_code == 200


def test_however_often_it_is_tried_one_mail_is_written_a_day(stopped_clock: StoppedClock) -> None:
    _, link = give(embargoed(publish_at=NOON + timedelta(days=3)), expires_at=NOON + timedelta(2))
    press(Client(), link)

    for hours in (1, 1, 24):
        stopped_clock.forward(timedelta(hours=hours))
        mallory = Client()
        mallory.get(press(mallory, link)["Location"])

    assert Message.objects.filter(occasion="preview_forwarded").count() == 2


def test_the_address_of_a_page_alone_opens_nothing() -> None:
    grant, _ = opened(embargoed())

    for address in (home(grant), page_of(grant), f"{home(grant)}news/"):
        assert same(Client().get(address), unknown())
    assert refusals() == []  # nothing was brought


def test_a_token_is_no_cookie() -> None:
    grant, link = give(embargoed())
    mallory = Client()
    mallory.cookies["preview"] = link.rpartition("/")[2]

    response = mallory.get(page_of(grant))

    assert same(response, unknown())
    assert refusals() == ["wrong cookie"]


def test_a_cookie_opens_its_own_preview_and_no_other() -> None:
    mine, client = opened(embargoed())
    other, _ = opened(embargoed("Harbor Bio shouts"))
    client.cookies["preview"]["path"] = "/"

    response = client.get(page_of(other))

    assert client.get(page_of(mine)).status_code == 200
    assert same(response, unknown())
    assert refusals() == ["wrong cookie"]


def test_a_cookie_is_no_token() -> None:
    _, client = opened(embargoed())

    response = press(Client(), f"/preview/{client.cookies['preview'].value}")

    assert same(response, Client().post("/nothing-of-the-kind/"))
    assert refusals() == ["unknown link"]


@pytest.mark.parametrize("agent", BOTS)
def test_what_follows_links_to_show_what_is_behind_them_uses_nothing_up(agent: str) -> None:
    grant, link = give(embargoed())
    bot = Client(headers={"user-agent": agent})

    shown = [bot.get(link), bot.head(link), bot.get(f"{link}?utm_source=chat")]

    assert {response.status_code for response in shown} == {200}
    assert not any(b"whispers" in response.content for response in shown)
    assert not any(response.cookies for response in shown)
    assert not grant.devices.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://mallory.example"},
        {"origin": "https://testserver"},
        HERE | {"sec-fetch-site": "cross-site"},
        HERE | {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_on_another_page_opens_nothing(headers: dict[str, str]) -> None:
    grant, link = give(embargoed())

    response = Client().post(link, headers=headers)

    assert same(response, Client().post("/nothing-of-the-kind/"))
    assert not grant.devices.exists()
    assert refusals() == ["sent from another site"]


def test_nothing_of_it_can_be_framed() -> None:
    grant, client = opened(embargoed())
    _, link = give(grant.release)

    for address in (link, page_of(grant), home(grant)):
        response = client.get(address)
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_pages_are_read_and_nothing_else(method: str) -> None:
    grant, client = opened(embargoed())

    with_cookie = getattr(client, method)(page_of(grant))
    without = getattr(Client(), method)(page_of(grant))

    assert with_cookie.status_code == 405
    assert same(without, getattr(Client(), method)("/nothing-of-the-kind/"))
    assert Grant.objects.get().views == 0


def test_head_shows_no_more_than_get_and_counts_as_much() -> None:
    grant, client = opened(embargoed(), most_views=1)

    assert client.head(page_of(grant)).content == b""
    assert client.get(page_of(grant)).status_code == 404
    assert len(entries("previewed")) == 1


@pytest.mark.parametrize(
    "path",
    [
        "../admin/",
        "%2e%2e/admin/",
        "..%2fadmin%2f",
        "../../admin/releases/release/",
        "admin/",
        "admin/releases/release/1/change/",
        "/admin/",
        "//mallory.example/",
        "preview/x",
        "news/../../../admin/",
        "%5c%5cmallory.example/",
        "http://mallory.example/",
    ],
)
def test_no_path_leads_out_of_it(path: str) -> None:
    grant, client = opened(embargoed())

    response = client.get(home(grant) + path)

    assert response.status_code == 404
    assert "Location" not in response


def test_a_past_day_brings_no_ended_grant_back(stopped_clock: StoppedClock) -> None:
    grant, client = opened(embargoed(), expires_at=LATER)
    address = page_of(grant)
    stopped_clock.set(LATER)

    response = client.get(f"{address}?as_of=2026-03-01")

    assert same(response, unknown())


def test_a_session_of_the_desk_is_none_here() -> None:
    grant, _ = give(embargoed())
    client = Client()
    client.force_login(factories.cora())

    for cookie in client.cookies.values():
        cookie["path"] = "/"

    assert same(client.get(page_of(grant)), unknown())


def test_where_there_is_no_desk_the_addresses_are_unknown_ones(settings: Any) -> None:
    grant, client = opened(embargoed())
    _, link = give(grant.release)
    settings.ROOT_URLCONF, settings.HAS_STAFF = "ircms.urls.public", False

    for address in (link, home(grant), page_of(grant)):
        client.cookies["preview"]["path"] = "/"
        assert same(client.get(address), unknown())
        assert same(press(client, address), Client().post("/nothing-of-the-kind/"))


def test_compressed_or_not_a_refusal_is_the_one_404() -> None:
    grant, _ = opened(embargoed())
    client = Client(headers={"accept-encoding": "br, gzip"})

    assert same(client.get(page_of(grant)), unknown(client))


def test_what_is_tried_without_end_is_recorded_up_to_a_bound(stopped_clock: StoppedClock) -> None:
    grant, _ = give(embargoed(publish_at=NOON + timedelta(hours=5)))
    mallory = Client()
    mallory.cookies["preview"] = "x" * 43

    for number in range(15):
        press(Client(), f"/preview/{number:043}")
        assert mallory.get(page_of(grant)).status_code == 404

    assert refusals().count("unknown link") == refusals().count("wrong cookie") == 10
    assert entries("preview refused")[-1].said["more_are_not_recorded"] is True
    stopped_clock.forward(timedelta(hours=1))
    press(Client(), f"/preview/{99:043}")
    assert refusals().count("unknown link") == 11


def test_no_token_is_written_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    _, link = give(embargoed())

    Client().post(link)  # from nowhere: the token itself is good, and stays so

    (record,) = [each for each in caplog.records if "/preview/" in each.getMessage()]
    assert DiscreetFormatter("%(message)s").format(record) == "Not Found: /preview/(left out)"


def test_no_token_is_written_into_the_record() -> None:
    _, link = give(embargoed())
    press(Client(), link)
    press(Client(), f"/preview/{'A' * 43}")

    found = entries("preview opened", "preview refused")

    written = str([(entry.record, entry.beside) for entry in found])
    assert len(found) == 2
    assert link.rpartition("/")[2] not in written
    assert "A" * 43 not in written
    assert HEADLINE not in written


def test_nothing_is_rehearsed_for_what_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    grant, client = opened(embargoed())
    rehearsals = []

    def counted(*args: Any, **more: Any) -> Any:
        rehearsals.append(1)
        return rehearsed(*args, **more)

    monkeypatch.setattr(outsiders, "rehearsed", counted)

    statuses = [client.get(f"{home(grant)}no-such-{n}/").status_code for n in range(3)]

    assert statuses == [404, 404, 404]
    assert rehearsals == []
    assert Grant.objects.get().views == 0


def test_every_rehearsal_is_counted_whatever_comes_of_it() -> None:
    grant, client = opened(embargoed(), most_views=2)

    for number in range(2):
        assert b"preview for" in client.get(f"{home(grant)}news/no-such-{number}/").content
    refused = client.get(page_of(grant))

    assert same(refused, unknown())
    assert Grant.objects.get().views == 2
    assert [entry.said for entry in entries("previewed")] == [{"status": 404}] * 2
    assert refusals() == ["used up"]
