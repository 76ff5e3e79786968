"""The newsroom feed, as feed readers meet it."""

from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON

pytestmark = pytest.mark.django_db
FEED = "/news/feed.rss"


def read(client: Client, **headers: str) -> Any:
    response = client.get(FEED, headers=headers)
    assert response.status_code == 200
    return feedparser.parse(response.content)


def test_the_feed_carries_the_release_in_full(client: Client, stopped_clock: StoppedClock) -> None:
    factories.company()
    release = factories.draft(
        "Harbor Bio opens a plant",
        publish_at=NOON - timedelta(hours=1),
        body='<p>The plant opened.</p><p><a href="/contacts/">Ask us</a>.</p>',
    )
    factories.categorise(release, factories.category())
    factories.print_text(release, factories.standing_text(body="<p>We make cells.</p>"))
    factories.print_contact(release, factories.contact())
    factories.approve(release)

    feed = read(client)

    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == "Harbor Bio opens a plant"
    assert entry.link == "http://testserver/news/harbor-bio-opens-a-plant/"
    assert [tag.term for tag in entry.tags] == ["Facilities"]
    assert entry.published == "Mon, 02 Mar 2026 11:00:00 -0500"
    text = entry.content[0].value
    for part in ("The plant opened.", "We make cells.", "Mara Lindqvist", "+1 555 0100"):
        assert part in text
    assert 'href="http://testserver/contacts/"' in text


def test_a_guid_stays_when_nothing_else_does(client: Client, stopped_clock: StoppedClock) -> None:
    release = factories.public()

    entry = read(client).entries[0]

    assert entry.id == f"urn:uuid:{release.public_id}"
    assert not entry.guidislink


def test_a_second_poll_is_answered_with_304(client: Client, stopped_clock: StoppedClock) -> None:
    factories.public()
    first = client.get(FEED)

    stopped_clock.forward(timedelta(minutes=5))
    second = client.get(FEED, headers={"if-none-match": first["ETag"]})

    assert second.status_code == 304
    assert second.content == b""
    assert second["ETag"] == first["ETag"]


def test_the_clock_passing_a_publish_time_changes_the_feed(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.public("The old news")
    factories.approved("The new news", publish_at=NOON + timedelta(hours=1))
    first = client.get(FEED)

    stopped_clock.set(NOON + timedelta(hours=1) - timedelta(microseconds=1))
    before = client.get(FEED, headers={"if-none-match": first["ETag"]})
    stopped_clock.set(NOON + timedelta(hours=1))
    after = client.get(FEED, headers={"if-none-match": first["ETag"]})

    assert before.status_code == 304
    assert after.status_code == 200
    titles = [entry.title for entry in feedparser.parse(after.content).entries]
    assert titles == ["The new news", "The old news"]


def test_a_withdrawn_release_leaves_the_feed(client: Client, stopped_clock: StoppedClock) -> None:
    release = factories.public()
    seen = client.get(FEED)

    withdraw(release, by=factories.cora(), at=NOON, reason="A figure was wrong.")

    after = client.get(FEED, headers={"if-none-match": seen["ETag"]})
    assert after.status_code == 200
    assert feedparser.parse(after.content).entries == []


def test_an_empty_feed_is_valid_and_the_same_at_every_poll(
    client: Client, stopped_clock: StoppedClock
) -> None:
    first = client.get(FEED)
    stopped_clock.forward(timedelta(days=1))

    assert not feedparser.parse(first.content).bozo
    assert client.get(FEED).content == first.content


def test_a_release_of_unknown_hour_is_dated_by_its_day(
    client: Client, stopped_clock: StoppedClock
) -> None:
    midnight = NOON.replace(hour=5)  # 00:00 EST
    factories.public(publish_at=midnight, publish_time_known=False)

    assert read(client).entries[0].published == "Mon, 02 Mar 2026 00:00:00 -0500"


def test_the_feed_ends_after_twenty_releases(client: Client, stopped_clock: StoppedClock) -> None:
    for number in range(22):
        factories.public(f"News {number}", publish_at=NOON - timedelta(hours=number + 1))

    entries = read(client).entries

    assert [entry.title for entry in entries] == [f"News {number}" for number in range(20)]


def test_pages_lead_to_the_feed(client: Client, stopped_clock: StoppedClock) -> None:
    for page in ("/", "/news/", "/contacts/", "/nothing-here/"):
        html = client.get(page).content.decode()
        assert 'type="application/rss+xml"' in html
        assert "/news/feed.rss" in html
