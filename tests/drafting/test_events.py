"""Events: day and hour as printed; whose clocks, somebody has to say."""

from datetime import date, time

import pytest

from events import zones
from events.hours import clock
from events.models import Event, EventUpdate
from ircms.actor import acting_as
from releases.drafting import Proposal
from tests import factories
from tests.drafting.makers import (
    Found,
    announcement,
    drafted,
    fields,
    of_kind,
    proposals,
)
from tests.factories import ada

pytestmark = pytest.mark.usefixtures("stopped_clock")
_CALL = "will hold a conference call on May 12, 2026 at {}."


def call(hour: str, printed: str = "") -> Proposal:
    """The proposal of a call at ``hour``, which the text goes on to say as ``printed``."""
    sentence = f"Harbor Bio {_CALL.format(printed or hour)}"
    found = Found(announcement(body=sentence))
    event = found.event(
        f"conference call on May 12, 2026 at {hour}",
        "conference call",
        ("May 12, 2026", "2026-05-12"),
        hour,
    )
    return of_kind("events", proposals(found.reading(events=[event])))[0]


def known(title: str, day: date) -> Event:
    passage = "It takes place in May."
    release = factories.draft(body=f"<p>{passage}</p>")
    with acting_as(ada()):
        event = Event.objects.create(name=title)
        EventUpdate.objects.create(
            release=release, event=event, title=title, starts_on=day, passage=passage
        )
    return event


def test_zone_is_asked_with_those_of_the_dateline_first():
    zone = fields(of_kind("events", proposals())[0])["zone"]

    offered = [choice.value for choice in zone.choices]
    assert offered == ["Europe/Oslo", "America/New_York", "none"]
    assert zone.value == ""
    assert "no time zone" in zone.doubt


def test_zone_that_the_text_writes_is_taken():
    zone = fields(call("9:00 a.m.", "9:00 a.m. Eastern Time"))["zone"]

    assert (zone.value, zone.doubt) == ("America/New_York", "")


def test_zone_of_several_meanings_is_asked():
    assert fields(call("9:00 a.m.", "9:00 a.m. CST"))["zone"].doubt


def test_hour_can_wait_for_its_zone():
    release = drafted(events__0__zone="none")

    update = EventUpdate.objects.get(release=release)
    assert (update.starts_on, update.starts_time, update.zone) == (date(2026, 5, 12), None, "")


def test_day_hour_and_venue_are_those_of_the_text():
    release = drafted()

    update = EventUpdate.objects.get(release=release)
    assert (update.starts_on, update.starts_time) == (date(2026, 5, 12), time(11))
    assert update.venue == "Sandviken Wharf in Bergen"
    assert update.status == "scheduled"


def test_known_event_is_found_by_name_and_day():
    event = known("Opening of the Bergen plant", date(2026, 5, 12))

    which = fields(of_kind("events", proposals())[0])["event"]

    assert (which.value, which.doubt) == (str(event.pk), "")


def test_known_event_on_another_day_is_asked_about():
    known("Opening of the Bergen plant", date(2026, 5, 13))

    assert fields(of_kind("events", proposals())[0])["event"].doubt


@pytest.mark.parametrize(
    ("printed", "hour"),
    [
        ("10:30am", time(10, 30)),
        ("10:30 a.m.", time(10, 30)),
        ("9 p.m.", time(21)),
        ("12:15 a.m.", time(0, 15)),
        ("12:15 PM ET", time(12, 15)),
        ("14:00", time(14)),
        ("14.00 Uhr", time(14)),
        ("14h30", time(14, 30)),
        ("noon ET", time(12)),
        ("下午3时30分", time(15, 30)),
        ("9", None),
        ("25:00", None),
        ("in the morning", None),
    ],
)
def test_hour_is_read_where_it_can_be_read_one_way(printed, hour):
    assert clock(printed) == hour


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("SHANGHAI, China", "Asia/Shanghai"),
        ("CUPERTINO, Calif.", "America/Los_Angeles"),
        ("NEW YORK", "America/New_York"),
        ("Zürich, Switzerland", "Europe/Zurich"),
        ("LONDON", "Europe/London"),
        ("LONDON, Ontario", "America/Toronto"),
        ("TORONTO, Ontario", "America/Toronto"),
        ("VANCOUVER, British Columbia", "America/Vancouver"),
        ("CAMBRIDGE, Mass.", "America/New_York"),
        ("AUSTIN, TX", "America/Chicago"),
        ("BERGEN, Norway", "Europe/Oslo"),
    ],
)
def test_place_of_a_dateline_has_its_clocks(place, zone):
    assert zones.of_place(place)[0] == zone


def test_place_that_nobody_knows_has_none():
    assert zones.of_place("ULTIMA THULE") == []
