"""The calendar of releases: a week on the market's clocks, with the exchange's hours behind it."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from audit.models import Entry
from events.models import Event, EventUpdate
from facilities.models import CapacityFigure, Facility
from ircms.actor import acting_as
from releases.models import Release
from tests import factories
from tests.admin.desk import RELEASES, page_of, signed_in
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
CALENDAR = f"{RELEASES}calendar/"
WORDS = "The plant opened today."


def days(client: Client, **asked: str) -> dict[str, Any]:
    """By the name of the day, what the calendar has of it."""
    context = client.get(CALENDAR, asked).context
    return {f"{day.day:%a}": day for day in context["days"]}


def placed(client: Client, **asked: str) -> list[tuple[str, str, str]]:
    """What stands in the calendar: day, part of the day, title."""
    return [
        (name, period.kind, item.title)
        for name, day in days(client, **asked).items()
        for period in day.periods
        for item in period.items
    ]


def hours(day: Any) -> list[tuple[str, str]]:
    return [(period.kind, period.hours) for period in day.periods if period.hours]


@pytest.mark.parametrize(
    ("at", "part"),
    [
        ("2026-03-03T08:59:59Z", "early"),
        ("2026-03-03T09:00Z", "pre-market"),
        ("2026-03-03T14:30Z", "trading"),
        ("2026-03-03T21:00Z", "quiet"),
        ("2026-03-03T21:04:59Z", "quiet"),
        ("2026-03-03T21:05Z", "after hours"),
        ("2026-03-04T01:00Z", "night"),
        ("2026-03-04T04:59:59Z", "night"),
    ],
)
def test_a_release_stands_in_the_part_of_the_exchanges_day_it_goes_out_in(
    at: str, part: str
) -> None:
    factories.company()
    factories.draft("It", publish_at=at)

    assert placed(signed_in(factories.ada())) == [("Tue", part, "It")]


def test_a_week_begins_and_ends_at_midnight_on_the_markets_clocks() -> None:
    factories.draft("Before", publish_at="2026-03-02T04:59:59Z")
    factories.draft("First", publish_at="2026-03-02T05:00Z")
    factories.draft("Last", publish_at="2026-03-09T03:59:59Z")  # clocks go forward on that Sunday
    factories.draft("After", publish_at="2026-03-09T04:00Z")

    titles = [title for _, _, title in placed(signed_in(factories.ada()))]

    assert titles == ["First", "Last"]


def test_a_holiday_says_why_there_is_no_trading() -> None:
    factories.company()

    thursday = days(signed_in(factories.ada()), week="2026-W48")["Thu"]

    assert thursday.closed == "Thanksgiving Day"
    assert hours(thursday) == [("closed", "00:00–24:00")]


def test_a_day_that_closes_early_has_its_own_hours() -> None:
    factories.company()

    friday = days(signed_in(factories.ada()), week="2026-W48")["Fri"]

    assert friday.note == "Early close, 13:00"
    assert hours(friday)[2:5] == [
        ("trading", "09:30–13:00"), ("quiet", "13:00–13:05"), ("after hours", "13:05–17:00"),
    ]  # fmt: skip


def test_before_the_exchange_asked_for_silence_there_is_none() -> None:
    factories.company()

    monday = days(signed_in(factories.ada()), week="2014-W10")["Mon"]

    assert "quiet" not in dict(hours(monday))


def test_without_a_listing_no_hours_are_shown() -> None:
    monday = days(signed_in(factories.ada()))["Mon"]

    assert hours(monday) == [("closed", "00:00–24:00")]
    assert monday.closed == ""


def test_a_release_of_which_only_the_day_is_known_stands_above_the_hours() -> None:
    factories.company()
    factories.draft("It", publish_at="2026-03-03T05:00Z", publish_time_known=False)

    assert placed(signed_in(factories.ada())) == [("Tue", "all-day", "It")]


def test_the_weekend_is_folded_while_nothing_falls_on_it() -> None:
    ada = signed_in(factories.ada())
    before = ada.get(CALENDAR).context["weekend"]
    factories.draft("It", publish_at=NOON + timedelta(days=5))

    after = ada.get(CALENDAR).context["weekend"]

    assert [f"{day.day:%a}" for day in before] == ["Sat", "Sun"]
    assert after == []


def test_the_weeks_before_and_after_are_one_step_away() -> None:
    page = signed_in(factories.ada()).get(CALENDAR, {"week": "2026-W01"}).content.decode()

    assert 'rel="prev" href="?week=2025-W52"' in page
    assert 'rel="next" href="?week=2026-W02"' in page
    assert "29 December 2025 to 4 January 2026" in page


def test_a_day_leads_to_its_week() -> None:
    week = signed_in(factories.ada()).get(CALENDAR, {"day": "2026-11-26"}).context["week"]

    assert week.name == "2026-W48"


@pytest.mark.parametrize(
    "asked",
    [{"week": "2026-W54"}, {"week": "soon"}, {"week": "2026-W1"}, {"week": "0001-W01"},
     {"week": "²026-W10"}, {"day": "2026-02-30"}, {"day": "9999-12-31"}, {"day": "x" * 5000}],
)  # fmt: skip
def test_what_is_no_week_is_told_what_one_looks_like(asked: dict[str, str]) -> None:
    response = signed_in(factories.ada()).get(CALENDAR, asked)

    assert response.status_code == 400
    assert response.context["week"].name == "2026-W10"
    assert "This is the present week." in response.content.decode()


def test_what_did_not_go_out_is_red() -> None:
    factories.draft("It", publish_at=NOON - timedelta(hours=1))

    page = signed_in(factories.ada()).get(CALENDAR).content.decode()

    assert "Its time has passed, and it did not go out" in page


def stated(release: Release, **columns: Any) -> None:
    with acting_as(factories.ada()):
        event, _ = Event.objects.get_or_create(name="Annual meeting", slug="annual-meeting")
        EventUpdate.objects.create(release=release, event=event, passage=WORDS, **columns)


def test_an_event_stands_at_its_hour_on_the_markets_clocks() -> None:
    factories.company()
    release = factories.draft(publish_at=NOON - timedelta(days=1))
    stated(release, title="Annual meeting of 2026", starts_on=date(2026, 3, 5),
           starts_time=time(9), zone="Asia/Shanghai")  # fmt: skip
    factories.approve(release)

    assert placed(signed_in(factories.ada()))[0] == ("Wed", "night", "Annual meeting of 2026")


def test_an_event_without_an_hour_stands_above_the_hours() -> None:
    release = factories.draft(publish_at=NOON - timedelta(days=20))
    stated(release, title="Forum", starts_on=date(2026, 3, 5))
    factories.approve(release)

    assert placed(signed_in(factories.ada())) == [("Thu", "all-day", "Forum")]


def test_an_event_that_nobody_outside_knows_of_is_marked_so_and_the_look_recorded() -> None:
    release = factories.draft("Harbor Bio meets", body=f"<p>{WORDS}</p>")
    stated(release, title="Forum", starts_on=date(2026, 3, 5))

    page = signed_in(factories.ada()).get(CALENDAR).content.decode()

    assert "As “Harbor Bio meets” is to say" in page
    entry = Entry.objects.get(action="viewed")
    assert (entry.said["where"], entry.said["releases"]) == ("calendar", [release.pk])


def test_the_day_a_plan_is_for_stands_in_the_calendar() -> None:
    release = factories.draft(
        body="<p>The plant has 900 square feet.</p>", publish_at=NOON - timedelta(days=20)
    )
    with acting_as(factories.ada()):
        wuxi = Facility.objects.create(name="Wuxi", slug="wuxi")
        CapacityFigure.state(
            facilities=[wuxi], measure="gmp_area", release=release, value=900, basis="planned",
            unit="square foot", as_printed="900 square feet", as_of=date(2026, 3, 6),
            passage="The plant has 900 square feet.",
        )  # fmt: skip
    factories.approve(release)

    found = placed(signed_in(factories.ada()))

    assert found == [("Fri", "all-day", "900 square feet, GMP area of Wuxi")]


def test_what_is_confidential_is_in_nobody_elses_calendar() -> None:
    release = factories.draft("Harbor Bio is bought", publish_at=NOON + timedelta(hours=1))
    stated(release, title="Secret meeting", starts_on=date(2026, 3, 5))
    factories.keep_to_few(release)

    for_ada = signed_in(factories.ada()).get(CALENDAR).content.decode()
    for_ben = signed_in(factories.ben()).get(CALENDAR).content.decode()

    assert "is bought" in for_ada
    assert "Secret meeting" in for_ada
    assert "is bought" not in for_ben
    assert "Secret meeting" not in for_ben


def test_whoever_may_see_no_releases_gets_no_calendar() -> None:
    assert signed_in(factories.person("Nora")).get(CALENDAR).status_code == 403


def test_an_entry_leads_to_its_page() -> None:
    release = factories.draft(publish_at=NOON + timedelta(hours=1))

    page = signed_in(factories.ada()).get(CALENDAR).content.decode()

    assert f'href="{page_of(release)}"' in page
