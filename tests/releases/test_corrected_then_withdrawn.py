"""A release is corrected, and then its correction is withdrawn: at each stage everything that the
site says is right, today and, later on, as of that stage's day."""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from typing import Any

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from ircms.actor import acting_as
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers as events
from tests.facilities import makers as facilities
from tests.factories import NOON
from tests.releases.pages import Page
from tests.trials import makers as trials

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WRONG, RIGHT = "/news/wrong/", "/news/right/"
# The end of each stage's last day but the last one, which is today.
FIRST_DAY, SECOND_DAY = "2026-02-24", "2026-02-28"
REASON = "Clean rooms have 500 square feet, not 5,000."


def stated(slug: str, at: Any, area: str, phase: str, venue: str, **columns: Any) -> Release:
    """A release with a figure, a trial, an event, a contact, a file and a category."""
    figure = facilities.actual("Wuxi", f"{area} square feet", date(2026, 2, 20))
    body = f"<p>{figure.passage}</p><p>{events.PASSAGE}; {trials.PASSAGE}.</p>"
    release = factories.draft(
        f"Harbor Bio is {slug}", slug=slug, publish_at=at, body=body, **columns
    )
    with acting_as(factories.ada()):
        facilities.said("Wuxi", passage=figure.passage).put_on(release)
        figure.put_on(release)
    trials.state(release, title="HB-7 in gout", phase_as_printed=phase)
    events.state(release, **events.ALL | {"venue": venue})
    factories.categorise(release, factories.category(f"{slug} category", f"{slug}-category"))
    factories.print_contact(release, factories.contact(f"Contact of {slug}"))
    factories.attach(release, name=f"{slug}.pdf", title=f"Plan of {slug}")
    return factories.approve(release)


@dataclass
class Seen:
    """What the site says, read from all its forms."""

    statuses: dict[str, int] = field(default_factory=dict)
    news: list[str] = field(default_factory=list)
    feed: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    trials: list[str] = field(default_factory=list)
    calendar: list[tuple[str, str]] = field(default_factory=list)
    sequence: int | None = None
    contacts: list[str] = field(default_factory=list)
    sitemap: list[str] = field(default_factory=list)
    earlier: dict[str, Any] = field(default_factory=dict)


def look(client: Client, files: dict[str, str], day: str = "") -> Seen:
    """Read everything, ``day`` being today or a past one."""
    query = f"?as_of={day}" if day else ""

    def get(address: str) -> str:
        response: Any = client.get(address + query)
        parts = response.streaming_content if response.streaming else [response.content]
        return b"".join(parts).decode()

    asked = {WRONG: WRONG, RIGHT: RIGHT, "/news/wrong.json": "/news/wrong.json",
             "/news/right.json": "/news/right.json"} | files  # fmt: skip
    rows = list(csv.DictReader(StringIO(get("/facilities/capacity.csv"))))
    calendar = list(Calendar.from_ical(get("/events.ics")).events)
    news, people = Page(get("/news/")).text, Page(get("/contacts/")).text
    entries = feedparser.parse(get("/news/feed.rss")).entries
    feed = {entry.title: entry.description for entry in entries}
    slugs = ("wrong", "right")
    return Seen(
        statuses={name: _status(client, at + query) for name, at in asked.items()},
        news=[
            f"{slug}{' Corrected' if f'Harbor Bio is {slug} Corrected' in news else ''}"
            for slug in slugs
            if f"Harbor Bio is {slug}" in news
        ],
        feed=feed,
        figures={row["as_printed"]: row["state"] for row in rows},
        current=[row["as_printed"] for row in rows if row["state"] == "current"],
        trials=[
            row["phase_as_printed"] for row in csv.DictReader(StringIO(get("/pipeline/trials.csv")))
        ],
        calendar=[(str(each["STATUS"]), str(each.get("LOCATION", ""))) for each in calendar],
        sequence=int(str(calendar[0]["SEQUENCE"])) if calendar else None,
        contacts=[slug for slug in slugs if f"Contact of {slug}" in people],
        sitemap=[slug for slug in slugs if f"/news/{slug}/<" in get("/sitemap-2026.xml")],
        earlier=client.get(f"/news/wrong.json{query}").json(),
    )


def _status(client: Client, address: str) -> int:
    response: Any = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return int(response.status_code)


@dataclass
class Story:
    """What was seen at each stage on its day, and of the earlier stages' days after the last."""

    first: Seen
    second: Seen
    third: Seen
    first_later: Seen
    second_later: Seen
    first_in_between: Seen


@pytest.fixture
def story(client: Client, stopped_clock: StoppedClock) -> Story:
    factories.company()
    out = NOON - 6 * DAY  # February 24
    corrected_at = NOON - 2 * DAY  # February 28
    wrong = stated("wrong", out, "5,000", "Phase II", "Hangzhou")
    files = {"wrong.pdf": wrong.attachments.get().get_absolute_url()}
    first = look(client, files)
    columns = {"corrects": wrong, "correction_reason": REASON}
    right = stated("right", corrected_at, "500", "Phase I", "Shanghai", **columns)
    files["right.pdf"] = right.attachments.get().get_absolute_url()
    second, in_between = look(client, files), look(client, files, FIRST_DAY)
    withdraw(right, by=factories.cora(), at=NOON, reason="Measured wrongly once more.")
    return Story(
        first=first,
        second=second,
        third=look(client, files),
        first_later=look(client, files, FIRST_DAY),
        second_later=look(client, files, SECOND_DAY),
        first_in_between=in_between,
    )


def test_as_long_as_it_stands_everything_is_what_it_said(story: Story) -> None:
    seen = story.first

    assert seen.statuses == {
        WRONG: 200,
        RIGHT: 404,
        "/news/wrong.json": 200,
        "/news/right.json": 404,
        "wrong.pdf": 200,
    }
    assert seen.news == seen.contacts == seen.sitemap == ["wrong"]
    assert list(seen.feed) == ["Harbor Bio is wrong"]
    assert seen.figures == {"5,000 square feet": "current"}
    assert seen.trials == ["Phase II"]
    assert seen.calendar == [("CONFIRMED", "Hangzhou")]
    assert seen.sequence == 0
    assert (seen.earlier["is_corrected"], seen.earlier["corrected_by"]) == (False, [])


def test_once_corrected_what_the_correction_says_holds_in_its_place(story: Story) -> None:
    seen = story.second

    assert set(seen.statuses.values()) == {200}
    assert seen.news == ["wrong Corrected", "right"]
    assert seen.contacts == ["right"]  # whom to ask is stated, too
    assert seen.sitemap == ["wrong", "right"]
    assert list(seen.feed) == ["Harbor Bio is right", "Harbor Bio is wrong"]
    assert seen.feed["Harbor Bio is wrong"].startswith(f"Corrected on February 28, 2026: {REASON}")
    assert seen.figures == {"500 square feet": "current", "5,000 square feet": "corrected"}
    assert seen.trials == ["Phase I"]
    assert seen.calendar == [("CONFIRMED", "Shanghai")]
    (told,) = seen.earlier["corrected_by"]
    assert (told["url"], told["reason"]) == ("http://testserver/news/right/", REASON)


def test_after_the_corrections_withdrawal_nothing_comes_back(story: Story) -> None:
    seen = story.third

    assert seen.statuses == {
        WRONG: 200,
        RIGHT: 410,
        "/news/wrong.json": 200,
        "/news/right.json": 410,
        "wrong.pdf": 200,
        "right.pdf": 404,
    }
    assert seen.news == ["wrong Corrected"]
    assert (seen.contacts, seen.sitemap) == ([], ["wrong"])
    assert list(seen.feed) == ["Harbor Bio is wrong"]
    assert "the correction has been withdrawn since" in seen.feed["Harbor Bio is wrong"]
    assert REASON not in seen.feed["Harbor Bio is wrong"]
    assert seen.figures == {"5,000 square feet": "corrected"}
    assert seen.current == []
    assert seen.trials == []
    assert [status for status, _venue in seen.calendar if status != "CANCELLED"] == []
    (told,) = seen.earlier["corrected_by"]
    assert (told["withdrawn"], told["reason"]) == ("2026-03-02T12:00:00-05:00", "")


def test_the_calendars_number_never_falls(story: Story) -> None:
    numbers = [seen.sequence for seen in (story.first, story.second, story.third)]

    known = [number for number in numbers if number is not None]
    assert known == sorted(known)
    assert story.second.sequence is not None
    assert story.second.sequence > 0


def test_the_first_day_stays_as_it_was_whatever_came_later(story: Story) -> None:
    for later in (story.first_in_between, story.first_later):
        files = {"right.pdf": 404}
        assert later.statuses == story.first.statuses | files
        later.statuses = story.first.statuses
        assert later == story.first


def test_the_day_of_the_correction_shows_it_withdrawn_and_nothing_in_its_place(
    story: Story,
) -> None:
    later = story.second_later

    assert later.statuses == story.third.statuses
    assert later.news == ["wrong Corrected"]
    assert (later.contacts, later.sitemap) == ([], ["wrong"])
    assert later.figures == {"5,000 square feet": "corrected"}
    assert (later.current, later.trials) == ([], [])
    assert later.earlier["corrected_by"] == story.third.earlier["corrected_by"]
    assert later.feed == story.third.feed
