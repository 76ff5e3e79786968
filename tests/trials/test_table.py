"""The pipeline as CSV."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client

from releases.tables import defused
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.trials.makers import said
from tests.trials.test_pages import ALL
from trials.table import COLUMNS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def rows(client: Client) -> list[dict[str, str]]:
    response = client.get("/pipeline/trials.csv")
    assert response.status_code == 200
    return list(csv.DictReader(StringIO(response.content.decode())))


def test_a_row_has_every_column_and_the_values_that_hold(
    client: Client, stopped_clock: StoppedClock
) -> None:
    update = said(NOON - 2 * DAY, **ALL)

    (row,) = rows(client)

    source = f"http://testserver{update.get_absolute_url()}"
    assert tuple(row) == COLUMNS
    assert row["sources"].startswith(f"title={source}; registry_id={source}; ")
    del row["sources"]
    assert row == {
        "trial": "HB-7 in gout",
        "url": "http://testserver/pipeline/hb-7-in-gout/",
        "condition": "Gout",
        "intervention": "HB-7",
        "modality": "Cell therapy",
        "phase_as_printed": "Phase I/IIa",
        "phases": "PHASE1|PHASE2",
        "overall_status": "ACTIVE_NOT_RECRUITING",
        "registry": "clinicaltrials.gov",
        "registry_id": "NCT01234567",
        "collaborator": "Northern General Hospital",
        "countries": "CN|US",
        "enrolment": "1204",
        "as_of": "2026-02-28",
        "passage": update.passage,
        "source": source,
    }


def test_the_source_is_that_of_the_phase_and_the_day_that_of_the_newest_statement(
    client: Client, stopped_clock: StoppedClock
) -> None:
    words = "Others are in Phase I."
    phase = said(
        NOON - 9 * DAY,
        phase_as_printed="Phase I",
        passage=words,
        release={"body": f"<p>{words}</p>"},
    )
    status = said(NOON - 2 * DAY, overall_status="RECRUITING")

    (row,) = rows(client)

    assert row["as_of"] == "2026-02-28"
    assert row["passage"] == words
    assert row["source"].endswith(phase.get_absolute_url())
    assert f"overall_status=http://testserver{status.get_absolute_url()}" in row["sources"]


def test_without_a_phase_the_source_is_the_newest_statement(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, title="HB-7 in gout")
    newest = said(NOON - 2 * DAY, overall_status="RECRUITING", passage="of others")

    (row,) = rows(client)

    assert row["source"].endswith(newest.get_absolute_url())


def test_the_file_is_saved_under_its_name(client: Client, stopped_clock: StoppedClock) -> None:
    response = client.get("/pipeline/trials.csv")

    assert response["Content-Disposition"] == 'attachment; filename="trials.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.content.decode().strip() == ",".join(COLUMNS)


def test_what_a_spreadsheet_would_run_is_defused(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, title='=HYPERLINK("x")', condition="@gout", intervention="-1+1")

    (row,) = rows(client)

    assert row["trial"] == """'=HYPERLINK("x")"""
    assert row["condition"] == "'@gout"
    assert row["intervention"] == "'-1+1"


@pytest.mark.parametrize(
    "text", ["=1", "+1 555 0100", "-a", "@b", "\tc", "\rd", "\ne", "  =f", "＝1", "\u00a0=g"]
)
def test_the_start_of_a_formula_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Phase I", "-5", "-121.4737", "12", "a=b", "'x", "0"])
def test_words_and_numbers_stay_as_they_are(text: str) -> None:
    assert defused(text) == text
