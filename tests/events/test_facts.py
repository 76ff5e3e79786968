"""What a release's page and its JSON tell of events."""

from datetime import date, timedelta
from typing import Any

import pytest

from events.facts import of_events
from releases.facts import Subject
from tests.conftest import StoppedClock
from tests.events.makers import ALL, PASSAGE, said
from tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_fact_says_when_and_where_and_leads_to_the_event(
    stopped_clock: StoppedClock, settings: Any
) -> None:
    update = said(NOON - DAY, **ALL)

    (fact,) = of_events(update.release, NOON)

    assert fact.kind == "Event"
    assert fact.text == (
        "May 12, 2026, 10:30 a.m. to noon CST (Asia/Shanghai), 7 Lakeside Road, Hangzhou"
    )
    assert fact.subjects == (Subject("Opening of the plant", "/events/opening/"),)
    assert fact.data == {
        "event": {
            "name": "Opening of the plant",
            "url": f"{settings.SITE_URL}/events/opening/",
        },
        "uid": str(update.event.uid),
        "title": "Opening of the plant",
        "start": "2026-05-12T10:30:00+08:00",
        "end": "2026-05-12T12:00:00+08:00",
        "zone": "Asia/Shanghai",
        "venue": "7 Lakeside Road, Hangzhou",
        "webcast": "https://harbor-bio.example/live?a=1&b=2",
        "passage": PASSAGE,
        "source": settings.SITE_URL + update.get_absolute_url(),
    }


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"status": "cancelled"}, "Cancelled"),
        ({"status": "moved", "starts_on": date(2026, 5, 19)}, "May 19, 2026"),
        ({"title": "Grand opening"}, "Grand opening"),
        ({"webcast_url": "https://harbor-bio.example/"}, "Webcast: https://harbor-bio.example/"),
    ],
)
def test_a_fact_says_what_its_release_says_and_no_more(
    stopped_clock: StoppedClock, given: dict[str, Any], text: str
) -> None:
    said(NOON - 9 * DAY, **ALL)
    update = said(NOON - DAY, **given)

    (fact,) = of_events(update.release, NOON)

    assert fact.text == text
    assert "zone" not in fact.data
    assert fact.subjects[0].name == given.get("title", "Opening of the plant")


def test_an_event_is_called_what_it_was_called_then(stopped_clock: StoppedClock) -> None:
    update = said(NOON - 9 * DAY, **ALL)
    said(NOON - DAY, title="Grand opening")

    assert of_events(update.release, NOON - 2 * DAY)[0].subjects[0].name == "Opening of the plant"
    assert of_events(update.release, NOON)[0].subjects[0].name == "Grand opening"


def test_a_release_without_events_states_none(stopped_clock: StoppedClock) -> None:
    update = said(NOON - DAY, **ALL)
    update.release.pk = 0

    assert of_events(update.release, NOON) == []
