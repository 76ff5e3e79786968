"""The map: where facilities are put, and what their marks lead to."""

import pytest
from django.test import Client

from facilities.gazetteer import Point, city
from facilities.outline import Frame, land
from tests.facilities.makers import OSLO, PORTO, WUXI, embargoed, public, said
from tests.releases.pages import Page, get

pytestmark = pytest.mark.usefixtures("stopped_clock")


def marked(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.all("a", **{"class": "map-marker"})]


def spots(page: Page) -> list[tuple[float, float]]:
    dots = [each for each in page.all("circle") if "map-dot" in str(each.get("class"))]
    return [(float(str(dot["cx"])), float(str(dot["cy"]))) for dot in dots]


def test_facility_is_placed_by_the_city_that_its_release_names(client: Client) -> None:
    public("Wuxi", said(WUXI, locality="Huishan, Wuxi", country="CN"))

    page = get(client, "/facilities/")

    assert marked(page) == ["/facilities/wuxi/"]
    assert "China Wuxi plant" in page.text


def test_coordinates_of_a_release_count_before_its_city(client: Client) -> None:
    public("Near", said(PORTO, locality="Porto", country="PT"))
    public("Far", said(WUXI, locality="Porto", country="PT", latitude="45.1", longitude="-8.6"))

    by_name = dict(zip(marked(page := get(client, "/facilities/")), spots(page), strict=True))

    assert by_name["/facilities/wuxi/"][1] < by_name["/facilities/porto/"][1] - 40


def test_place_that_nobody_can_tell_is_in_the_table_only(client: Client) -> None:
    public("Somewhere", said(WUXI, locality="Nowhere-on-Sea", country="GB"))

    page = get(client, "/facilities/")

    assert marked(page) == []
    assert "Nowhere-on-Sea, United Kingdom" in page.text
    assert not page.all("svg", **{"class": "map-drawing"})


def test_embargoed_facility_moves_nothing_on_the_map(client: Client) -> None:
    public("Porto", said(PORTO, locality="Porto", country="PT"))
    before = client.get("/facilities/").content

    embargoed("Oslo", said(OSLO, locality="Oslo", country="NO"))

    assert client.get("/facilities/").content == before


def test_distant_places_have_panels_of_their_own(client: Client) -> None:
    public("Porto", said(PORTO, locality="Porto", country="PT"))
    public("Wuxi", said(WUXI, locality="Wuxi", country="CN"))

    page = get(client, "/facilities/")

    assert len(page.all("svg", **{"class": "map-drawing"})) == 2


def test_marks_of_neighbours_can_be_told_apart_and_no_name_covers_another(client: Client) -> None:
    towns = ("Rockville", "Gaithersburg", "Germantown", "Bethesda")
    for town in towns:
        columns = {"locality": town, "region": "Maryland", "country": "US"}
        public(town, said(town, name=f"{town} research and production centre", **columns))

    page = get(client, "/facilities/")

    found = spots(page)
    assert len(found) == len(towns)
    for i, (x, y) in enumerate(found):
        for other_x, other_y in found[:i]:
            assert abs(x - other_x) + abs(y - other_y) > 10
    boxes = [
        (float(str(box["x"])), float(str(box["y"])), float(str(box["width"])))
        for box in page.all("rect", **{"class": "map-target"})
    ]
    for i, (x, y, width) in enumerate(boxes):
        for other_x, other_y, other_width in boxes[:i]:
            is_beside = x >= other_x + other_width or other_x >= x + width
            assert is_beside or abs(y - other_y) >= 26


@pytest.mark.parametrize(
    ("locality", "region", "country", "found"),
    [
        ("Wuxi", "", "CN", Point(31.57, 120.29)),  # sixty times the other Wuxi
        ("Changping District", "Beijing", "CN", Point(40.22, 116.23)),
        ("Zhangjiang", "Shanghai", "CN", Point(31.22, 121.46)),
        ("ZÜRICH", "", "CH", Point(47.37, 8.55)),
        ("Rockville", "Maryland", "US", Point(39.08, -77.15)),
        ("Rockville", "Ohio", "US", None),
        ("Springfield", "", "US", None),  # of several nobody is meant for sure
        ("Springfield", "Illinois", "US", Point(39.80, -89.64)),
        ("Wuxi", "", "", None),
    ],
)
def test_city_is_found_where_there_is_no_doubt(
    locality: str, region: str, country: str, found: Point | None
) -> None:
    assert city(locality, region, country) == found


def test_outline_of_a_stretch_is_small_and_within_it() -> None:
    frame = Frame(110, 24, 128, 44, 440)

    drawn = land(frame)

    assert drawn.startswith("M")
    assert len(drawn) < 6000
    assert "nan" not in drawn


def test_open_sea_has_no_land() -> None:
    assert land(Frame(-40, -40, -30, -30, 440)) == ""
