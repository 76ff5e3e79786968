"""Events with a date: openings, meetings, calls, presentations at conferences."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from releases.wire.dates import dates_in, yearless_in
from releases.wire.document import Block, Document, Said
from releases.wire.findings import Event, Warning  # noqa: A004  # the format's own word
from releases.wire.occasions import Occasion, occasions_in, without
from releases.wire.times import Time, times_in

_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s(?=[A-Z“\"])|[。！？\n]")
_ABBREVIATED = re.compile(
    r"(?i)\b(?:[ap]\.?m|inc|corp|ltd|u\.s|st|dr|no|jan|feb|aug|sept?|oct|nov|dec|[a-z]|\d{1,2})\.\Z"
)
# Such a day is a limit, or another thing's: a replay's last, a quarter's end, a record date.
_NOT_ITS_DAY = re.compile(
    r"(?i)\b(?:until|through|thru|by|before|ended|ending|as of|since|dated|filed|after|record"
    r"|prior to"
    r"|jusqu['’]au|bis(?: zum)?|dividend\w*|payable|beginning|closed|announced|issued)\s(?:on\s"
    r"|the\s)?\Z"
)
_REPLAY = re.compile(r"(?i)\breplay|\barchiv|wiederholung|\brediffusion")
_DATE_LINE = re.compile(
    r"(?i)(?:date(?: (?:and|&) time)?|when|datum|wann|date et heure|日期)\s?[:：]"
)
_TIME_LINE = re.compile(r"(?i)(?:time|heure|uhrzeit|zeit|时间|時間)\s?[:：]")
_FAR_AFTER, _FAR_BEFORE = 200, 90  # characters from the name of an event to its day
_JOINED = 14  # characters between names of one event: “conference call and live webcast”
_MOST_JOINED = 2
_AFTER_DATE = 90  # characters in which the time of an event follows its day


class _Day(NamedTuple):
    """A day in a text; ``date`` is None where the year is not said."""

    date: date | None
    start: int
    end: int


class _Sentence(NamedTuple):
    """A part of a block; the places of what is found in it are those of its block."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


def events_in(
    document: Document, blocks: Iterable[Block], language: str
) -> tuple[list[Event], list[Warning]]:
    """The events with a day that ``blocks`` tell of, each once. A day without its year is told of
    and not read: the year of the dateline would be a guess."""
    events: dict[object, Event] = {}
    warnings: list[Warning] = []
    for event in _all(document, [part for block in blocks for part in _sentences(block)]):
        key = event.date.value if event.date else event.text.value
        told = events.get(key)
        if told is None:
            events[key] = event
        elif told.time is None and event.time:
            events[key] = replace(told, time=event.time)
    named = {event.name.value.lower() for event in events.values() if event.date}
    kept = [one for one in events.values() if one.date or one.name.value.lower() not in named]
    for event in kept:
        warnings += _doubts(event)
    return kept, warnings


def _all(document: Document, sentences: list[_Sentence]) -> Iterator[Event]:
    last: tuple[Block, Occasion] | None = None
    for sentence, following in zip_longest(sentences, sentences[1:]):
        occasions = occasions_in(sentence.text)
        days = _days(sentence.text)
        if _DATE_LINE.match(sentence.text) and last and days:
            yield _listed(document, sentence, following, last, days[0])
        elif occasions:
            for day in days:
                if occasion := _nearest(occasions, day):
                    yield _told(document, sentence, occasion, day)
        if occasions:
            last = (sentence.block, _moved(occasions[0], sentence.start))


def _told(document: Document, sentence: _Sentence, occasion: Occasion, day: _Day) -> Event:
    """An event of which a sentence tells all."""
    at = sentence.block.start + sentence.start
    time = _time_by(sentence.text, day)
    if occasion.start < day.end <= occasion.end:  # “On May 6 the Grand Opening”
        occasion = without(occasion, day.end - occasion.start)
    start = min(occasion.start, day.start)
    end = max(occasion.end, day.end, time.end if time else 0)
    return Event(
        text=document.said(at + start, at + end),
        name=document.said(at + occasion.start, at + occasion.end),
        date=_said_date(at, day),
        time=document.said(at + time.start, at + time.end) if time else None,
    )


def _listed(
    document: Document,
    sentence: _Sentence,
    following: _Sentence | None,
    last: tuple[Block, Occasion],
    day: _Day,
) -> Event:
    """An event under its name: “Date: Tuesday, May 7, 2024”, and perhaps “Time: …” below."""
    at = sentence.block.start + sentence.start
    block, occasion = last
    place, times = at, times_in(sentence.text)
    if not times and following and _TIME_LINE.match(following.text):
        place, times = following.block.start + following.start, times_in(following.text)
    time = next(iter(times), None)
    return Event(
        text=document.said(at, at + len(sentence.text)),
        name=document.said(block.start + occasion.start, block.start + occasion.end),
        date=_said_date(at, day),
        time=document.said(place + time.start, place + time.end) if time else None,
    )


def _days(text: str) -> list[_Day]:
    """The days on which something is held, in order."""
    if _REPLAY.search(text) and not re.search(r"(?i)\bhost|\bhold|\bheld", text):
        return []
    days = [_Day(*each) for each in dates_in(text)]
    days += [_Day(None, each.start, each.end) for each in yearless_in(text)]
    return sorted(
        (day for day in days if not _NOT_ITS_DAY.search(text[max(day.start - 40, 0) : day.start])),
        key=lambda day: day.start,
    )


def _nearest(occasions: list[Occasion], day: _Day) -> Occasion | None:
    """What a day is that of: what is named last before it, else first after it; None for what is
    too far from either."""
    place = bisect_left(occasions, day.start, key=lambda each: each.start)
    for _ in range(_MOST_JOINED):
        if place > 1 and occasions[place - 1].start - occasions[place - 2].end <= _JOINED:
            place -= 1
    if place and day.start - occasions[place - 1].end <= _FAR_AFTER:
        return occasions[place - 1]
    if place < len(occasions) and occasions[place].start - day.end <= _FAR_BEFORE:
        return occasions[place]
    return None


def _moved(occasion: Occasion, by: int) -> Occasion:
    return Occasion(occasion.name, occasion.start + by, occasion.end + by)


def _time_by(text: str, day: _Day) -> Time | None:
    """The time that follows a day, or else stands just before it: “at 10:30 a.m. ET on May 7”."""
    begin = max(day.start - _AFTER_DATE // 2, 0)
    window = text[begin : day.end + _AFTER_DATE]
    times = [
        Time(each.text, begin + each.start, begin + each.end, each.has_zone)
        for each in times_in(window)
    ]
    after = [each for each in times if each.start >= day.end]
    before = [each for each in times if each.end <= day.start]
    return after[0] if after else before[-1] if before else None


def _said_date(at: int, day: _Day) -> Said[str] | None:
    return Said(day.date.isoformat(), at + day.start, at + day.end) if day.date else None


def _doubts(event: Event) -> Iterator[Warning]:
    place = (event.text.start, event.text.end)
    if event.date is None:
        yield Warning(
            "no-year", f"“{event.text.value}” does not say in which year this is.", *place
        )
    if event.time and not any(each.has_zone for each in times_in(event.time.value)):
        time = event.time
        yield Warning(
            "no-zone", f"“{time.value}” does not say in which zone.", time.start, time.end
        )


def _sentences(block: Block) -> Iterator[_Sentence]:
    start = 0
    for found in _SENTENCE_END.finditer(block.text):
        if found[0] != "\n" and _ABBREVIATED.search(
            block.text, max(found.start() - 6, 0), found.start() + 1
        ):
            continue
        yield _Sentence(block, start, found.start())
        start = found.end()
    yield _Sentence(block, start, len(block.text))
