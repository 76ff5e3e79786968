"""What people outside see: the door, and behind it today's site with one release in it."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client

from ircms.actor import acting_as
from previews.models import Grant
from releases import schedule
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, PDF
from tests.previews.granted import (
    HEADLINE,
    T,
    embargoed,
    entries,
    give,
    home,
    opened,
    page_of,
    press,
)

pytestmark = pytest.mark.usefixtures("stopped_clock")


# The door.


def test_the_door_shows_nothing_and_asks_for_a_press() -> None:
    _, link = give(embargoed())

    response = Client().get(link)

    assert response.status_code == 200
    assert b"whispers" not in response.content
    assert b"Rosa" not in response.content
    assert b'<form method="post">' in response.content
    assert response["Cache-Control"] == "no-store, private"
    assert "noindex" in response["X-Robots-Tag"]
    assert "ETag" not in response


def test_looking_at_the_door_changes_nothing() -> None:
    grant, link = give(embargoed())

    for method in ("get", "head", "options"):
        getattr(Client(), method)(link)

    assert not grant.devices.exists()
    assert entries("preview opened", "preview refused", "previewed") == []


def test_the_press_leads_to_the_release_with_a_cookie_for_this_preview_alone() -> None:
    release = embargoed()
    grant, link = give(release)
    client = Client()

    pressed = press(client, link)
    entered = client.get(pressed["Location"])

    cookie = pressed.cookies["preview"]
    assert pressed.status_code == 303
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        home(grant),
        True,
        "Strict",
    )
    assert len(cookie.value) == 43
    assert cookie.value not in link
    assert link.rpartition("/")[2] not in pressed["Location"]
    assert (entered.status_code, entered["Location"]) == (303, page_of(grant))
    assert HEADLINE.encode() in client.get(entered["Location"]).content


def test_over_https_the_cookie_goes_over_https_alone(settings: object) -> None:
    settings.IS_HTTPS = True  # type: ignore[attr-defined]  # pytest-django's settings
    _, link = give(embargoed())

    pressed = press(Client(), link)

    assert pressed.cookies["preview"]["secure"] is True


def test_the_same_device_comes_in_again_by_the_same_link() -> None:
    grant, link = give(embargoed())
    client = Client()
    press(client, link)

    pressed = press(client, link)

    assert client.get(pressed["Location"])["Location"] == page_of(grant)
    assert grant.devices.count() == 1
    assert entries("preview refused") == []


def test_as_many_devices_as_were_agreed_come_in() -> None:
    grant, link = give(embargoed(), most_devices=2)

    for client in (Client(), Client()):
        press(client, link)
        assert client.get(page_of(grant)).status_code == 200

    assert grant.devices.count() == 2


# Behind it.


def test_the_preview_shows_its_release_and_nothing_else_that_is_embargoed() -> None:
    factories.public("Harbor Bio opens a plant")
    embargoed("Harbor Bio shouts", publish_at=NOON + timedelta(minutes=30))
    grant, client = opened(embargoed())

    for path in ("", "news/", "news/feed.rss", "sitemap-2026.xml"):
        content = client.get(home(grant) + path).content
        assert b"whispers" in content, path
        assert b"plant" in content, path
        assert b"shouts" not in content, path
    assert client.get(f"{home(grant)}news/harbor-bio-shouts/").status_code == 404


def test_a_draft_without_a_time_is_shown_too() -> None:
    factories.company()
    grant, client = opened(factories.draft(HEADLINE))

    assert HEADLINE.encode() in client.get(page_of(grant)).content
    assert not Release.objects.get().is_approved


def test_a_version_brings_its_original_and_an_original_not_its_versions() -> None:
    release = embargoed()
    version = factories.approved(
        "Harbor Bio chuchote", translation_of=release, language="fr", publish_at=T
    )
    with_version, client = opened(version)
    alone, other = opened(release)

    assert client.get(page_of(with_version)).status_code == 200
    assert client.get(page_of(with_version, release)).status_code == 200
    assert other.get(page_of(alone, version)).status_code == 404


def test_files_of_the_release_are_there() -> None:
    factories.company()
    release = factories.draft(HEADLINE, publish_at=T)
    file = factories.attach(release)
    grant, client = opened(release)

    response = client.get(home(grant) + file.get_absolute_url().lstrip("/"))

    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store, private"
    assert Client().get(file.get_absolute_url()).status_code == 404


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [dict(attrs).get("href") or ""] if tag == "a" else []


def test_links_stay_inside() -> None:
    grant, client = opened(embargoed())

    links = _Links(client.get(page_of(grant)).content.decode()).found

    inside = [link for link in links if link.startswith("/")]
    assert len(inside) > 5
    assert [link for link in inside if not link.startswith(home(grant))] == []


def test_every_page_says_whose_it_is_and_is_kept_by_nobody() -> None:
    grant, client = opened(embargoed())

    for path in ("", "news/", "facilities/", "nothing/"):
        response = client.get(home(grant) + path)

        assert b"Confidential: preview for Rosa Okafor" in response.content, path
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["X-Frame-Options"] == "DENY"
        assert "Content-Encoding" not in response
        assert "ETag" not in response
        assert not response.cookies


def test_each_page_that_is_opened_is_counted_and_recorded() -> None:
    grant, client = opened(embargoed())

    client.get(page_of(grant))
    client.get(f"{home(grant)}news/")
    client.get(f"{home(grant)}nothing/")  # no address of the site: nothing is rehearsed

    grant.refresh_from_db()
    looks = entries("previewed")
    assert grant.views == len(looks) == 2
    assert grant.last_viewed_at == NOON
    for entry, path in zip(looks, (page_of(grant), f"{home(grant)}news/"), strict=True):
        assert (entry.row_id, entry.release_id, entry.actor) == (grant.pk, grant.release_id, None)
        assert entry.beside["address"] == path
        assert entry.beside["name"] == "Rosa Okafor"
        assert "whispers" not in entry.record


def test_what_is_used_up_opens_nothing() -> None:
    grant, client = opened(embargoed(), most_views=2)

    statuses = [client.get(page_of(grant)).status_code for _ in range(4)]

    assert statuses == [200, 200, 404, 404]
    grant.refresh_from_db()
    assert grant.views == 2


def test_a_preview_changes_nothing() -> None:
    release = embargoed()
    before = Release.objects.values().get()
    grant, client = opened(release)

    client.get(page_of(grant))

    assert Release.objects.values().get() == before
    assert Client().get(release.get_absolute_url()).status_code == 404


def test_a_day_that_is_asked_for_is_not_gone_to() -> None:
    grant, client = opened(embargoed())

    response = client.get(f"{page_of(grant)}?as_of=2026-03-01")

    assert response.status_code == 200
    assert HEADLINE.encode() in response.content


def test_what_cannot_stand_as_it_is_is_not_told_outside() -> None:
    factories.company()
    grant, client = opened(factories.draft(HEADLINE, body=""))

    response = client.get(page_of(grant))

    assert response.status_code == 503
    assert b"whispers" not in response.content
    assert b"text yet" not in response.content


# How it ends.


def test_from_the_second_of_the_release_on_it_leads_to_the_public_page(
    stopped_clock: StoppedClock,
) -> None:
    release = embargoed()
    grant, client = opened(release)
    _, unopened = give(release)
    stopped_clock.set(T - timedelta(microseconds=1))
    assert client.get(page_of(grant)).status_code == 200

    stopped_clock.set(T)

    for path in (home(grant), page_of(grant), f"{home(grant)}news/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, release.get_absolute_url())
    pressed = press(Client(), unopened)
    assert (pressed.status_code, pressed["Location"]) == (302, release.get_absolute_url())
    assert not pressed.cookies


def test_when_its_time_is_moved_ahead_it_ends_with_it(stopped_clock: StoppedClock) -> None:
    factories.company()
    release = factories.draft(HEADLINE)
    grant, client = opened(release, expires_at=NOON + timedelta(days=2))
    schedule.reschedule(
        release, by=factories.cora(), at=NOON, revision=release.revision, publish_at=T
    )
    factories.approve(release)

    stopped_clock.set(T)

    assert client.get(page_of(grant))["Location"] == release.get_absolute_url()


def test_what_was_withdrawn_ends_it(stopped_clock: StoppedClock) -> None:
    release = embargoed()
    grant, client = opened(release)
    stopped_clock.set(T)
    withdraw(release, by=factories.cora(), at=T, reason="Wrong.")

    assert client.get(page_of(grant)).status_code == 404


def test_what_was_deleted_ends_it() -> None:
    factories.company()
    draft = factories.draft(HEADLINE)
    grant, client = opened(draft)
    address = page_of(grant)
    with acting_as(factories.ada()):
        draft.delete()

    assert client.get(address).status_code == 404
    assert Grant.objects.filter(pk=grant.pk).exists()
