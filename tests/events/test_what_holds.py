"""What holds of an event: the newest statement of each particular, and what its status comes to."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from events.models import EventUpdate
from events.occasions import Occasion
from events.pages import occasion
from releases.transitions import TransitionRefused
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers
from tests.events.makers import OPENING, said
from tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER: dict[str, Any] = {
    "starts_on": date(2026, 5, 19),
    "starts_time": time(10, 30),
    "zone": makers.SHANGHAI,
}


def now(at: datetime = NOON) -> Occasion:
    return occasion(makers.event(), at)


def test_the_newest_statement_of_each_particular_holds(stopped_clock: StoppedClock) -> None:
    said(NOON - 5 * DAY, **makers.ALL)
    said(NOON - 2 * DAY, venue="The town hall")

    assert now().venue == "The town hall"
    assert now().title == "Opening of the plant"
    assert now().times is not None
    assert str(now().times) == "May 12, 2026, 10:30 a.m. to noon CST (Asia/Shanghai)"


def test_day_hour_and_zone_are_replaced_together(stopped_clock: StoppedClock) -> None:
    said(NOON - 5 * DAY, **makers.ALL)
    said(NOON - 2 * DAY, starts_on=date(2026, 5, 19))

    assert str(now().times) == "May 19, 2026"


def test_an_event_without_a_status_is_scheduled(stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, **OPENING)

    assert now().status == "scheduled"
    assert now().was is None


def test_another_time_means_moved_though_nobody_says_so(stopped_clock: StoppedClock) -> None:
    said(NOON - 5 * DAY, **OPENING, status="scheduled")
    moved = said(NOON - 2 * DAY, **LATER)

    assert now().is_moved
    assert now().status_said == moved
    assert str(now().was) == "May 12, 2026, 10:30 a.m. CST (Asia/Shanghai)"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (OPENING, OPENING),
        ({"starts_on": date(2026, 5, 12)}, OPENING),
        (OPENING, {"starts_on": date(2026, 5, 12)}),
        (OPENING, OPENING | {"ends_time": time(12)}),
        (OPENING, {"starts_on": date(2026, 5, 11), "starts_time": time(22, 30),
                   "zone": "America/New_York"}),
    ],
    ids=["again", "with its hour", "its day again", "with its end", "on other clocks"],
)  # fmt: skip
def test_the_same_time_said_otherwise_is_no_move(
    stopped_clock: StoppedClock, first: dict[str, Any], second: dict[str, Any]
) -> None:
    said(NOON - 5 * DAY, **first)
    said(NOON - 2 * DAY, **second)

    assert now().status == "scheduled"


def test_a_move_said_again_stays_one(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 5 * DAY, **LATER)
    said(NOON - 2 * DAY, **LATER, venue="The town hall")

    assert now().is_moved
    assert now().was is not None


def test_the_newest_status_wins(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 5 * DAY, **LATER)
    on = said(NOON - 2 * DAY, status="scheduled")

    assert now().status == "scheduled"
    assert now().status_said == on


def test_a_cancelled_event_stays_so_whatever_time_is_given_next(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 4 * DAY, **LATER)
    cancelled = said(NOON - 5 * DAY, status="cancelled")

    assert now().is_cancelled
    assert now().status_said == cancelled


def test_a_new_time_for_a_cancelled_event_is_not_approved_without_a_status(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 5 * DAY, status="cancelled")

    with pytest.raises(TransitionRefused, match="say that it is moved, or scheduled"):
        said(NOON - 2 * DAY, **LATER)


def test_a_cancelled_event_is_on_again_when_a_release_says_so(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 5 * DAY, status="cancelled")
    said(NOON - 2 * DAY, **LATER, status="moved")

    assert now().is_moved


def test_moved_without_a_day_takes_the_old_one_away(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **OPENING)
    said(NOON - 5 * DAY, status="moved")

    assert now().is_put_off
    assert now().times is None
    assert str(now().was) == "May 12, 2026, 10:30 a.m. CST (Asia/Shanghai)"


def test_a_corrected_time_is_no_move(stopped_clock: StoppedClock) -> None:
    wrong = said(NOON - 9 * DAY, **OPENING)
    said(NOON - 5 * DAY, **LATER, release={"corrects": wrong.release})

    assert now().status == "scheduled"
    assert str(now().times) == "May 19, 2026, 10:30 a.m. CST (Asia/Shanghai)"


def test_a_withdrawn_move_is_none(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **OPENING)
    moved = said(NOON - 5 * DAY, **LATER)

    withdraw(moved.release, by=factories.cora(), at=NOON, reason="Not agreed yet.")

    assert now().status == "scheduled"
    assert str(now().times) == "May 12, 2026, 10:30 a.m. CST (Asia/Shanghai)"


def test_an_embargoed_move_is_unknown_until_its_second(stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, **OPENING)
    due = NOON + timedelta(hours=1)
    said(due, **LATER, status="moved")

    assert now(due - timedelta(microseconds=1)).status == "scheduled"
    assert now(due).is_moved


def test_an_event_is_printed_on_its_own_clocks_and_on_the_markets(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - DAY, **makers.ALL)
    times = now().times

    assert times is not None
    assert times.hours == "10:30 a.m. to noon CST"
    assert times.converted == (
        "May 11, 2026, 10:30 p.m. EDT to May 12, 2026, midnight EDT (America/New York)"
    )
    assert times.start == "2026-05-12T10:30:00+08:00"
    assert times.end == "2026-05-12T12:00:00+08:00"


@pytest.mark.parametrize(
    ("given", "printed", "converted"),
    [
        ({"starts_time": time(9), "zone": "America/Toronto"}, "9 a.m. EDT",
         "May 12, 2026, 1 p.m. UTC"),
        ({"starts_time": time(9), "zone": "Africa/Abidjan"}, "9 a.m. GMT",
         "May 12, 2026, 5 a.m. EDT (America/New York)"),
        ({"starts_time": time(9), "zone": "Asia/Singapore"}, "9 a.m. UTC+08:00",
         "May 11, 2026, 9 p.m. EDT (America/New York)"),
        ({"starts_time": time(23), "ends_on": date(2026, 5, 14), "ends_time": time(1),
          "zone": "Europe/Paris"},
         "from 11 p.m. CEST on the first day to 1 a.m. CEST on the last",
         "May 12, 2026, 5 p.m. EDT to May 13, 2026, 7 p.m. EDT (America/New York)"),
        ({"starts_time": time(9), "ends_on": date(2026, 5, 14), "zone": "Europe/Paris"},
         "from 9 a.m. CEST on the first day", "May 12, 2026, 3 a.m. EDT (America/New York)"),
        ({"ends_on": date(2026, 5, 14)}, "", ""),
    ],
)  # fmt: skip
def test_hours_are_printed_as_far_as_they_are_stated(
    given: dict[str, Any], printed: str, converted: str, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, starts_on=date(2026, 5, 12), **given)
    times = now().times

    assert times is not None
    assert times.hours == printed
    assert times.converted == converted


def test_the_last_word_of_two_releases_of_one_second_is_the_later_entered(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - DAY, venue="The plant")
    said(NOON - DAY, venue="The town hall")

    assert now().venue == "The town hall"
    assert EventUpdate.objects.count() == 2
