"""What the demo's releases state: plans become facts, each with its words and no sooner."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from accounts.models import User
from demo_company import from_the_opening, loading, until_2017
from demo_company.announcement import Announcement
from demo_company.stated import subjects
from events.models import ATTRIBUTES, Event, EventUpdate
from facilities.models import CapacityFigure, Facility, FacilityUpdate
from facilities.models.capacity import Measure
from facilities.querysets import Capacity, capacities
from ircms.actor import acting_as
from releases import ledger
from releases.markup.passages import occurs
from releases.models import Release
from trials.models import TrialUpdate

OCTOBER_2017 = datetime(2017, 10, 16, 13, 0, tzinfo=UTC)
OPENING_TOLD = datetime(2017, 11, 7, 5, 0, tzinfo=UTC)  # midnight in New York
NEW_YEAR_2018 = datetime(2018, 1, 1, 5, 0, tzinfo=UTC)
THREE = {"beijing", "shanghai", "wuxi"}
MODELS = (FacilityUpdate, CapacityFigure, TrialUpdate, EventUpdate)


def capacity(
    measure: str, at: datetime, facilities: set[str] = THREE, label: str = ""
) -> Capacity | None:
    """What holds at ``at`` of a series."""
    wanted = (measure, label, facilities)
    for each in capacities(at):
        places = {facility.slug for facility in each.facilities}
        if (each.series.measure, each.series.label, places) == wanted:
            return each
    return None


def printed(held: Capacity | None) -> tuple[str | None, list[str]]:
    """The current figure and the open plans, as printed."""
    assert held is not None
    current = held.current.as_printed if held.current else None
    return current, [plan.figure.as_printed for plan in held.plans]


def passages(item: Announcement) -> list[str]:
    stated = item.stated
    return [
        *(row.passage for row in stated.facilities),
        *(row.passage for row in stated.figures),
        *(row.passage for row in stated.trials),
        *(row.passage for row in stated.events),
    ]


@pytest.mark.parametrize("item", loading.ANNOUNCEMENTS, ids=lambda item: item.slug)
def test_every_passage_is_in_the_text_of_its_release(item):
    texts = [escape(item.headline), item.body, *(text.body for text in item.standing_texts)]

    for passage in passages(item):
        assert occurs(passage, *texts), passage


@pytest.mark.parametrize("item", loading.ANNOUNCEMENTS, ids=lambda item: item.slug)
def test_every_figure_is_printed_in_its_passage(item):
    for figure in item.stated.figures:
        assert occurs(figure.as_printed, escape(figure.passage)), figure


@pytest.mark.parametrize("item", loading.ANNOUNCEMENTS, ids=lambda item: item.slug)
def test_every_day_that_is_stated_is_in_its_passage(item):
    dated = [(row.status_on, row.passage) for row in item.stated.facilities if row.status_on]
    dated += [(row.starts_on, row.passage) for row in item.stated.events if row.starts_on]

    for day, passage in dated:
        assert f"{day:%B} {day.day}, {day.year}" in passage


def test_before_the_opening_47300_hold_and_70000_and_100000_are_planned(load):
    load()

    gmp = capacity(Measure.GMP_AREA, OCTOBER_2017)
    building = capacity(Measure.BUILDING_AREA, OCTOBER_2017, {"shanghai"})

    assert printed(gmp) == ("47,300 square feet", ["70,000 square feet"])
    assert printed(building) == (None, ["100,000 square feet"])


def test_figures_of_the_opening_hold_from_its_release_on_and_no_sooner(load):
    load()

    before = capacity(Measure.GMP_AREA, OPENING_TOLD - timedelta(microseconds=1))
    after = capacity(Measure.GMP_AREA, OPENING_TOLD)
    building = capacity(Measure.BUILDING_AREA, OPENING_TOLD, {"shanghai"})

    assert printed(before)[0] == "47,300 square feet"
    assert printed(after) == ("70,000 square feet", [])
    assert printed(building) == ("100,000 square feet", [])


def test_between_the_opening_and_its_release_the_plan_is_overdue(load):
    load()

    held = capacity(Measure.GMP_AREA, datetime(2017, 11, 6, 12, 0, tzinfo=UTC))

    assert held is not None
    assert [plan.is_overdue for plan in held.plans] == [True]


@pytest.mark.parametrize("group", ["cancer", "stem cell"])
def test_patients_planned_for_2017_are_overdue_from_2018_on_and_never_current(load, group):
    load()
    label = f"{group} patients"

    in_2017 = capacity(Measure.PATIENTS_A_YEAR, NEW_YEAR_2018 - timedelta(seconds=1), label=label)
    in_2018 = capacity(Measure.PATIENTS_A_YEAR, NEW_YEAR_2018, label=label)

    assert in_2017 is not None
    assert in_2018 is not None
    assert [plan.is_overdue for plan in in_2017.plans] == [False]
    assert [plan.is_overdue for plan in in_2018.plans] == [True]
    assert in_2018.current is None


def test_47300_square_feet_are_one_figure_on_three_facilities(load):
    load()

    figure = CapacityFigure.objects.get(value=47_300)

    assert set(figure.facilities.values_list("slug", flat=True)) == THREE


def test_twelve_lines_hold_and_the_nine_of_unnamed_facilities_are_no_figure(load):
    load()

    held = capacity(Measure.PRODUCTION_LINES, OCTOBER_2017)

    assert printed(held) == ("twelve independent cell production lines", [])
    assert not CapacityFigure.objects.filter(value=9).exists()
    assert "Nine production lines" in until_2017.BEIJING_OPENED.staff_note


def test_leased_and_announced_area_stand_side_by_side(load):
    load()

    leased = capacity(Measure.BUILDING_AREA, OPENING_TOLD, {"shanghai"}, label="leased")

    assert printed(leased) == ("113,038 square feet", [])
    assert leased is not None
    assert leased.current is not None
    assert leased.current.as_of == date(2017, 1, 3)


def test_what_later_releases_state_is_unknown_before_them(load):
    load()

    for model in MODELS:
        later = from_the_opening.ANNOUNCEMENTS
        shown = model.objects.public(OCTOBER_2017).values_list("release__slug", flat=True)
        assert not set(shown) & {item.slug for item in later}
    assert not FacilityUpdate.objects.public(OCTOBER_2017).filter(
        facility__slug__in=["gaithersburg", "rockville"]
    )


def test_shanghai_is_planned_and_then_open_since_the_day_of_the_opening(load):
    load()
    said = FacilityUpdate.objects.filter(facility__slug="shanghai").order_by("out_at")

    statuses = list(said.values_list("status", "status_on"))

    assert statuses == [
        ("planned", None),
        ("planned", date(2017, 11, 4)),
        ("opened", date(2017, 11, 4)),
    ]


def test_opening_is_at_half_past_ten_in_shanghai_before_and_after_it_was_held(load):
    load()
    opening = Event.objects.filter(slug=subjects.SHANGHAI_GRAND_OPENING.slug)

    for at in (OCTOBER_2017, OPENING_TOLD):
        standing = EventUpdate.objects.standing(at)
        known = ledger.known(opening, standing, about="event", attributes=ATTRIBUTES)[0]

        assert known.values["zone"] == "Asia/Shanghai"
        assert known.values["starts_at"] == datetime(2017, 11, 4, 2, 30, tzinfo=UTC)
        assert known.values["status"] == "scheduled"
    assert "Asia/Shanghai" in until_2017.SHANGHAI_PLANNED.staff_note


def test_trials_are_those_of_the_sentence_and_no_second_one_is_invented(load):
    load()

    said = TrialUpdate.objects.order_by("position")

    assert [(row.condition, row.phase_as_printed, row.phases) for row in said] == [
        ("Refractory diffuse large B-cell lymphoma (DLBCL)", "Phase I", ["PHASE1"]),
        (
            "Relapsed or refractory CD19+ B-cell acute lymphoblastic leukemia (ALL)",
            "Phase I",
            ["PHASE1"],
        ),
        ("Knee osteoarthritis (KOA)", "Phase I", ["PHASE1"]),
    ]
    assert not said.exclude(registry_id="", overall_status="").exists()
    assert "three, or as two" in until_2017.SHANGHAI_PLANNED.staff_note


def test_facility_that_is_there_is_found_by_its_address_and_keeps_its_name(load):
    with acting_as(User.objects.create_user("eve@demo.example", None, full_name="Eve")):
        there = Facility.objects.create(slug="wuxi", name="As Eve calls it")

    load()

    there.refresh_from_db()
    assert there.name == "As Eve calls it"
    assert there.updates.count() == 2


def test_release_with_a_statement_that_is_refused_leaves_nothing_of_itself(load):
    refused = mock.patch.object(CapacityFigure, "state", side_effect=ValidationError("No."))

    with refused, pytest.raises(ValidationError, match="No"):
        load()

    assert not Release.objects.filter(slug=until_2017.BEIJING_OPENED.slug).exists()
    assert not Facility.objects.exists()
