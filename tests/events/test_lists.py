"""What is to come and what is past: their order, their ends, and what they cost."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from events import sitemaps
from events.models import EventUpdate
from ircms.actor import acting_as
from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers
from tests.events.makers import OPENING, said
from tests.factories import NOON
from tests.growth import asked, assert_as_before
from tests.plans import plan_of, sorts

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOON.date()


def on(slug: str, day: date, **columns: object) -> EventUpdate:
    """An event of its own on ``day``, announced long before."""
    return said(NOON - 40 * DAY, makers.event(slug), starts_on=day, **columns)


def shown(client: Client, address: str = "/events/") -> dict[str, list[str]]:
    context = client.get(address).context
    past = [each.event.slug for each in context["past"].rows]
    lists = {name: [each.event.slug for each in context.get(name, ())]
             for name in ("upcoming", "undated")}  # fmt: skip
    return lists | {"past": past}


def test_what_is_to_come_stands_in_its_order_and_what_is_past_newest_first(
    client: Client, stopped_clock: StoppedClock
) -> None:
    for slug, days in (("b", 2), ("a", 1), ("c", 30), ("y", -1), ("x", -9), ("z", -30)):
        on(slug, TODAY + days * DAY)

    assert shown(client) == {"upcoming": ["a", "b", "c"], "undated": [], "past": ["y", "x", "z"]}


def test_an_event_is_to_come_until_it_ends(client: Client, stopped_clock: StoppedClock) -> None:
    on("a", TODAY, starts_time=time(9), ends_time=time(13), zone="America/New_York")

    stopped_clock.set(NOON + timedelta(hours=1, microseconds=-1))
    before = shown(client)
    stopped_clock.set(NOON + timedelta(hours=1))
    after = shown(client)

    assert (before["upcoming"], before["past"]) == (["a"], [])
    assert (after["upcoming"], after["past"]) == ([], ["a"])


def test_an_event_without_an_end_is_to_come_until_its_day_is_over_there(
    client: Client, stopped_clock: StoppedClock
) -> None:
    on("a", date(2026, 3, 3), starts_time=time(9), zone="Asia/Shanghai")

    stopped_clock.set(datetime(2026, 3, 3, 15, 59, 59, tzinfo=UTC))
    before = shown(client)
    stopped_clock.set(datetime(2026, 3, 3, 16, tzinfo=UTC))
    after = shown(client)

    assert (before["upcoming"], after["past"]) == (["a"], ["a"])


def test_an_event_of_several_days_is_to_come_while_it_lasts(
    client: Client, stopped_clock: StoppedClock
) -> None:
    on("week", TODAY - 2 * DAY, ends_on=TODAY + 2 * DAY)
    on("soon", TODAY + DAY)

    assert shown(client)["upcoming"] == ["week", "soon"]


def test_a_moved_event_stands_once_where_it_is_now(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, starts_on=TODAY - DAY)
    said(NOON - 5 * DAY, starts_on=TODAY + 5 * DAY)
    on("other", TODAY + 2 * DAY)

    assert shown(client) == {"upcoming": ["other", "opening"], "undated": [], "past": []}


def test_an_event_without_a_day_is_announced_at_the_end(
    client: Client, stopped_clock: StoppedClock
) -> None:
    on("a", TODAY + DAY)
    said(NOON - 9 * DAY, title="Opening")
    said(NOON - 8 * DAY, makers.event("a"), venue="Elsewhere")

    assert shown(client) == {"upcoming": ["a"], "undated": ["opening"], "past": []}


def test_a_cancelled_event_without_a_day_is_no_longer_announced(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, title="Opening")
    said(NOON - 8 * DAY, status="cancelled")

    assert shown(client)["undated"] == []


@pytest.mark.parametrize("same_day", [False, True])
def test_past_events_are_walked_by_key_to_their_end(
    client: Client, stopped_clock: StoppedClock, same_day: bool
) -> None:
    for number in range(45):
        on(f"e-{number}", TODAY - (DAY if same_day else (number + 1) * DAY))

    seen: list[str] = []
    address = "/events/"
    while address:
        past = client.get(address).context["past"]
        seen += [each.event.slug for each in past.rows]
        assert len(past.rows) <= 20
        address = f"/events/?before={past.last.event.slug}" if past.last else ""

    assert sorted(seen) == sorted(f"e-{number}" for number in range(45))


@pytest.mark.parametrize("before", ["", "unknown", "coming", "embargoed", "undated"])
def test_the_past_goes_on_only_from_a_public_past_event(
    client: Client, stopped_clock: StoppedClock, before: str
) -> None:
    on("coming", TODAY + DAY)
    said(NOON + DAY, makers.event("embargoed"), starts_on=TODAY - DAY)
    said(NOON - DAY, makers.event("undated"), title="Some day")

    assert client.get(f"/events/?before={before}").status_code == 404


def test_the_sitemap_has_public_events_alone_newest_said_first(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, makers.event("a"), title="A")
    said(NOON - 8 * DAY, makers.event("b"), title="B")
    said(NOON - 5 * DAY, makers.event("a"), venue="Elsewhere")
    said(NOON + DAY, makers.event("c"), title="C")

    assert sitemaps.entries(NOON) == [
        ("/events/a/", (NOON - 5 * DAY).isoformat(timespec="seconds")),
        ("/events/b/", (NOON - 8 * DAY).isoformat(timespec="seconds")),
    ]


PAGES = ("/events/", "/events/?before=past-3", "/events/opening/", "/events.ics",
         "/events/opening.ics")  # fmt: skip


def fill(first: int, last: int) -> None:
    """One release with events past, to come, moved and without a day; each number a set."""
    release = makers.draft(NOON - 30 * DAY, headline=f"From {first}")
    moving = makers.draft(NOON - 20 * DAY, headline=f"Moved from {first}")
    with acting_as(factories.ada()):
        for number in range(first, last):
            for kind, day in (("past", -1), ("coming", 1), ("undated", 0)):
                about = makers.event(f"{kind}-{number}")
                when = {"starts_on": TODAY + day * (number + 1) * DAY} if day else {}
                makers.state(release, about, title=f"{kind} {number}", **when)
                if when:
                    makers.state(moving, about, starts_on=when["starts_on"] + day * DAY)
    factories.approve(release)
    factories.approve(moving)


def test_no_page_makes_more_queries_with_more_events_and_none_counts(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 8 * DAY, starts_on=date(2026, 5, 19))
    fill(0, 25)
    few = {page: len(asked(client, page)) for page in PAGES}

    fill(25, 80)

    assert_as_before(client, few)


def test_lists_start_from_their_index_and_sort_nothing(
    client: Client, stopped_clock: StoppedClock
) -> None:
    fill(0, 25)

    for query, index in (
        ('ORDER BY "events_eventupdate"."over_at"', "events_by_end"),
        ('"over_at" IS NULL', "events_without_a_day"),
    ):
        walks = [sql for sql in asked(client, "/events/") if query in sql]
        assert walks
        for sql in walks:
            plan = plan_of(sql)
            assert any(index in step for step in plan), plan
            assert sorts(plan) == []


def test_embargoed_events_push_no_public_one_out(
    client: Client, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.querysets._COMING_LOOKED_AT", 2)
    said(NOON - DAY, makers.event("known"), title="Known", starts_on=date(2026, 9, 1))
    for number in (1, 2, 3):
        day = date(2026, 8, number)
        said(NOON + DAY, makers.event(f"secret-{number}"), title="Secret", starts_on=day)

    page = client.get("/events/").content

    assert b"Known" in page
    assert b"Secret" not in page
