"""The clocks of the exchanges: dated profiles in data, pure functions of instants."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from releases.preflight import exchange
from releases.preflight.parts import Listing, Notice, Original
from tests.preflight.makers import NASDAQ, ZONE, at, found

NYSE = Listing("NYSE", "XNYS", "HRB")


def deadline(wall: str, market: str = "XNAS") -> str | None:
    """The deadline on New York's clocks for what goes out at ``wall`` on them."""
    found_at = exchange.notice_deadline(at(wall), market)
    return None if found_at is None else f"{found_at.astimezone(ZONE):%Y-%m-%dT%H:%M:%S %Z}"


@pytest.mark.parametrize(
    ("out_at", "until"),
    [
        ("2026-03-02T12:00", "2026-03-02T11:50:00 EST"),
        ("2026-03-02T07:00", "2026-03-02T06:50:00 EST"),
        ("2026-03-02T06:59:59", "2026-03-02T06:50:00 EST"),
        ("2026-03-02T00:00", "2026-03-02T06:50:00 EST"),
        ("2026-03-02T20:00", "2026-03-02T19:50:00 EST"),
        ("2026-03-02T20:00:01", "2026-03-03T06:50:00 EST"),
        ("2026-03-02T23:59:59", "2026-03-03T06:50:00 EST"),
    ],
)
def test_nasdaq_is_told_ten_minutes_ahead_in_its_hours_and_before_650_at_others(out_at, until):
    assert deadline(out_at) == until


@pytest.mark.parametrize(
    ("out_at", "until"),
    [
        ("2026-03-06T21:00", "2026-03-09T06:50:00 EDT"),  # Friday night, and clocks go forward
        ("2026-03-07T12:00", "2026-03-09T06:50:00 EDT"),
        ("2026-03-08T12:00", "2026-03-09T06:50:00 EDT"),
        ("2026-10-30T21:00", "2026-11-02T06:50:00 EST"),  # and back
        ("2026-04-02T21:00", "2026-04-06T06:50:00 EDT"),  # before Good Friday
        ("2026-11-26T12:00", "2026-11-27T06:50:00 EST"),  # Thanksgiving Day
        ("2026-12-24T20:30", "2026-12-28T06:50:00 EST"),
        ("2025-01-09T12:00", "2025-01-10T06:50:00 EST"),  # a day of mourning
    ],
)
def test_over_weekends_and_holidays_the_next_market_day_counts(out_at, until):
    assert deadline(out_at) == until


def test_an_instant_is_the_same_in_whatever_zone_it_is_written():
    in_utc = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)

    assert exchange.notice_deadline(in_utc) == exchange.notice_deadline(in_utc.astimezone(ZONE))


def test_profiles_hold_from_their_day():
    assert deadline("2009-12-04T12:00") is None
    assert deadline("2009-12-07T12:00") == "2009-12-07T11:50:00 EST"
    assert deadline("2010-02-18T21:00") is None
    assert deadline("2010-02-19T06:00") == "2010-02-19T06:50:00 EST"


def test_a_market_without_a_profile_asks_for_nothing():
    assert exchange.notice_deadline(at("2026-03-02T12:00"), "XSWX") is None


def test_the_new_york_stock_exchange_is_told_in_its_hours_alone():
    assert deadline("2026-03-02T12:00", "XNYS") == "2026-03-02T11:50:00 EST"
    assert deadline("2026-03-02T16:30", "XNYS") is None
    assert deadline("2026-03-02T06:30", "XNYS") is None


def test_every_profile_says_where_it_has_its_rules_from():
    for profile in exchange.profiles():
        assert profile.versions
        assert all(version.source for version in profile.versions)


@pytest.mark.parametrize(
    ("day", "close"),
    [
        (date(2026, 3, 2), time(16)),
        (date(2025, 7, 3), time(13)),
        (date(2026, 11, 27), time(13)),
        (date(2026, 12, 24), time(13)),
        (date(2026, 7, 3), None),  # Independence Day, observed
        (date(2026, 3, 7), None),
    ],
)
def test_closes_are_those_of_the_calendar(day, close):
    profile = exchange.profile_of("XNAS")

    assert profile is not None
    assert profile.closes_at(day) == close


def notice(wall: str | None = None, waiver: str = "", market: str = "XNAS") -> tuple[Notice, ...]:
    return (Notice(market, at(wall) if wall else None, waiver),)


def test_without_notice_it_is_stopped_and_told_until_when():
    [finding] = found("exchange-notice", notices=())

    assert finding.is_blocking
    assert "Nasdaq: MarketWatch has to be told by Tue 3 Mar 2026, 08:20 EST" in finding.what
    assert finding.where.field == "publish_at"


def test_a_notice_in_time_lets_it_go():
    assert found("exchange-notice", notices=notice("2026-03-03T08:20")) == []


def test_a_notice_too_late_stops_it_with_a_way_out():
    [finding] = found("exchange-notice", notices=notice("2026-03-03T08:20:01"))

    assert "Choose a time at least 10 minutes after that." in finding.what


def test_before_the_hour_means_before_it():
    early = {"publish_at": at("2026-03-03T06:55")}

    assert found("exchange-notice", notices=notice("2026-03-03T06:49:59"), **early) == []
    assert len(found("exchange-notice", notices=notice("2026-03-03T06:50"), **early)) == 1


def test_a_reason_why_none_is_needed_lets_it_go():
    assert found("exchange-notice", notices=notice(waiver="Not material.")) == []


def test_a_notice_to_another_exchange_is_none():
    assert len(found("exchange-notice", notices=notice("2026-03-02T09:00", market="XNYS"))) == 1


def test_a_notice_to_another_tier_of_the_exchange_counts():
    assert found("exchange-notice", notices=notice("2026-03-02T09:00", market="XNMS")) == []


def test_when_it_is_too_late_to_tell_it_says_so():
    near = at("2026-03-03T08:25")

    [finding] = found("exchange-notice", notices=(), at=near)

    assert "that has passed. Choose a later time." in finding.what


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "notice"},
        {"listings": ()},
        {"listings": (Listing("SIX", "XSWX", "HRB"),), "tickers": ()},
        {"listings": (Listing("Nasdaq", "XNAS", "HRBR", delisted_on=date(2021, 2, 12)),)},
        {"original": Original("en")},
        {"publish_at": at("2026-03-01T12:00")},  # has been
        {"publish_at": None},
    ],
)
def test_where_no_exchange_wants_to_hear_of_it_nothing_is_asked(changed):
    assert found("exchange-notice", **{"notices": ()} | changed) == []


def test_each_exchange_is_told_of_once():
    listings = (NASDAQ, Listing("Nasdaq", "XNCM", "HRBW"), NYSE)

    findings = found("exchange-notice", listings=listings, notices=())

    assert [finding.what.partition(":")[0] for finding in findings] == ["Nasdaq", "NYSE"]


def test_without_a_time_the_exchange_is_a_warning():
    [finding] = found("exchange-notice-unplanned", publish_at=None, notices=())

    assert not finding.is_blocking
    assert found("exchange-notice-unplanned", publish_at=None) == []
    assert found("exchange-notice-unplanned", notices=()) == []


@pytest.mark.parametrize(
    ("out_at", "is_quiet"),
    [
        ("2026-03-03T15:59:59", False),
        ("2026-03-03T16:00", True),
        ("2026-03-03T16:04:59", True),
        ("2026-03-03T16:05", False),
        ("2026-11-27T13:02", True),
        ("2026-11-27T16:02", False),
        ("2026-03-07T16:02", False),
    ],
)
def test_the_minutes_after_the_close_are_quiet(out_at, is_quiet):
    assert bool(found("exchange-quiet", publish_at=at(out_at))) is is_quiet


def test_the_source_is_that_of_the_rule_in_force():
    first, second = (
        found("exchange-notice", notices=(), at=at(day), publish_at=at(day))[0].source
        for day in ("2012-06-01T12:00", "2026-03-03T12:00")
    )

    assert first != second
    assert "5250(b)(1)" in first


def test_the_quiet_minutes_end_with_a_time_to_choose():
    [finding] = found("exchange-quiet", publish_at=at("2026-03-03T16:02"))

    assert "choose 16:05 EST or later" in finding.what


@pytest.mark.parametrize(
    ("out_at", "reason"),
    [("2026-03-07T12:00", "the weekend"), ("2026-11-26T12:00", "Thanksgiving Day")],
)
def test_a_day_without_trading_is_a_warning_that_says_so(out_at, reason):
    [finding] = found("no-trading-day", publish_at=at(out_at))

    assert reason in finding.what
    assert not finding.is_blocking


def test_a_trading_day_is_none():
    assert found("no-trading-day") == []


def test_no_deadline_is_later_than_the_next_market_morning():
    """Every quarter of an hour of two years: a deadline is ten minutes ahead, or a 06:50."""
    start = datetime(2025, 1, 1, tzinfo=UTC)
    for step in range(0, 2 * 365 * 96, 7):
        out_at = start + timedelta(minutes=15 * step)
        until = exchange.notice_deadline(out_at)
        assert until is not None
        ahead = out_at - until
        local = until.astimezone(ZONE)
        assert ahead == timedelta(minutes=10) or (local.hour, local.minute) == (6, 50)
        assert timedelta(days=-5) < ahead <= timedelta(minutes=10)
