"""Events at the desk: on the page of a release, and on their own."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from events.models import EventUpdate
from tests import factories
from tests.admin.desk import errors_of, filled_in, page_of, said_last, signed_in
from tests.conftest import StoppedClock
from tests.events import makers
from tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GIVEN = {
    "passage": makers.PASSAGE,
    "title": "Opening of the plant",
    "starts_on": "2026-05-12",
    "starts_time": "10:30",
    "zone": "Asia/Shanghai",
}


def typed(client: Client, page: str, **columns: Any) -> dict[str, Any]:
    """The release's page with a new row for the event, as typed; None leaves a field empty."""
    prefix = prefix_of(client.get(page))
    row = {"event": str(makers.event().pk), "position": "0", **GIVEN, **columns}
    sent = {f"{prefix}-0-{name}": value for name, value in row.items() if value is not None}
    return filled_in(client, page) | {f"{prefix}-TOTAL_FORMS": "1"} | sent


def prefix_of(response: Any) -> str:
    """What the names of the events' fields begin with."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return next(str(formset.prefix) for formset in formsets if formset.model is EventUpdate)


def said_wrong(client: Client, page: str, **columns: Any) -> dict[str, list[str]]:
    """What the page says when the row is sent so, by field; nothing is stored, nothing lost."""
    data = typed(client, page, **columns)
    response = client.post(page, data)
    assert response.status_code == 200
    assert not EventUpdate.objects.exists()
    prefix = f"{prefix_of(response)}-0-"
    content = response.content.decode()
    assert 'value="Opening of the plant"' in content
    assert "Not Found" not in content
    return {
        name.removeprefix(prefix): said
        for name, said in errors_of(response).items()
        if name.startswith(prefix)
    }


def test_a_statement_is_written_on_the_page_of_its_release(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY))

    response = ada.post(page, typed(ada, page, ends_time="12:00", venue="Hangzhou"))

    assert response.status_code == 302
    update = EventUpdate.objects.get()
    assert (update.starts_on, update.starts_time) == (date(2026, 5, 12), time(10, 30))
    assert (update.zone, update.ends_time) == ("Asia/Shanghai", time(12))
    assert update.starts_at is not None


def test_zones_are_offered_by_region_and_none_is_chosen(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())

    content = ada.get(page_of(makers.draft(NOON + DAY))).content.decode()

    assert '<option value="" selected>Whose clocks?</option>' in content
    assert '<optgroup label="Asia">' in content
    assert '<option value="Asia/Shanghai">Shanghai</option>' in content
    assert '<option value="America/Argentina/La_Rioja">Argentina, La Rioja</option>' in content
    assert 'value="Etc/' not in content


@pytest.mark.parametrize(
    ("columns", "field", "words"),
    [
        ({"zone": None}, "zone", "Whose hour is it?"),
        ({"zone": "Mars/Olympus"}, "zone", "“Mars/Olympus” is no time zone"),
        ({"zone": "CST"}, "zone", "“CST” is no time zone"),
        ({"starts_time": "25:00"}, "starts_time", "Enter a valid time."),
        ({"starts_on": "12.5.2026 or so"}, "starts_on", "Enter a valid date."),
        ({"starts_on": None}, "starts_on", "Give the day on which the event starts."),
        ({"starts_time": None, "ends_time": "12:00"}, "starts_time", "It has an hour at which"),
        ({"ends_time": "09:00"}, "ends_time", "The event ends before it starts."),
        ({"ends_on": "2026-05-11"}, "ends_on", "The last day is before the first."),
        ({"starts_on": "2026-03-08", "starts_time": "02:30", "zone": "America/New_York"},
         "starts_time", "never show this time"),
        ({"starts_on": "2026-11-01", "starts_time": "01:30", "zone": "America/New_York"},
         "starts_time", "show this time twice"),
        ({"starts_on": "0026-05-12"}, "starts_on", "between the years 1900 and 2199"),
        ({"webcast_url": "javascript:alert(1)"}, "webcast_url", "Enter a valid URL."),
        ({"webcast_url": "ftp://live.example/a"}, "__all__", "with https:// before it"),
        ({"status": "postponed"}, "status", "is not one of the available choices"),
        ({"passage": "words from elsewhere"}, "passage", "do not stand in the release"),
        ({"passage": None}, "passage", "This field is required."),
        ({"event": None}, "event", "This field is required."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    stopped_clock: StoppedClock, columns: dict[str, Any], field: str, words: str
) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY))

    problems = said_wrong(ada, page, **columns)

    assert any(words in said for said in problems[field]), problems


def test_everything_that_is_wrong_is_said_at_once(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY))

    problems = said_wrong(ada, page, zone=None, passage="words from elsewhere")

    assert set(problems) == {"zone", "passage"}


def test_a_row_that_says_nothing_is_refused(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.draft(NOON + DAY))
    empty = dict.fromkeys(("title", "starts_on", "starts_time", "zone"))

    response = ada.post(page, typed(ada, page, **empty))

    assert "Nothing is said of the event" in response.content.decode()
    assert not EventUpdate.objects.exists()


def test_an_event_shows_its_whole_history_at_the_desk(stopped_clock: StoppedClock) -> None:
    makers.said(NOON - DAY, **makers.ALL)
    makers.said(NOON + DAY, venue="The town hall", release={"headline": "Not out yet"})
    page = f"/admin/events/event/{makers.event().pk}/change/"

    content = signed_in(factories.ada()).get(page).content.decode()

    assert "Lakeside Road" in content
    assert "The town hall" in content
    assert "Not out yet" in content


def test_what_was_said_last_stands_beside_the_field(stopped_clock: StoppedClock) -> None:
    makers.said(NOON - DAY, **makers.ALL)
    release = makers.draft(NOON + DAY)
    makers.state(release, venue="The town hall")

    said = said_last(signed_in(factories.ada()), makers.event(), release).values()

    for last in ("7 Lakeside Road, Hangzhou", "Asia/Shanghai"):
        assert [each for each in said if f"Last said: <b>{last}</b>" in each]
