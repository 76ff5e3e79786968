"""How single things are printed: datelines, leads, telephone numbers, stored mark-up."""

from datetime import UTC, date, datetime

import pytest

from releases.dateline import dateline, dateline_date
from releases.lead import lead_text
from releases.models import Release
from releases.templatetags.printed import rich_text, set_on_page, tel, went_out


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        ({}, ""),
        ({"dateline_places": ["NEW YORK"]}, "NEW YORK —"),
        (
            {"dateline_places": ["NEW YORK", "SHANGHAI"], "dateline_date": date(2019, 10, 2),
             "wire": "PR Newswire"},
            "NEW YORK and SHANGHAI, Oct. 2, 2019 /PRNewswire/ —",
        ),
        (
            {"dateline_places": ["A", "B", "C"], "dateline_date": date(2019, 3, 2),
             "wire": "Business Wire"},
            "A, B and C, March 2, 2019 (BUSINESS WIRE) —",
        ),
        ({"wire": "GlobeNewswire"}, "(GLOBE NEWSWIRE) —"),
        (
            {"dateline_places": ["MAINZ, Deutschland"], "dateline_date": date(2024, 7, 22),
             "language": "de"},
            "MAINZ, Deutschland, 22. Juli 2024 —",
        ),
    ],
)  # fmt: skip
def test_dateline_is_composed_as_on_the_wire(columns: dict[str, object], line: str) -> None:
    assert dateline(Release(**columns)) == line


def test_months_are_shortened_as_the_associated_press_does() -> None:
    months = [dateline_date(date(2017, month, 1)).split()[0] for month in range(1, 13)]

    assert months == "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


def test_lead_is_the_first_paragraph_as_text() -> None:
    assert lead_text("<h2>No</h2><p>Harbor &amp; <em>Sons</em>\n open.</p><p>No.</p>") == (
        "Harbor & Sons open."
    )


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("+1 408-973-7884", "tel:+14089737884"),
        ("(408) 973-7884", "tel:4089737884"),
        ("+44 (0)20 7946 0000", "tel:+442079460000"),
        ("+1 555 0100 ext. 45", "tel:+15550100;ext=45"),
        ("+1 555 0100 x45", "tel:+15550100;ext=45"),
    ],
)
def test_telephone_number_can_be_dialled(printed: str, address: str) -> None:
    assert tel(printed) == address


def test_mark_up_that_came_past_the_models_runs_nothing() -> None:
    html = rich_text('<p onclick="x()">A<script>x()</script><a href="javascript:x()">b</a></p>')

    assert html == "<p>A<a>b</a></p>"


def test_table_inside_a_table_has_no_region_of_its_own() -> None:
    cell = "<table><tbody><tr><td>b</td></tr></tbody></table>"

    html = set_on_page(rich_text(f"<table><tbody><tr><td>{cell}</td></tr></tbody></table>"))

    assert html.startswith('<div class="table" role="region" aria-label="Table 1" tabindex="0">')
    assert html.count("<div") == 1
    assert html.endswith(f"<td>{cell}</td></tr></tbody></table></div>")


def test_headings_of_a_standing_text_stay_below_its_title() -> None:
    html = set_on_page(rich_text("<h2>A</h2><p>B</p><h4>C</h4>"), 3)

    assert html == "<h3>A</h3><p>B</p><h4>C</h4>"


@pytest.mark.parametrize(
    ("hour", "printed"), [(5, "November 1, 2026, 1 a.m. EDT"), (6, "November 1, 2026, 1 a.m. EST")]
)
def test_the_hour_that_comes_twice_says_which_one_it_is(hour: int, printed: str) -> None:
    release = Release(out_at=datetime(2026, 11, 1, hour, tzinfo=UTC))

    assert printed in went_out(release)
