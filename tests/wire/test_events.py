"""Events: what is held, on which day, at what time, and in which zone if that is said."""

import time
from array import array
from collections.abc import Iterator

import pytest

from releases.wire.document import BETWEEN, Block, Document, Kind
from releases.wire.events import events_in
from releases.wire.findings import Event, Warning  # noqa: A004  # the format's own word


def _blocks(*texts: str) -> Iterator[Block]:
    place = 0
    for text in texts:
        yield Block(Kind.PARAGRAPH, text, place)
        place += len(text) + len(BETWEEN)


def _read(*texts: str) -> tuple[list[Event], list[Warning]]:
    text = BETWEEN.join(texts)
    document = Document(text, text, tuple(_blocks(*texts)), array("l", range(len(text))))
    return events_in(document, document.blocks, "en")


def _told(*texts: str) -> list[tuple[str, str | None, str | None]]:
    events, _ = _read(*texts)
    return [
        (one.name.value, one.date and one.date.value, one.time and one.time.value) for one in events
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The Company will host a conference call on Monday, May 6, 2024, at 8:30 AM ET.",
            ("conference call", "2024-05-06", "8:30 AM ET"),
        ),
        (
            "The 2024 Annual Meeting of Stockholders is June 12, 2024 at 10:00 a.m. Eastern Time",
            ("2024 Annual Meeting of Stockholders", "2024-06-12", "10:00 a.m. Eastern Time"),
        ),
        (
            "Acme will speak at the Northwind Health Conference on June 4, 2024 in Graz.",
            ("Northwind Health Conference", "2024-06-04", None),
        ),
        (
            "The webcast starts at 4:30 p.m. PT on Thursday, May 9, 2024.",
            ("webcast", "2024-05-09", "4:30 p.m. PT"),
        ),
        (
            "Die Hauptversammlung findet am 22. Mai 2024 um 10:00 Uhr MESZ in Graz statt.",
            ("Hauptversammlung", "2024-05-22", "10:00 Uhr MESZ"),
        ),
        (
            "Une conférence téléphonique aura lieu le 12 mars 2024 à 10 h 30 (heure de Paris).",
            ("conférence téléphonique", "2024-03-12", "10 h 30 (heure de Paris)"),
        ),
    ],
)
def test_event_is_read(text: str, event: tuple[str, str, str | None]) -> None:
    assert _told(text) == [event]


def test_event_may_stand_above_its_day_and_time() -> None:
    told = _told("Northwind Health Conference", "Date: January 9, 2024", "Time: 3:00 p.m. PST")

    assert told == [("Northwind Health Conference", "2024-01-09", "3:00 p.m. PST")]


@pytest.mark.parametrize(
    "text",
    [
        "The offering closed on May 5, 2024.",
        "The dividend is payable on May 15, 2024 to holders of record on April 15, 2024.",
        "A replay of the conference call will be available until May 20, 2024.",
    ],
)
def test_other_day_is_no_event(text: str) -> None:
    assert _told(text) == []


def test_event_told_twice_is_one() -> None:
    told = _told(
        "The Grand Opening is on May 6, 2024.", "The Grand Opening on May 6, 2024 begins at noon."
    )

    assert told == [("Grand Opening", "2024-05-06", "noon")]


def test_time_without_a_zone_is_doubtful() -> None:
    _, warnings = _read("The Grand Opening ceremony will be held on May 6, 2024 at 10:30am.")

    assert [each.code for each in warnings] == ["no-zone"]


def test_year_of_an_event_is_not_guessed() -> None:
    events, warnings = _read("The ribbon-cutting ceremony will be held on May 6.")

    assert [one.date for one in events] == [None]
    assert [each.code for each in warnings] == ["no-year"]


@pytest.mark.parametrize("sign", ["(", "a", "at 10:30 ", "May 5, 2024 conference call "])
def test_events_are_looked_for_in_linear_time(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    began = time.perf_counter()

    _read(text)

    assert time.perf_counter() - began < 3
