"""What wants another word: plans gone by, figures grown old, events that were put off."""

from datetime import date, timedelta
from typing import Any

import pytest

from events.models import Event, EventUpdate
from facilities.models import CapacityFigure, Facility, FacilityUpdate
from ircms.actor import acting_as
from releases.models import Release
from tests import factories
from tests.admin.desk import signed_in
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
WORDS = "The plant has 900 square feet, and the meeting is moved."


def said(headline: str = "Harbor Bio says", days_ago: int = 1) -> Release:
    """A draft that went out so many days ago once it is approved."""
    return factories.draft(
        headline, body=f"<p>{WORDS}</p>", publish_at=NOON - timedelta(days=days_ago)
    )


def figure(release: Release, plant: Facility, **columns: Any) -> None:
    with acting_as(factories.ada()):
        CapacityFigure.state(
            facilities=[plant], measure="gmp_area", release=release, value=900,
            unit="square foot", as_printed="900 square feet", passage=WORDS, **columns,
        )  # fmt: skip


def plant(name: str = "Wuxi") -> Facility:
    with acting_as(factories.ada()):
        return Facility.objects.create(name=name, slug=name.lower())


def overdue() -> list[tuple[str, bool]]:
    """The sentences, and whether what they tell of is only stale."""
    found = signed_in(factories.ada()).get("/admin/").context["overdue"]
    return [(each.said, each.is_stale) for each in found]


def test_a_plan_whose_day_has_passed_is_overdue() -> None:
    release = said()
    figure(release, plant(), basis="planned", as_of=date(2026, 2, 27))
    factories.approve(release)

    assert overdue() == [
        (
            "900 square feet, planned for February 27, 2026, and no figure has been stated since.",
            False,
        )
    ]


def test_a_plan_that_a_later_figure_settles_is_not() -> None:
    release, wuxi = said(), plant()
    figure(release, wuxi, basis="planned", as_of=date(2026, 2, 20))
    factories.approve(release)
    later = said("Harbor Bio says more", days_ago=0)
    figure(later, wuxi, basis="actual", as_of=date(2026, 3, 1))
    factories.approve(later)

    assert overdue() == []


def test_an_actual_figure_of_more_than_a_year_ago_is_stale() -> None:
    release = said(days_ago=400)
    figure(release, plant(), basis="actual", as_of=date(2025, 1, 20))
    factories.approve(release)

    assert [is_stale for _, is_stale in overdue()] == [True]


def test_a_figure_of_a_plant_that_is_closed_is_not_stale() -> None:
    release, wuxi = said(days_ago=400), plant()
    figure(release, wuxi, basis="actual", as_of=date(2025, 1, 20))
    with acting_as(factories.ada()):
        FacilityUpdate.objects.create(
            release=release, facility=wuxi, name="Wuxi", status="closed", passage=WORDS
        )
    factories.approve(release)

    assert overdue() == []


def test_a_plan_that_is_not_public_is_not_told_of() -> None:
    release = said()
    figure(release, plant(), basis="planned", as_of=date(2026, 2, 27))

    assert overdue() == []


def test_an_event_that_was_put_off_waits_for_a_new_day() -> None:
    release = said()
    with acting_as(factories.ada()):
        event = Event.objects.create(name="Meeting", slug="meeting")
        EventUpdate.objects.create(
            release=release, event=event, title="Annual meeting", status="moved", passage=WORDS
        )
    factories.approve(release)

    assert overdue() == [("It was moved, and no new day has been said.", False)]
