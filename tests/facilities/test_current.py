"""Which figure is current, which plan is open or overdue: every awkward case by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from facilities import days
from facilities.models import CapacityFigure, CapacitySeries, Facility, FacilityUpdate
from facilities.querysets import Capacity, capacities
from ircms.actor import acting_as
from releases.models import Release
from releases.transitions import TransitionRefused
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.facilities.makers import (
    OSLO,
    PORTO,
    WUXI,
    actual,
    days_ago,
    drafted,
    embargoed,
    facility,
    planned,
    public,
    said,
)
from tests.factories import NOON, ada

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE, LATER = date(2025, 5, 1), date(2025, 6, 1), date(2026, 12, 1)


def held(at: datetime = NOON) -> Capacity:
    """What holds of the one series there is."""
    (found,) = capacities(at)
    return found


def current(at: datetime = NOON) -> str:
    figure = held(at).current
    assert figure is not None
    return figure.as_printed


def plans(at: datetime = NOON) -> list[tuple[str, bool]]:
    return [(plan.figure.as_printed, plan.is_overdue) for plan in held(at).plans]


def correct(wrong: Release, *statements: object, **columns: object) -> Release:
    return public("Correction", *statements, corrects=wrong, **columns)  # type: ignore[arg-type]  # of makers


def test_the_newest_day_is_current_and_not_what_was_said_last() -> None:
    public("June", actual(WUXI, "200 square feet", JUNE), publish_at=days_ago(9))
    public("Looking back", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(1))

    assert current() == "200 square feet"


def test_a_backfilled_older_figure_changes_nothing() -> None:
    public("June", actual(WUXI, "200 square feet", JUNE), publish_at=days_ago(9))
    public("An old page", actual(WUXI, "50 square feet", date(2015, 1, 1)), publish_at=days_ago(0))

    assert current() == "200 square feet"


def test_of_two_figures_of_the_same_day_the_one_said_last_is_current() -> None:
    public("First", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    public("Second", actual(WUXI, "110 square feet", MAY), publish_at=days_ago(2))

    assert current() == "110 square feet"


def test_of_two_figures_of_the_same_day_and_second_the_one_entered_last_is_current() -> None:
    public("First", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    public("Second", actual(WUXI, "110 square feet", MAY), publish_at=days_ago(9))

    assert current() == "110 square feet"


def test_a_plan_is_open_until_its_day_has_passed_in_the_markets_zone() -> None:
    public("Plan", planned(WUXI, "300 square feet", date(2026, 3, 2)))

    evening = datetime(2026, 3, 3, 4, 59, tzinfo=UTC)  # 11:59 p.m. in New York

    assert plans(evening) == [("300 square feet", False)]


def test_a_plan_whose_day_has_passed_is_overdue_and_never_current() -> None:
    public("Now", actual(WUXI, "200 square feet", MAY), publish_at=days_ago(9))
    public("Plan", planned(WUXI, "300 square feet", date(2026, 3, 1)))

    assert current() == "200 square feet"
    assert plans() == [("300 square feet", True)]


def test_a_plan_by_itself_is_no_current_figure() -> None:
    public("Plan", planned(WUXI, "300 square feet", JUNE))

    assert held().current is None
    assert plans() == [("300 square feet", True)]


def test_a_plan_for_a_month_is_overdue_after_its_last_day() -> None:
    public("Plan", planned(WUXI, "300 square feet", date(2026, 3, 1), as_of_precision="month"))

    assert plans(datetime(2026, 3, 31, 12, tzinfo=UTC)) == [("300 square feet", False)]
    assert plans(datetime(2026, 4, 1, 12, tzinfo=UTC)) == [("300 square feet", True)]


def test_an_actual_figure_of_the_plans_day_settles_it() -> None:
    public("Plan", planned(WUXI, "300 square feet", JUNE), publish_at=days_ago(400))
    public("Done", actual(WUXI, "290 square feet", JUNE))

    assert current() == "290 square feet"
    assert plans() == []


def test_an_actual_figure_of_an_earlier_day_leaves_the_plan_open() -> None:
    public("Plan", planned(WUXI, "300 square feet", LATER), publish_at=days_ago(400))
    public("So far", actual(WUXI, "290 square feet", JUNE))

    assert plans() == [("300 square feet", False)]


def test_a_later_release_with_plans_replaces_the_earlier_plans() -> None:
    public("First", planned(WUXI, "300 square feet", LATER), publish_at=days_ago(9))
    public("Second", planned(WUXI, "400 square feet", date(2027, 1, 1)), publish_at=days_ago(2))

    assert plans() == [("400 square feet", False)]


def test_plans_of_one_release_stand_beside_each_other_in_the_order_of_their_days() -> None:
    public(
        "Steps",
        planned(WUXI, "400 square feet", date(2027, 1, 1)),
        planned(WUXI, "300 square feet", date(2026, 1, 1)),
        planned(WUXI, "500 square feet", None),
    )

    assert plans() == [
        ("300 square feet", True),
        ("400 square feet", False),
        ("500 square feet", False),
    ]


def test_a_plan_without_a_day_is_never_overdue() -> None:
    public("Some day", planned(WUXI, "300 square feet", None), publish_at=days_ago(3000))

    assert plans() == [("300 square feet", False)]


def test_a_plan_without_a_day_is_settled_by_an_actual_figure_published_later() -> None:
    public("Some day", planned(WUXI, "300 square feet", None), publish_at=days_ago(900))
    public("Done", actual(WUXI, "300 square feet", JUNE))

    assert plans() == []


def test_a_plan_without_a_day_stays_open_beside_the_figure_stated_with_it() -> None:
    public("Both", actual(WUXI, "200 square feet", None), planned(WUXI, "300 square feet", None))

    assert current() == "200 square feet"
    assert plans() == [("300 square feet", False)]


def test_a_plan_without_a_day_is_not_settled_by_an_older_figure_entered_late() -> None:
    public("Some day", planned(WUXI, "300 square feet", None), publish_at=days_ago(300))
    public("An old page", actual(WUXI, "50 square feet", date(2015, 1, 1)))

    assert plans() == [("300 square feet", False)]


def test_figures_of_other_facilities_taken_together_are_other_figures() -> None:
    public("Alone", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    public("Together", actual([WUXI, PORTO], "300 square feet", JUNE), publish_at=days_ago(8))
    public("Others", actual([WUXI, OSLO], "400 square feet", JUNE), publish_at=days_ago(7))

    found = {
        "+".join(facility.name for facility in each.facilities): each.current.as_printed
        for each in capacities(NOON)
        if each.current
    }

    assert found == {
        "Wuxi": "100 square feet",
        "Porto+Wuxi": "300 square feet",
        "Oslo+Wuxi": "400 square feet",
    }


def test_the_order_in_which_facilities_are_named_makes_no_other_figure() -> None:
    public("One way", actual([WUXI, PORTO], "300 square feet", MAY), publish_at=days_ago(9))
    public("The other", actual([PORTO, WUXI], "310 square feet", JUNE), publish_at=days_ago(8))

    assert current() == "310 square feet"


def test_figures_of_another_measure_or_label_are_other_figures() -> None:
    public("Areas", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    columns = {"measure": "patients_a_year", "label": "cancer patients"}
    public("Patients", actual(WUXI, "90 patients a year", JUNE, **columns), publish_at=days_ago(8))

    assert len(capacities(NOON)) == 2


def test_a_correction_that_drops_a_figure_leaves_the_one_before() -> None:
    public("May", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    wrong = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    correct(wrong, said(WUXI), publish_at=days_ago(7))

    assert current() == "100 square feet"


def test_a_correction_that_drops_the_only_figure_leaves_none() -> None:
    wrong = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    correct(wrong, publish_at=days_ago(7))

    assert capacities(NOON) == []


def test_a_correction_that_changes_a_figure_holds() -> None:
    wrong = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    correct(wrong, actual(WUXI, "99 square feet", JUNE), publish_at=days_ago(7))

    assert current() == "99 square feet"


def test_a_correction_that_dates_a_figure_earlier_holds() -> None:
    wrong = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    correct(wrong, actual(WUXI, "99 square feet", MAY), publish_at=days_ago(7))

    assert current() == "99 square feet"


def test_a_figure_that_was_corrected_holds_until_the_corrections_second(
    stopped_clock: StoppedClock,
) -> None:
    wrong = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    embargoed("Correction", actual(WUXI, "99 square feet", JUNE), corrects=wrong)
    due = NOON + timedelta(hours=1)

    assert current(due - timedelta(microseconds=1)) == "999 square feet"
    assert current(due) == "99 square feet"


def test_when_the_correction_is_withdrawn_what_it_corrected_does_not_come_back() -> None:
    public("May", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    wrong = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    right = correct(wrong, actual(WUXI, "99 square feet", JUNE), publish_at=days_ago(7))
    withdraw(right, by=factories.cora(), at=NOON, reason="A slip.")

    assert current() == "100 square feet"


def test_when_its_release_is_withdrawn_a_figure_holds_no_longer() -> None:
    public("May", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    source = public("June", actual(WUXI, "999 square feet", JUNE), publish_at=days_ago(8))
    withdraw(source, by=factories.cora(), at=NOON, reason="A slip.")

    assert current() == "100 square feet"


def test_when_the_release_with_a_newer_plan_is_withdrawn_the_plan_before_is_open_again() -> None:
    public("First", planned(WUXI, "300 square feet", LATER), publish_at=days_ago(9))
    second = public("Second", planned(WUXI, "400 square feet", LATER), publish_at=days_ago(8))
    withdraw(second, by=factories.cora(), at=NOON, reason="A slip.")

    assert plans() == [("300 square feet", False)]


def test_when_the_figure_that_settled_a_plan_is_corrected_away_the_plan_is_open_again() -> None:
    public("Plan", planned(WUXI, "300 square feet", JUNE), publish_at=days_ago(400))
    done = public("Done", actual(WUXI, "290 square feet", JUNE), publish_at=days_ago(8))
    correct(done, said(WUXI), publish_at=days_ago(7))

    assert plans() == [("300 square feet", True)]


def test_drafts_and_embargoed_releases_hold_nothing() -> None:
    drafted("Draft", actual(WUXI, "100 square feet", MAY))
    embargoed("Soon", actual(WUXI, "200 square feet", JUNE))

    assert capacities(NOON) == []
    assert CapacityFigure.objects.count() == 2


def test_a_past_day_has_what_held_then() -> None:
    public("May", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(30))
    public("June", actual(WUXI, "200 square feet", JUNE), publish_at=days_ago(3))

    assert current(days_ago(10)) == "100 square feet"
    assert current() == "200 square feet"


def test_only_series_that_have_a_facility_among_their_own_are_asked_for() -> None:
    for number in range(12):  # keys of one digit and of two
        public(f"No {number}", actual(f"Site {number}", "100 square feet", MAY))
    public("All", actual([f"Site {number}" for number in (0, 1, 11)], "9 acres", MAY))
    one = facility("Site 1")

    found = capacities(NOON, of=one)

    assert sorted(len(each.facilities) for each in found) == [1, 3]
    assert all(one in each.facilities for each in found)


@pytest.mark.parametrize(
    ("day", "precision"), [(date(2026, 12, 31), "year"), (date(2026, 3, 31), "month")]
)
def test_a_figure_of_which_only_the_year_or_month_is_known_is_current_before_that_is_over(
    day: date, precision: str
) -> None:
    public("Before", actual(WUXI, "100 square feet", JUNE), publish_at=days_ago(9))
    public("Since", actual(WUXI, "200 square feet", day, as_of_precision=precision))

    assert current() == "200 square feet"


def test_on_a_past_day_what_was_said_since_is_not_looked_at() -> None:
    public("Before", actual(WUXI, "100 square feet", MAY), publish_at=days_ago(9))
    public("Since", actual(WUXI, "200 square feet", JUNE), publish_at=days_ago(1))

    assert current(NOON - timedelta(days=5)) == "100 square feet"


def test_an_actual_figure_is_not_approved_once_its_release_is_to_go_out_before_its_day() -> None:
    figure = actual(WUXI, "200 square feet", NOON.date() + timedelta(days=10))
    release = drafted("Brought forward", figure, publish_at=NOON + timedelta(days=20))
    with acting_as(ada()):
        release.publish_at = NOON + timedelta(days=1)
        release.save()

    with pytest.raises(TransitionRefused, match="a day after the release’s own"):
        factories.approve(release)


def test_a_day_that_has_begun_elsewhere_has_come_for_a_release_that_bears_it() -> None:
    tomorrow = NOON.date() + timedelta(days=1)

    told = actual(WUXI, "200 square feet", tomorrow)
    public("In the east", told, dateline_date=tomorrow, publish_at=NOON)

    assert current() == "200 square feet"


def test_an_actual_figure_of_a_day_after_its_releases_own_is_refused_at_its_day() -> None:
    with pytest.raises(ValidationError) as refused:
        drafted("Too early", actual(WUXI, "200 square feet", LATER))

    assert list(refused.value.message_dict) == ["as_of"]
    assert "December 1, 2026 is after the release’s own day, " in refused.value.messages[0]


def test_an_actual_figure_of_a_release_without_a_day_may_be_of_any() -> None:
    release = drafted("Some day", actual(WUXI, "2 acres", LATER), publish_at=None)

    assert CapacityFigure.objects.get(release=release).as_of == LATER


def test_an_actual_figure_known_to_the_year_does_not_outlive_a_newer_one_of_that_year() -> None:
    in_2025 = actual(WUXI, "200 square feet", date(2025, 1, 1), as_of_precision="year")
    public("Old", in_2025, publish_at=datetime(2025, 1, 20, 12, tzinfo=UTC))
    public("New", actual(WUXI, "700 square feet", date(2025, 11, 4)), publish_at=days_ago(90))

    assert current() == "700 square feet"


def test_an_actual_figure_known_to_the_year_settles_no_plan_for_later_that_year() -> None:
    public(
        "Both",
        actual(WUXI, "200 square feet", date(2026, 1, 1), as_of_precision="year"),
        planned(WUXI, "700 square feet", date(2026, 11, 4)),
    )

    assert plans() == [("700 square feet", False)]


@pytest.mark.parametrize("status", ["opened", "closed", "under_construction"])
def test_a_status_since_a_day_to_come_is_refused_at_its_day(status: str) -> None:
    with pytest.raises(ValidationError) as refused:
        drafted("Too early", said(WUXI, status=status, status_on=LATER))

    assert list(refused.value.message_dict) == ["status_on"]


def test_a_status_planned_for_a_day_to_come_or_held_since_this_year_is_stored() -> None:
    drafted(
        "Now",
        said(WUXI, status="planned", status_on=LATER),
        said(PORTO, status="opened", status_on=LATER, status_on_precision="year"),
    )

    assert FacilityUpdate.objects.count() == 2


def test_a_release_brought_forward_before_a_facility_opens_is_objected_to() -> None:
    opens = NOON.date() + timedelta(days=10)
    opened = said(WUXI, status="opened", status_on=opens)
    release = drafted("Brought forward", opened, publish_at=NOON + timedelta(days=20))
    with acting_as(ada()):
        release.publish_at = NOON + timedelta(days=1)
        release.save()

    (objection,) = days.objections(release)

    assert "is said to be opened as of March" in objection


def test_labels_that_look_alike_are_of_one_series() -> None:
    place = facility()

    with acting_as(ada()):
        labels = ("cancer patients", "cancer\u200b patients", " Cancer  patients")
        found = {CapacitySeries.of("patients_a_year", label, [place]) for label in labels}

    assert [each.label for each in found] == ["cancer patients"]


def test_more_facilities_than_a_series_can_hold_are_refused() -> None:
    with acting_as(ada()):
        places = [Facility.objects.create(name=f"F{n}", slug=f"f-{n}") for n in range(180)]

    with pytest.raises(ValidationError, match="choose fewer"):
        CapacitySeries.of("gmp_area", "", places)
