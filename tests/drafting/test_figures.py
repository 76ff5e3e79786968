"""Figures of capacity and whose they are: known facilities, new ones, several together."""

from datetime import date
from decimal import Decimal

import pytest

from facilities.models import CapacityFigure, Facility, FacilityUpdate
from facilities.proposals import claims
from ircms.actor import acting_as
from releases.drafting import Proposal, draft
from releases.wire.reading import Reading
from tests import factories
from tests.drafting.makers import (
    ABOUT,
    PLANT,
    Found,
    announced,
    announcement,
    asked,
    drafted,
    fields,
    of_kind,
    proposals,
    values,
)
from tests.factories import NOON, ada

pytestmark = pytest.mark.usefixtures("stopped_clock")


def facility(name: str) -> Facility:
    with acting_as(ada()):
        return Facility.objects.create(name=name)


def one_figure(body: str, number: str, unit: str, **parts: str) -> Proposal:
    """The proposal of the one figure that ``body`` has."""
    found = Found(announcement(body=body, **parts))
    return of_kind("figures", proposals(found.reading(capacity_figures=[
        found.figure(number, unit, near=body)
    ])))[0]  # fmt: skip


def figures_of(reading: Reading | None = None) -> list[Proposal]:
    return of_kind("figures", proposals(reading))


def test_figures_of_several_facilities_are_of_them_together():
    bergen, molde, hamar = (facility(name) for name in ("Bergen", "Molde", "Hamar"))

    drafted()

    figure = CapacityFigure.objects.get(as_printed="31,500 square feet")
    assert set(figure.facilities.all()) == {bergen, molde, hamar}
    assert figure.value == Decimal(31_500)


def test_total_is_of_the_set_that_the_text_names_and_nothing_is_added_up():
    places = [values(each)["places"] for each in figures_of()]

    assert places[1] == places[2] == places[3]
    assert [values(each)["value"] for each in figures_of()] == ["80,000", "31,500", "52,000", "9"]


def test_known_facility_is_found_by_a_name_that_a_release_gave_it():
    known = facility("North plant")
    public = factories.draft(body="<p>The Bergen facility is open.</p>")
    with acting_as(ada()):
        FacilityUpdate.objects.create(
            release=public,
            facility=known,
            name="Bergen facility",
            passage="The Bergen facility is open.",
        )

    assert values(figures_of()[0])["places"] == str(known.pk)


def test_facility_that_nobody_knows_is_proposed_by_its_name():
    names = [values(each)["facility_name"] for each in of_kind("facilities", proposals())]

    assert sorted(names) == ["Bergen", "Hamar", "Molde"]


def test_known_facility_of_which_only_a_figure_is_said_is_not_described():
    for name in ("Bergen", "Molde", "Hamar"):
        facility(name)

    described = of_kind("facilities", proposals())

    assert [each.title for each in described] == ["Bergen"]


def test_facility_that_is_to_open_is_planned_for_that_day():
    drafted()

    update = FacilityUpdate.objects.get(status="planned")
    assert update.status_on == date(2026, 5, 12)
    assert "opening ceremony" in update.passage


def test_figure_of_a_facility_that_is_to_open_is_planned_for_that_day():
    of = values(figures_of()[0])

    assert (of["basis"], of["as_of"], of["measure"]) == ("planned", "2026-05-12", "building_area")


def test_figure_with_an_opening_is_planned_for_that_day():
    of = values(figures_of()[2])

    assert (of["basis"], of["as_of"], of["measure"]) == ("planned", "2026-05-12", "gmp_area")


def test_figure_of_now_holds_on_the_releases_own_day():
    of = values(figures_of()[1])

    assert (of["basis"], of["as_of"], of["measure"]) == ("actual", "2026-03-03", "gmp_area")


def test_figure_without_a_date_in_the_text_is_asked_for_its_day():
    dateline = "BERGEN, Norway--(BUSINESS WIRE)--"

    assert "figures-1-as_of" in asked(proposals(announced(dateline=dateline)))


def test_whose_figure_it_is_is_asked_where_the_text_names_nobody():
    facility("Bergen")
    facility("Molde")
    found = Found(
        announcement(headline="Harbor Bio reports", lead="It grew.", body="It has 12 lines.")
    )
    reading = found.reading(capacity_figures=[found.figure("12", "lines")])

    places = fields(figures_of(reading)[0])["places"]

    assert places.doubt
    assert len(places.choices) == 2


def test_facility_that_the_text_does_not_name_is_asked_for_its_name():
    found = Found(announcement(lead="It grew.", body="Its plant has 12 production lines."))
    reading = found.reading(capacity_figures=[found.figure("12", "production lines")])

    assert asked(proposals(reading)) == ["facilities-0-facility_name"]


def test_name_of_such_a_facility_is_all_that_is_typed():
    found = Found(announcement(lead="It grew.", body="Its plant has 12 production lines."))
    reading = found.reading(capacity_figures=[found.figure("12", "production lines")])

    release = draft(reading, {"facilities-0-facility_name": "Main plant"}, by=ada(), at=NOON)

    figure = CapacityFigure.objects.get(release=release)
    assert [each.name for each in figure.facilities.all()] == ["Main plant"]


def test_facility_beside_the_known_set_is_asked_about():
    body = PLANT.replace("the new Bergen plant", "the new Lyngdal plant in Lyngdal")

    places = fields(figures_of(announced(body=body))[2])["places"]

    assert "counted in" in places.doubt
    assert len(places.choices) > 1


def test_same_figure_in_another_unit_is_stated_once():
    found = Found(announcement(body="The Bergen plant has 80,000 square feet (7,432 m²) of space."))
    reading = found.reading(
        capacity_figures=[
            found.figure("80,000", "square feet"),
            found.figure("7,432", "m²"),
        ]
    )

    assert len(figures_of(reading)) == 1


def test_figure_that_is_said_twice_is_stated_once():
    found = Found(announcement(body=f"{PLANT} {PLANT}"))
    one = found.figure("31,500", "square feet")
    later = found.document.text[one.value.end :]
    again = found.figure("31,500", "square feet", near=later)

    assert len(figures_of(found.reading(capacity_figures=[one, again]))) == 1


def test_two_figures_of_one_series_and_day_are_asked_about():
    body = (
        "The Bergen plant has 40,000 square feet of floor. The Bergen plant has 41,000 square feet."
    )
    found = Found(announcement(body=body))
    reading = found.reading(
        capacity_figures=[
            found.figure("40,000", "square feet"),
            found.figure("41,000", "square feet"),
        ]
    )

    assert "figures-1-keep" in asked(proposals(reading))


def test_area_that_could_be_either_is_asked_about():
    measure = fields(one_figure("It has 40,000 square feet in Bergen.", "40,000", "square feet"))

    assert measure["measure"].doubt


@pytest.mark.parametrize(
    ("sentence", "unit", "measure", "label"),
    [
        ("It has 40 production lines.", "production lines", "production_lines", ""),
        ("It can treat 40 patients a year.", "patients a year", "patients_a_year", ""),
        ("It can treat 40 patients, annually.", "patients", "patients_a_year", ""),
        ("It has 40 clean rooms.", "clean rooms", "other", "clean rooms"),
        ("A 40 square-foot plant.", "square-foot", "building_area", ""),
        ("It has 40 square feet of GMP space.", "square feet", "gmp_area", ""),
        ("Its GMP area is 40 square feet.", "square feet", "gmp_area", ""),
        ("The building measures 40 square feet.", "square feet", "building_area", ""),
    ],
)
def test_measure_is_what_the_words_beside_the_number_say(sentence, unit, measure, label):
    start = sentence.index("40")
    end = sentence.index(unit) + len(unit)

    found = claims.measured(sentence, start, end, unit, sentence)

    assert (found.measure, found.label, found.doubt) == (measure, label, "")


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("It has four lines.", "actual"),
        ("It opened a plant with four lines.", "actual"),
        ("It will have four lines.", "planned"),
        ("It today announced that it plans four lines.", "planned"),
        ("It is expected to have four lines.", "planned"),
        ("It has four lines, and will have six.", ""),
        ("Four lines.", ""),
    ],
)
def test_basis_is_what_the_verbs_say_and_open_where_they_say_both(sentence, basis):
    assert claims.basis(sentence, is_to_open=False) == basis


@pytest.mark.parametrize(
    ("sentence", "day", "precision"),
    [
        ("It will open on November 4, 2027.", date(2027, 11, 4), "day"),
        ("It will open in November 2027.", date(2027, 11, 30), "month"),
        ("It will open by the end of 2027.", date(2027, 12, 31), "year"),
        ("It will open in the second half of 2027.", date(2027, 12, 31), "year"),
    ],
)
def test_day_of_a_plan_is_known_as_far_as_it_is_said(sentence, day, precision):
    found = claims.day(sentence)

    assert found is not None
    assert (found.on, found.precision) == (day, precision)


def test_of_several_days_none_is_taken():
    assert claims.day("It opens on May 4, 2027 and is full on June 4, 2027.") is None


def test_words_about_production_in_the_text_do_not_name_a_place():
    titles = [each.title for each in of_kind("facilities", proposals(announced(about=ABOUT)))]

    assert "GMP" not in titles
    assert "Harbor Bio" not in titles
