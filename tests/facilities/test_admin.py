"""Figures and facilities at the desk: every mistake said at its field, nothing lost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from facilities.models import CapacityFigure, CapacitySeries, CapacitySite, FacilityUpdate
from releases.models import Release
from tests import factories
from tests.admin.desk import RELEASES, as_shown, errors_of, filled_in, page_of, signed_in
from tests.facilities.makers import (
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
from tests.releases.pages import Page

pytestmark = pytest.mark.usefixtures("stopped_clock")
ADD = f"{RELEASES}add/"
PASSAGE = "Wuxi and Porto have 70,000 square feet of GMP area."
BODY = f"<p>{PASSAGE}</p>"


@pytest.fixture
def ada() -> Client:
    return signed_in(factories.ada())


def figure(*places: str, **typed: Any) -> dict[str, Any]:
    """What is typed into a row for a figure."""
    fields = {
        "places": [facility(name).pk for name in places or (WUXI, PORTO)],
        "passage": PASSAGE,
        "measure": "gmp_area",
        "label": "",
        "value": "70,000",
        "unit": "sq ft",
        "as_printed": "70,000 square feet",
        "basis": "actual",
        "as_of": "2026-03-01",
        "as_of_precision": "day",
        "position": "0",
    }
    return fields | typed


def prefix_of(response: Any, model: type[Model] = CapacityFigure) -> str:
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return next(str(formset.prefix) for formset in formsets if formset.model is model)


def filled(
    ada: Client,
    path: str,
    *rows: dict[str, Any],
    model: type[Model] = CapacityFigure,
    **typed: Any,
) -> dict[str, Any]:
    """The page at ``path`` with ``rows`` typed in, as the first ones of their kind."""
    prefix = prefix_of(ada.get(path), model)
    data = filled_in(ada, path, **typed)
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data | {f"{prefix}-TOTAL_FORMS": str(len(rows))}


def errors_in_row(response: Any, number: int = 0) -> dict[str, list[str]]:
    """The errors of a figure's row by field, and no others than those."""
    start = f"{prefix_of(response)}-{number}-"
    errors = errors_of(response)
    assert all(name.startswith(start) for name in errors), errors
    return {name.removeprefix(start): said_ for name, said_ in errors.items()}


def test_figure_is_written_with_its_release(ada: Client) -> None:
    data = filled(ada, ADD, figure(), headline="Areas", body=BODY)

    response = ada.post(ADD, data)

    assert response.status_code == 302, errors_of(response)
    stored = CapacityFigure.objects.get()
    assert (stored.value, stored.unit) == (Decimal(70000), "square_foot")
    assert stored.as_of == date(2026, 3, 1)
    assert {str(place) for place in stored.facilities.all()} == {WUXI, PORTO}
    assert set(CapacitySite.objects.values_list("release", flat=True)) == {stored.release_id}
    assert stored.series == CapacitySeries.of("gmp_area", "", [facility(PORTO), facility(WUXI)])


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("value", "70,0000", "“70,0000” is no number: group thousands in threes, as in 70,000."),
        ("value", "-70,000", "“-70,000” is negative, and no capacity is."),
        ("value", "many", "“many” is no number."),
        ("value", "", "This field is required."),
        ("unit", "furlongs", "“furlongs” is no unit known here. Known are square metres"),
        ("unit", "lines", "GMP area is not measured in production lines."),
        ("passage", "Wuxi has 70,000 square feet.", "These words do not stand in the release"),
        ("as_printed", "70,000 sq ft", "“70,000 sq ft” does not stand in the passage."),
        ("as_printed", "GMP area", "No number can be read in “GMP area”."),
        ("places", [], "Choose the facility that the figure is for, or several."),
        ("measure", "", "This field is required."),
        ("basis", "", "Say whether the figure is actual or planned."),
        ("value", "7" * 61, "A number has at most 60 characters."),
    ],
)
def test_mistake_is_said_at_its_field_and_all_that_was_typed_stays(
    ada: Client, field: str, typed: Any, says: str
) -> None:
    row = figure(**{field: typed})
    data = filled(ada, ADD, row, headline="Typed with care", body=BODY)

    response = ada.post(ADD, data)

    ((at, (message,)),) = errors_in_row(response).items()
    assert at == field
    assert message.startswith(says)
    shown, start = as_shown(response), prefix_of(response)
    for name, value in row.items():
        kept = [str(key) for key in value] if name == "places" else value
        assert shown.get(f"{start}-0-{name}", type(kept)()) == kept
    assert "Typed with care" in response.content.decode()
    assert not Release.objects.exists()
    assert not CapacitySeries.objects.exists()


def test_number_that_is_not_the_one_printed_is_said_beside_it(ada: Client) -> None:
    data = filled(ada, ADD, figure(value="7,000"), headline="Areas", body=BODY)

    errors = errors_in_row(ada.post(ADD, data))

    assert list(errors) == ["as_printed"]
    assert "says 70,000; the value entered is 7,000" in errors["as_printed"][0]


def test_another_measure_says_what_is_counted(ada: Client) -> None:
    row = figure(measure="other", unit="cell sources", as_printed="70,000")
    data = filled(ada, ADD, row, headline="Counts", body=BODY)

    errors = errors_in_row(ada.post(ADD, data))

    assert errors == {"label": ["Say what is counted, such as “cell sources”."]}


def test_actual_figure_of_a_release_without_a_day_asks_for_one(ada: Client) -> None:
    data = filled(ada, ADD, figure(as_of=""), headline="Areas", body=BODY, publish_at="")

    errors = errors_in_row(ada.post(ADD, data))

    assert errors["as_of"][0].startswith("Say as of which day the figure holds")


def test_actual_figure_without_a_day_holds_as_of_its_releases(ada: Client) -> None:
    data = filled(
        ada, ADD, figure(as_of=""), headline="Areas", body=BODY,
        publish_at="2026-04-01T16:30:00",
    )  # fmt: skip

    ada.post(ADD, data)

    assert CapacityFigure.objects.get().as_of == date(2026, 4, 1)


def test_nothing_is_chosen_for_whoever_enters_a_figure(ada: Client) -> None:
    response = ada.get(ADD)

    empty = next(
        each.formset.empty_form
        for each in response.context["inline_admin_formsets"]
        if each.formset.model is CapacityFigure
    )

    assert empty["basis"].value() == ""


def test_actual_figure_of_a_day_after_its_releases_is_refused_at_its_day(ada: Client) -> None:
    row = figure(as_of="2026-04-02")
    data = filled(ada, ADD, row, headline="Areas", body=BODY, publish_at="2026-04-01T16:30:00")

    (said_,) = errors_in_row(ada.post(ADD, data))["as_of"]

    assert said_.startswith("April 2, 2026 is after the release’s own day, April 1, 2026: ")


def test_figure_known_to_the_year_follows_its_release_to_another_day(ada: Client) -> None:
    this_year = actual(WUXI, "70,000 square feet", date(2026, 1, 1), as_of_precision="year")
    release = drafted("Areas", this_year)
    data = filled_in(ada, page_of(release)) | {"publish_at": "2026-06-01T12:00:00"}

    response = ada.post(page_of(release), data)

    assert response.status_code == 302, errors_of(response)
    assert CapacityFigure.objects.get().as_of == date(2026, 6, 1)


def test_same_figure_twice_is_refused(ada: Client) -> None:
    data = filled(ada, ADD, figure(), figure(PORTO, WUXI), headline="Areas", body=BODY)

    errors = errors_in_row(ada.post(ADD, data), 1)

    assert errors["measure"][0].startswith("The release states another figure")
    assert not Release.objects.exists()


def test_stored_figure_is_shown_as_people_write_it_and_sending_it_back_changes_nothing(
    ada: Client,
) -> None:
    release = drafted("Areas", actual([WUXI, PORTO], "70,000 square feet", date(2026, 3, 1)))
    revision = Release.objects.get().revision
    data = filled_in(ada, page_of(release))

    response = ada.post(page_of(release), data)

    assert {"70,000", "square feet"} <= {str(value) for value in data.values()}
    assert response.status_code == 302, errors_of(response)
    assert Release.objects.get().revision == revision


def test_stored_figure_changes_its_facilities_with_its_series(ada: Client) -> None:
    release = drafted("Areas", actual([WUXI, PORTO], "70,000 square feet", date(2026, 3, 1)))
    data = filled(ada, page_of(release), {"places": [facility(WUXI).pk]})

    response = ada.post(page_of(release), data)

    assert response.status_code == 302, errors_of(response)
    stored = CapacityFigure.objects.get()
    assert [str(place) for place in stored.facilities.all()] == [WUXI]
    assert stored.series.facility_set == str(facility(WUXI).pk)


def test_figure_is_deleted_with_its_facilities(ada: Client) -> None:
    release = drafted("Areas", actual([WUXI, PORTO], "70,000 square feet", date(2026, 3, 1)))
    data = filled(ada, page_of(release), {"DELETE": "on"})

    response = ada.post(page_of(release), data)

    assert response.status_code == 302, errors_of(response)
    assert not CapacityFigure.objects.exists()
    assert not CapacitySite.objects.exists()


def test_draft_with_figures_is_deleted_whole(ada: Client) -> None:
    release = drafted("Areas", said(WUXI), actual(WUXI, "70,000 square feet", date(2026, 3, 1)))

    response = ada.post(f"{RELEASES}{release.pk}/delete/", {"post": "yes"})

    assert response.status_code == 302
    assert not CapacityFigure.objects.exists()


def test_what_was_stated_last_stands_beside_a_figure(ada: Client) -> None:
    day = date(2026, 1, 1)
    public("Before", actual(WUXI, "60,000 square feet", day), publish_at=days_ago(5))
    embargoed("To come", planned(WUXI, "90,000 square feet", date(2027, 1, 1)))
    drafted("Draft", actual(WUXI, "1 square foot", day))
    release = drafted("Areas", actual(WUXI, "70,000 square feet", date(2026, 3, 1)))

    asked = f"measure=gmp_area&places={facility(WUXI).pk}&release={release.pk}"
    said = ada.get(f"/admin/facilities/facility/figures/?{asked}").json()

    assert "Last said: <b>60,000 square feet, as of January 1, 2026</b> (" in said["actual"]
    assert "Approved, and not public before" in said["planned"]
    assert "<b>90,000 square feet, planned for January 1, 2027</b>" in said["planned"]
    assert not any("1 square foot" in each or "70,000" in each for each in said.values())


def test_what_was_stated_last_is_told_for_a_row_that_is_being_filled_in(ada: Client) -> None:
    public("Before", actual([WUXI, PORTO], "60,000 square feet", date(2026, 1, 1)))
    keys = "&".join(f"places={facility(name).pk}" for name in (PORTO, WUXI))
    address = "/admin/facilities/facility/figures/?measure=gmp_area&label=&"

    found = ada.get(f"{address}{keys}").json()
    nothing = ada.get(f"{address}places={facility(WUXI).pk}").json()

    assert list(found) == ["actual"]
    assert "60,000 square feet, as of January 1, 2026" in found["actual"]
    assert nothing == {}


def test_what_was_stated_last_is_for_staff(client: Client) -> None:
    response = client.get("/admin/facilities/facility/figures/?measure=gmp_area")

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_whoever_may_only_look_at_figures_sees_all_of_them() -> None:
    release = drafted("Areas", actual([WUXI, PORTO], "70,000 square feet", date(2026, 3, 1)))
    otto = factories.person("Otto", is_staff=True)
    for codename in ("view_release", "change_release", "view_capacityfigure"):
        otto.user_permissions.add(Permission.objects.get(codename=codename))

    page = Page(signed_in(otto).get(page_of(release)).content.decode())

    assert "Facilities: Porto, Wuxi" in page.text
    assert "Measure: GMP area" in page.text
    assert not page.all("select", **{"data-series": "measure"})


def test_facility_is_described_on_the_releases_page(ada: Client) -> None:
    place = facility(WUXI)
    row = {
        "facility": place.pk,
        "passage": PASSAGE,
        "name": "Wuxi plant",
        "status": "planned",
        "status_on": "2027-05-01",
        "status_on_precision": "year",
        "position": "0",
    }
    data = filled(ada, ADD, row, model=FacilityUpdate, headline="Wuxi", body=BODY)

    response = ada.post(ADD, data)

    assert response.status_code == 302, errors_of(response)
    update = FacilityUpdate.objects.get()
    assert (update.name, update.status_on) == ("Wuxi plant", date(2027, 12, 31))


def test_page_of_a_facility_has_everything_said_of_it(ada: Client) -> None:
    public("Wuxi opens", said(WUXI, name="Wuxi works"), publish_at=days_ago(5))
    embargoed("Areas", actual([WUXI, PORTO], "70,000 square feet", date(2026, 3, 1)))
    drafted("A draft", actual(WUXI, "5 acres", date(2026, 3, 1)))

    page = ada.get(f"/admin/facilities/facility/{facility(WUXI).pk}/change/").content.decode()

    for words in (
        "Wuxi works",
        "70,000 square feet, as of March 1, 2026",
        "5 acres, as of March 1, 2026",
        "A draft",
    ):
        assert words in page


def test_a_figure_costs_its_page_one_look_up_for_the_facilities_chosen(ada: Client) -> None:
    asked = []
    for number in (1, 6):
        sites = [f"Site {number}-{each}" for each in range(number)]
        figures = [actual(site, "5 acres", date(2026, 3, 1)) for site in sites]
        release = drafted(f"Release {number}", *figures)
        with CaptureQueriesContext(connection) as captured:
            ada.get(page_of(release))
        asked.append(len(captured))

    assert asked[1] - asked[0] <= 5
