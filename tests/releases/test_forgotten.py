"""What a withdrawn release leaves behind everywhere but at its own address: nothing."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers as events
from tests.facilities import makers as facilities
from tests.factories import NOON
from tests.releases.pages import get
from tests.releases.whole import BETWEEN, OUT, gone, release

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


LISTS = [
    "/",
    "/news/",
    "/news/2026/",
    "/news/feed.rss",
    "/contacts/",
    "/sitemap.xml",
    "/sitemap-2026.xml",
    "/sitemap-facilities.xml",
    "/sitemap-pipeline.xml",
    "/sitemap-events.xml",
    "/facilities/",
    "/facilities/capacity.csv",
    "/pipeline/",
    "/pipeline/trials.csv",
    "/events/",
    "/events.ics",
]
OWN = ["/facilities/wuxi/", "/pipeline/hb-7-in-gout/", "/events/opening/", "/events/opening.ics"]
NEWSROOM = ("/news/", "/news/2026/")
WHY = '<a href="/news/plant/">why this release is not here any more</a>'
SAID = (
    "Harbor Bio measures",
    "/news/plant",
    "5,000",
    "Wuxi",
    "gout",
    "Hangzhou",
    "opening",
    "Mara",
    "plan.pdf",
)


def _read(client: Client, address: str) -> tuple[int, str]:
    response: Any = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode()


@pytest.mark.parametrize("day", ["", f"?as_of={BETWEEN}"], ids=["today", "of a past day"])
@pytest.mark.parametrize("address", LISTS)
def test_lists_feeds_and_data_forget_it(client: Client, address: str, day: str) -> None:
    factories.public("Harbor Bio goes on", publish_at=OUT)
    made = release()
    before = _read(client, address + day)

    gone(made)

    status, body = _read(client, address + day)
    assert status == before[0] == 200
    if address != "/sitemap.xml":  # it names years and kinds of pages
        assert body != before[1]
    if address in NEWSROOM and not day:
        assert body.count(WHY) == 1  # the line in its place (tests/releases/test_newsroom.py)
        body = body.replace(WHY, "")
    for said in SAID:
        assert said not in body, said


@pytest.mark.parametrize("day", ["", f"?as_of={BETWEEN}"], ids=["today", "of a past day"])
@pytest.mark.parametrize("address", OWN)
def test_what_only_it_spoke_of_is_unknown_again(client: Client, address: str, day: str) -> None:
    made = release()
    before = client.get(address + day).status_code

    gone(made)

    assert (before, client.get(address + day).status_code) == (200, 404)


@pytest.mark.parametrize("day", ["", f"?as_of={BETWEEN}"], ids=["today", "of a past day"])
def test_its_files_are_unknown_again(client: Client, day: str) -> None:
    made = release()
    file = made.attachments.get()
    address = file.get_absolute_url() + day
    before = client.get(address)
    b"".join(before.streaming_content)  # type: ignore[attr-defined]  # it is streamed

    gone(made)

    known = {"if-none-match": before["ETag"]}
    unknown = client.get(f"/files/00000000-0000-0000-0000-000000000000/plan.pdf{day}")
    for response in (client.get(address), client.get(address, headers=known)):
        assert response.status_code == 404
        assert response.content == unknown.content


@pytest.mark.parametrize("anchor", ["/news/?before=plant", "/news/?after=plant"])
def test_only_the_list_in_which_it_has_a_line_goes_on_from_it(client: Client, anchor: str) -> None:
    gone()

    assert client.get(anchor).status_code == 200
    assert client.get(f"{anchor}&as_of={BETWEEN}").status_code == 404


def test_its_year_is_no_year_of_news_any_more(client: Client) -> None:
    factories.public("Harbor Bio in 2025", publish_at=OUT - 365 * DAY)
    gone()

    assert client.get("/news/2026/").status_code == 404
    assert client.get("/sitemap-2026.xml").status_code == 404
    assert "sitemap-2026" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("address", ["/news/feed.rss", "/events.ics", "/pipeline/trials.csv"])
def test_no_old_copy_of_a_list_is_confirmed(client: Client, address: str) -> None:
    made = release()
    etag = client.get(address)["ETag"]

    gone(made)

    response = client.get(address, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert response["ETag"] != etag


def test_its_neighbours_are_neighbours_of_each_other(client: Client) -> None:
    older = factories.public("Older", publish_at=OUT - DAY)
    newer = factories.public("Newer", publish_at=OUT + DAY)

    gone()

    assert get(client, older.get_absolute_url()).all("a", rel="prev", href="/news/newer/")
    assert get(client, newer.get_absolute_url()).all("a", rel="next", href="/news/older/")


def test_what_stood_before_it_holds_again(client: Client) -> None:
    facilities.public(
        "Harbor Bio measured", facilities.actual("Wuxi", "400 square feet", OUT.date() - DAY),
        publish_at=OUT - DAY,
    )  # fmt: skip
    made = release()
    before = _states(client)

    gone(made)

    assert before == {"5,000 square feet": "current", "400 square feet": "superseded"}
    assert _states(client) == {"400 square feet": "current"}


def _states(client: Client) -> dict[str, str]:
    rows = csv.DictReader(StringIO(_read(client, "/facilities/capacity.csv")[1]))
    return {row["as_printed"]: row["state"] for row in rows}


def test_an_event_it_moved_is_back_at_its_time_for_every_calendar(client: Client) -> None:
    events.said(OUT - DAY, **events.ALL)
    moved = events.said(OUT, **events.ALL | {"venue": "9 Hill Street"})
    before = _event(client)

    gone(moved.release)

    after = _event(client)
    assert (str(before["LOCATION"]), str(after["LOCATION"])) == (
        "9 Hill Street",
        "7 Lakeside Road, Hangzhou",
    )
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt == NOON


def _event(client: Client) -> Any:
    (event,) = Calendar.from_ical(client.get(events.ICS).content).events
    return event


def test_the_feed_without_it_is_still_a_feed(client: Client) -> None:
    factories.public("Harbor Bio goes on", publish_at=OUT)
    gone()

    feed = feedparser.parse(client.get("/news/feed.rss").content)

    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Harbor Bio goes on"]
