"""Events, proposed from a text that is read (docs/drafting.md)."""

import re
from datetime import date, time
from typing import Any

from django.conf import settings

from events import zones
from events.hours import clock
from events.models import Event, EventUpdate
from releases.drafting.asking import Asking, misfit
from releases.drafting.making import NEW, Making
from releases.drafting.proposal import Choice, Field, Proposal
from releases.drafting.registry import Kind, Stored
from releases.drafting.registry import register as register_kind
from releases.markup.passages import normalised
from releases.models import Release
from releases.wire import findings

NAME = "events"
KNOWN_BY = (("event",), ("starts_on", "title"), ("title",), ("starts_on",))
NO_HOUR = "none"  # of a zone: that it is not known, so that the hour waits
_Status = EventUpdate.Status
_VENUE = re.compile(
    r"\bat (?P<venue>(?:the )?[“\"]?[A-ZÀ-Þ][^.;()\n]{2,150}?)"
    r"(?=\.?$|[.;(]|, (?:and|where|which|to|with|a|the)\b"
    r"| (?:and|where|which|to|on|from|by|with|for|this|at) )"
)
_SMALL = frozenset("the a an of for at in on and its to ceremony event new".split())
_ALIKE = 0.5  # of the fewer words of two names, from which on they may be one event's
_LOOK = 40  # characters after an hour in which its zone may stand


def register() -> None:
    """Have events proposed."""
    register_kind(Kind(NAME, propose, make, stored, KNOWN_BY))


def propose(asking: Asking) -> list[Proposal]:
    """A proposal for each event; one that is announced twice is proposed once."""
    seen: set[tuple[str, str]] = set()
    proposals: list[Proposal] = []
    for found in asking.reading.events:
        key = (normalised(found.name.value).casefold(), found.date.value if found.date else "")
        if key in seen:
            continue
        seen.add(key)
        proposals.append(_proposal(f"{NAME}-{len(proposals)}", found, asking))
    return proposals


def make(making: Making, proposal: Proposal) -> None:
    said = making.answers.values(proposal)
    event = making.identity(proposal, Event, said["event"], said["event_name"], asked="event")
    when = _when(making, proposal, said)
    if event is None or when is None:
        return
    row = EventUpdate(
        release=making.release,
        position=making.position(EventUpdate),
        event=event,
        title=said["title"],
        venue=said["venue"],
        status=said["status"],
        passage=said["passage"],
        **when,
    )
    making.store(proposal, row)


def stored(release: Release) -> list[Stored]:
    rows = EventUpdate.objects.filter(release=release).select_related("event")
    return [
        Stored(
            str(row),
            {
                "event": str(row.event_id),
                "title": row.title,
                "starts_on": row.starts_on.isoformat() if row.starts_on else "",
                "starts_time": f"{row.starts_time:%H:%M}" if row.starts_time else "",
                "zone": row.zone,
                "venue": row.venue,
                "passage": row.passage,
            },
            {"event": row.event.name},
        )
        for row in rows
    ]


def _proposal(key: str, found: findings.Event, asking: Asking) -> Proposal:
    start, end = found.text.start, found.text.end
    title = found.name.value[:1].upper() + found.name.value[1:]
    span = found.name.start, found.name.end
    long = misfit(EventUpdate, "title", title)
    fields = (
        _which(found, asking),
        Field("event_name", "Name for staff, of a new one", title, *span, doubt=long),
        Field("title", "Title", title, *span, doubt=long),
        *_fields_of_time(found, asking),
        _venue(found, asking),
        _status(found, asking),
        asking.passage(min(start, span[0]) if _is_near(found, asking) else start, end),
    )
    return Proposal(key, "Event", title, fields, start, end)


def _is_near(found: findings.Event, asking: Asking) -> bool:
    """Whether its name stands in the block of the words that announce it."""
    block = asking.document.block_at
    return block(found.name.start) == block(found.text.start)


def _which(found: findings.Event, asking: Asking) -> Field:
    """The known event of the same day and name; one that only resembles it is asked about."""
    day = date.fromisoformat(found.date.value) if found.date else None
    words = _words(found.name.value)
    same: list[Event] = []
    alike: list[Event] = []
    for event, starts_on, *names in _known(asking):
        is_named = any(_is_alike(words, other) for other in names)
        is_then = day is not None and starts_on == day
        same += [event] if is_named and is_then else []
        alike += [event] if is_named or is_then else []
    matches = list(dict.fromkeys(same)) or list(dict.fromkeys(alike))
    is_sure = len(dict.fromkeys(same)) == 1
    choices = tuple(Choice(str(each.pk), each.name) for each in matches)
    choices += (Choice(NEW, "A new event"),)
    doubt = "" if is_sure or not matches else "It resembles an event that is known: is it that one?"
    name = "event"
    return Field(
        name,
        "Which event",
        choices[0].value,
        found.text.start,
        found.text.end,
        choices,
        doubt=doubt,
    )


def _known(asking: Asking) -> list[tuple[Event, date | None, frozenset[str], frozenset[str]]]:
    """What releases that exist for the person said of events: which, the day, and the words of the
    title and of the name for staff; asked once for all events of the text."""
    if NAME not in asking.found:
        events = {each.pk: each for each in asking.known(Event).order_by("pk")}
        names = {key: _words(event.name) for key, event in events.items()}
        said = asking.statements(EventUpdate).filter(event__in=list(events))
        asking.found[NAME] = [
            (events[key], starts_on, _words(title), names[key])
            for key, title, starts_on in said.order_by("out_at", "pk").values_list(
                "event_id", "title", "starts_on"
            )
        ]
    found: list[tuple[Event, date | None, frozenset[str], frozenset[str]]] = asking.found[NAME]
    return found


def _is_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return bool(words & others) and len(words & others) >= _ALIKE * min(len(words), len(others))


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", normalised(name).casefold())) - _SMALL


def _fields_of_time(found: findings.Event, asking: Asking) -> tuple[Field, ...]:
    day, hour = found.date, found.time
    on = Field("starts_on", "Day", day.value if day else "", *_span(day))
    if day is None:
        on = Field("starts_on", "Day", "", doubt="On which day? Leave it empty if none is stated.")
    if hour is None:
        return on, Field("starts_time", "Hour", ""), Field("zone", "Time zone", "")
    read = clock(hour.value)
    if read is None:
        doubt = f"The text says “{hour.value}”: enter it as on a clock of 24 hours, as in 10:30."
        at = Field("starts_time", "Hour", "", *_span(hour), doubt=doubt)
    else:
        at = Field("starts_time", "Hour", f"{read:%H:%M}", *_span(hour))
    return on, at, _zone(found, asking)


def _zone(found: findings.Event, asking: Asking) -> Field:
    """The zone that the text writes beside the hour; else it is asked, and nothing taken for it."""
    assert found.time is not None  # noqa: S101 -- asked of an hour
    start, end = found.time.start, found.time.end
    label = "Time zone"
    day = date.fromisoformat(found.date.value) if found.date else None
    for place in range(start, end + 1):
        if zone := zones.written(asking.text[place : end + _LOOK], day):
            return Field("zone", label, zone, start, end, (Choice(zone, _said(zone)),))
    offered: dict[str, str] = {}
    for said in asking.reading.dateline_locations:
        for zone in zones.of_place(said.value):
            offered.setdefault(zone, f"{_said(zone)}: the clocks of {said.value}")
    market = str(settings.TIME_ZONE)
    offered.setdefault(market, f"{_said(market)}: the clocks of the market")
    offered[NO_HOUR] = "Somewhere else: leave the hour out, and enter it with its zone in the draft"
    choices = tuple(Choice(zone, text) for zone, text in offered.items())
    doubt = f"“{found.time.value}” names no time zone: whose clocks are meant?"
    return Field("zone", label, "", start, end, choices, doubt=doubt)


def _said(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _span(said: Any) -> tuple[int, int]:
    return (said.start, said.end) if said else (0, 0)


def _venue(found: findings.Event, asking: Asking) -> Field:
    """The words after “at” in the sentence that announces it, where they are plain."""
    begin, close = asking.sentence(found.text.start, found.text.end)
    match = _VENUE.search(asking.text[begin:close])
    if match is None:
        return Field("venue", "Venue", "")
    start = begin + match.start("venue")
    words = match["venue"].strip(" ,")
    doubt = misfit(EventUpdate, "venue", words)
    return Field("venue", "Venue", words, start, start + len(match["venue"]), doubt=doubt)


def _status(found: findings.Event, asking: Asking) -> Field:
    """Scheduled, where it is still to come on the release's own day."""
    choices = (Choice("", "Not said"), *(Choice(str(v), str(name)) for v, name in _Status.choices))
    day = date.fromisoformat(found.date.value) if found.date else None
    is_ahead = day is not None and asking.day is not None and day >= asking.day
    return Field("status", "Status", str(_Status.SCHEDULED) if is_ahead else "", choices=choices)


def _hour(text: str) -> time:
    """The hour that somebody typed. Raises ValueError where it is none."""
    hour = clock(text)
    if hour is None:
        raise ValueError(text)
    return hour


def _when(making: Making, proposal: Proposal, said: dict[str, str]) -> dict[str, Any] | None:
    """The columns of its time, as answered; None where one cannot be read, which is noted."""
    columns: dict[str, Any] = {"starts_on": None, "starts_time": None, "zone": said["zone"]}
    readers = (
        ("starts_on", date.fromisoformat, "2017-11-04"),
        ("starts_time", _hour, "10:30"),
    )
    for name, read, how in readers:
        try:
            columns[name] = read(said[name]) if said[name] else None
        except ValueError:
            wrong = f"“{said[name]}” cannot be read: write it as in {how}."
            making.answers.refuse(f"{proposal.key}-{name}", wrong)
            return None
    if said["zone"] == NO_HOUR:
        columns |= {"starts_time": None, "zone": ""}
    return columns
