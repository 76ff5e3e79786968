"""capacity.csv: every public figure, once, with where it stands."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from facilities import capacity_csv
from releases.withdrawal import withdraw
from tests import factories
from tests.facilities.makers import PORTO, WUXI, actual, days_ago, embargoed, planned, public, said
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE, LATER = date(2025, 5, 1), date(2025, 6, 1), date(2027, 1, 1)
COLUMNS = (
    "measure,label,facilities,facility_urls,value,unit,as_printed,basis,as_of,state,passage,"
    "release,published,source"
)


def text(client: Client, query: str = "") -> str:
    response = client.get(f"/facilities/capacity.csv{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # it is streamed


def rows(client: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text(client))))


def states(client: Client) -> dict[str, str]:
    return {row["as_printed"]: row["state"] for row in rows(client)}


def test_table_without_figures_is_its_header(client: Client) -> None:
    assert text(client) == f"{COLUMNS}\r\n"


def test_table_comes_as_a_file_of_its_own(client: Client) -> None:
    response = client.get("/facilities/capacity.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="capacity.csv"'
    assert response.streaming


def test_row_has_everything_about_its_figure(client: Client) -> None:
    named = [said(WUXI), said(PORTO, name="Porto; harbour")]
    figure = planned([WUXI, PORTO], "47,300 square feet", date(2027, 6, 30),
                     as_of_precision="month")  # fmt: skip
    release = public("Figures", *named, figure)

    (row,) = rows(client)

    assert row["measure"] == "gmp_area"
    assert row["facilities"] == "Porto; harbour; Wuxi plant"
    assert row["facility_urls"] == (
        "http://testserver/facilities/porto/ http://testserver/facilities/wuxi/"
    )
    assert (row["value"], row["unit"]) == ("47300", "square_foot")
    assert row["as_printed"] == "47,300 square feet"
    assert (row["basis"], row["as_of"], row["state"]) == ("planned", "2027-06", "planned")
    assert row["passage"] == "Wuxi and Porto: 47,300 square feet."
    assert row["release"] == "Figures"
    assert row["published"] == "2026-03-01T12:00:00-05:00"
    assert row["source"].startswith(f"http://testserver{release.get_absolute_url()}#said-")


def test_rows_come_newest_first(client: Client) -> None:
    public("Old", actual(WUXI, "1 acre", MAY), publish_at=days_ago(9))
    public("New", actual(WUXI, "2 acres", MAY), publish_at=days_ago(2))
    public("Middle", actual(WUXI, "3 acres", MAY), publish_at=days_ago(5))

    assert [row["release"] for row in rows(client)] == ["New", "Middle", "Old"]


def test_state_of_actual_figures(client: Client) -> None:
    public("May", actual(WUXI, "1 acre", MAY), publish_at=days_ago(9))
    wrong = public("June", actual(WUXI, "9 acres", JUNE), publish_at=days_ago(8))
    public("Right", actual(WUXI, "2 acres", JUNE), corrects=wrong, publish_at=days_ago(7))

    assert states(client) == {"1 acre": "superseded", "9 acres": "corrected", "2 acres": "current"}


def test_state_of_plans(client: Client) -> None:
    public("First", planned(WUXI, "1 acre", JUNE), publish_at=days_ago(90))
    public(
        "Second",
        planned(WUXI, "2 acres", MAY),
        planned(WUXI, "3 acres", date(2026, 1, 1)),
        planned(WUXI, "4 acres", LATER),
        publish_at=days_ago(80),
    )
    public("Done", actual(WUXI, "5 acres", JUNE), publish_at=days_ago(8))

    assert states(client) == {
        "1 acre": "superseded",
        "2 acres": "settled",
        "3 acres": "overdue",
        "4 acres": "planned",
        "5 acres": "current",
    }


def test_embargoed_and_withdrawn_figures_are_not_in_it(client: Client) -> None:
    embargoed("Soon", actual(WUXI, "1 acre", MAY))
    gone = public("Gone", actual(WUXI, "2 acres", MAY))
    withdraw(gone, by=factories.cora(), at=NOON, reason="A slip.")

    assert rows(client) == []


def test_cells_that_a_spreadsheet_would_run_are_defused(client: Client) -> None:
    words = "=1+1 and 5 acres"
    release = public(
        "@SUM(A1)", said(WUXI, name="-1+1"), actual(WUXI, "5 acres", MAY, passage=words)
    )

    (row,) = rows(client)

    assert release.headline == "@SUM(A1)"
    assert (row["release"], row["passage"], row["facilities"]) == (
        "'@SUM(A1)",
        f"'{words}",
        "'-1+1",
    )


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_chunks_join_without_gap_or_double(
    client: Client, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(capacity_csv, "CHUNK", chunk)
    for number in range(1, 5):  # two figures each, two releases in the same second
        areas = [actual(place, f"{number} acres", MAY) for place in (WUXI, PORTO)]
        public(f"N{number}", *areas, publish_at=days_ago(1 + number // 2))

    found = [(row["release"], row["facilities"]) for row in rows(client)]

    assert len(found) == len(set(found)) == 8
    assert [release for release, _ in found] == ["N1"] * 2 + ["N3"] * 2 + ["N2"] * 2 + ["N4"] * 2


def test_past_day_has_the_table_of_then(client: Client) -> None:
    public("Then", actual(WUXI, "1 acre", MAY), publish_at=days_ago(30))
    public("Now", actual(WUXI, "2 acres", MAY), publish_at=days_ago(3))

    assert text(client, "?as_of=2026-02-20").count("\r\n") == 2


def test_head_asks_for_no_rows(client: Client, django_assert_num_queries: object) -> None:
    public("Now", actual(WUXI, "2 acres", MAY))

    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's
        response = client.head("/facilities/capacity.csv")

    assert response.status_code == 200
