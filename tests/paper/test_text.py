"""A release as plain text: ``/news/<slug>.txt``."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from releases.models import Release
from releases.paper.columns import width_of
from tests import factories
from tests.factories import NOON
from tests.releases import whole

pytestmark = pytest.mark.django_db
TEXT = "/news/opens.txt"


def text(client: Client, address: str = TEXT) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def opened(body: str, **columns: Any) -> Release:
    factories.company()
    return factories.public(**{"slug": "opens", "body": body, **columns})


def test_text_has_the_parts_of_a_release_in_the_order_of_a_wire(
    client: Client, stopped_clock: object
) -> None:
    made = factories.draft(slug="opens", body="<p>The plant opened.</p>", subheadline="A large one",
                           dateline_places=["BOSTON"], wire="PR Newswire", tickers=["NASDAQ:HRBR"],
                           publish_at=NOON - timedelta(days=1))  # fmt: skip
    factories.company()
    factories.print_text(made, factories.standing_text())
    factories.print_contact(made, factories.contact())
    file = factories.attach(made)
    factories.approve(made)

    said = text(client)

    parts = ["Harbor Bio Holdings, Inc.", "NASDAQ:HRBR", "PRESS RELEASE", "March 1, 2026, noon EST",
             "Harbor Bio opens a plant", "A large one", "BOSTON /PRNewswire/ — The plant opened.",
             "About Harbor Bio\n----------------\n\nHarbor Bio.", "Contact\n-------",
             "Mara Lindqvist\nInvestor Relations\nHarbor Bio\n+1 555 0100\nir@harbor-bio.example",
             f"Floor plan (PDF, {file.size} bytes)\nhttp://testserver{file.get_absolute_url()}",
             "http://testserver/news/opens/\n\n###\n"]  # fmt: skip
    places = [said.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_it_says_its_type_its_language_and_what_to_call_it(
    client: Client, stopped_clock: object
) -> None:
    opened("<p>The plant opened.</p>")

    response = client.get(TEXT)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Language"] == "en"
    assert response["Content-Disposition"] == 'inline; filename="2026-03-01-opens.txt"'
    assert response["Link"] == '<http://testserver/news/opens/>; rel="canonical"'


def test_lines_are_at_most_76_columns_wide(client: Client, stopped_clock: object) -> None:
    opened(f"<p>{'The plant opened today. ' * 40}</p><ul><li>{'It is large. ' * 30}</li></ul>")

    lines = text(client).splitlines()

    assert max(map(width_of, lines)) <= 76
    assert len([line for line in lines if width_of(line) > 60]) > 15


def test_chinese_is_two_columns_wide_and_no_line_begins_with_its_full_stop(
    client: Client, stopped_clock: object
) -> None:
    opened(f"<p>{'上海工厂今天启用，面积很大。' * 20}</p>", language="zh-hans", headline="工厂启用")

    lines = text(client).splitlines()

    body = [line for line in lines if "工厂今天" in line]
    assert all(width_of(line) <= 76 for line in lines)
    assert min(width_of(line) for line in body[:-1]) >= 70
    assert not any(line.startswith(("，", "。")) for line in lines)


def test_an_address_is_never_broken(client: Client, stopped_clock: object) -> None:
    address = f"https://files.example/{'report-' * 15}.pdf"
    opened(f'<p>It is in <a href="{address}">our report of the year</a>.</p>')

    assert f"<{address}>." in text(client).splitlines()


def test_a_link_whose_words_are_its_address_says_it_once(
    client: Client, stopped_clock: object
) -> None:
    opened('<p>More at <a href="https://www.harbor-bio.example/">www.harbor-bio.example</a>.</p>')

    assert "More at www.harbor-bio.example.\n" in text(client)


def test_a_link_into_the_site_is_whole(client: Client, stopped_clock: object) -> None:
    opened('<p>As <a href="/news/plans/">planned</a>.</p>')

    assert "As planned <http://testserver/news/plans/>." in text(client)


def test_lists_keep_their_numbers_and_hang(client: Client, stopped_clock: object) -> None:
    opened(f'<ol start="9"><li>ninth<ul><li>inner</li></ul></li><li>{"tenth " * 20}</li></ol>')

    said = text(client)

    assert "  9. ninth\n       • inner\n  10. tenth tenth" in said
    assert "\n      tenth tenth" in said


TABLE = """<table><caption>Area</caption><thead><tr><th>Place</th><th>Square feet</th></tr></thead>
<tbody><tr><td>Wuxi</td><td>7,300</td></tr><tr><td>上海</td><td>40,000</td></tr></tbody></table>"""


def test_a_table_stands_in_columns_with_its_figures_under_each_other(
    client: Client, stopped_clock: object
) -> None:
    opened(TABLE)

    assert (
        "Area\n\nPlace  Square feet\n-----  -----------\nWuxi         7,300\n上海        40,000\n"
    ) in text(client)


def test_a_wide_table_shares_the_width(client: Client, stopped_clock: object) -> None:
    cells = "".join(f"<td>{word * 12}</td>" for word in ("one ", "two ", "three "))
    opened(f"<table><tr>{cells}</tr></table>")

    lines = [line for line in text(client).splitlines() if "two" in line]

    assert len(lines) > 1
    assert all("one" in line and width_of(line) <= 76 for line in lines[:-1])


def test_a_table_of_more_columns_than_fit_is_set_row_by_row(
    client: Client, stopped_clock: object
) -> None:
    cells = "".join(f"<td>{number}</td>" for number in range(30))
    opened(f'<table><tr>{cells}</tr><tr><td colspan="100">a</td></tr></table>')

    assert "0 | 1 | 2 | 3" in text(client)


def test_cells_that_span_rows_and_columns_keep_the_others_in_place(
    client: Client, stopped_clock: object
) -> None:
    rows = ('<td rowspan="2">Both</td><td>1</td><td>2</td>', "<td>3</td><td>4</td>",
            '<td colspan="3">all three</td>')  # fmt: skip
    opened(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")

    assert "Both  1  2\n      3  4\nall three\n" in text(client)


def test_raised_figures_stay_raised(client: Client, stopped_clock: object) -> None:
    opened("<p>10<sup>6</sup> cells, CO<sub>2</sub></p>")

    assert "10⁶ cells, CO₂" in text(client)


def test_a_corrected_release_says_so_above_its_text(client: Client, stopped_clock: object) -> None:
    wrong = opened("<p>The plant opened.</p>")
    factories.public("It opens later", slug="right", corrects=wrong,
                     correction_reason="The day was wrong.",
                     publish_at=NOON - timedelta(hours=1))  # fmt: skip

    said, earlier = text(client), text(client, f"{TEXT}?as_of=2026-03-01")

    assert "THIS RELEASE HAS BEEN CORRECTED\n" in said
    assert "http://testserver/news/right/\n  The day was wrong." in said
    assert said.index("CORRECTED") < said.index("Harbor Bio opens")
    assert "CORRECTED" not in earlier
    assert "As it stood on March 1, 2026. What came later is not shown." in earlier
    assert "THIS IS A CORRECTION\n" in text(client, "/news/right.txt")


def test_of_a_withdrawn_release_a_tombstone_is_left(client: Client, stopped_clock: object) -> None:
    factories.company()
    whole.gone()

    response = client.get("/news/plant.txt")

    said = response.content.decode()
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex"
    assert "THIS RELEASE HAS BEEN WITHDRAWN" in said
    assert "The plant has <500> square feet." in said
    assert "5,000" not in said
    assert said.endswith("http://testserver/news/plant/\n\n###\n")


def test_an_embargoed_release_has_no_text(client: Client, stopped_clock: object) -> None:
    factories.approved(slug="later")

    unknown, embargoed = client.get("/news/nobody.txt"), client.get("/news/later.txt")

    assert embargoed.status_code == unknown.status_code == 404
    assert embargoed.content == unknown.content


def test_a_hostile_table_of_a_megabyte_takes_a_moment(
    client: Client, stopped_clock: object
) -> None:
    row = '<tr><td colspan="100" rowspan="100"><table><tr><td>7</td></tr></table></td></tr>'
    opened(f"<table>{row * 9_000}</table>")

    assert text(client).count("\n7") == 9_000
