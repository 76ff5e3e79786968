"""A release as its facts, each with the words that say it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from releases.wire.body import body_html
from releases.wire.contacts import contacts_in
from releases.wire.corrections import Correction
from releases.wire.document import Block, Document, Kind, Said
from releases.wire.events import events_in
from releases.wire.figures import figures_in
from releases.wire.findings import (
    Contact,
    Event,
    Figure,
    Quote,
    Section,
    Ticker,
    Trial,
    Warning,  # noqa: A004  # the format's own word
)
from releases.wire.opening import Unreadable, opened
from releases.wire.outline import Outline, outline_of
from releases.wire.preamble import is_prose
from releases.wire.quotes import quotes_in
from releases.wire.tickers import tickers_in
from releases.wire.trials import trials_in
from releases.wire.wires import tail_in

__all__ = ["Reading", "Unreadable", "read"]

_ANNOUNCES = re.compile(
    r"\bannounc(?:ed|es|ing)\b|\b(?:reported|said|unveiled|launched) today\b"
    r"|\btoday (?:reported|said)\b"
    r"|\b(?:a annoncé|annonce|annonçons)\b|\bbekannt(?:gegeben|gibt)?\b|宣布|公布|發佈|发布",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """What a release says; where a field holds a ``Said``, its places are in ``document.text``."""

    document: Document
    outline: Outline
    tickers: tuple[Ticker, ...]
    quotes: tuple[Quote, ...]
    contacts: tuple[Contact, ...]
    trials: tuple[Trial, ...]
    capacity_figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    warnings: tuple[Warning, ...]

    @property
    def language(self) -> str:
        return self.outline.language

    @property
    def headline(self) -> Said[str] | None:
        return self.outline.headline

    @property
    def subheadlines(self) -> tuple[Said[str], ...]:
        return self.outline.subheadlines

    @property
    def subheadline(self) -> Said[str] | None:
        return self.subheadlines[0] if self.subheadlines else None

    @property
    def dateline_locations(self) -> tuple[Said[str], ...]:
        return self.outline.dateline.places if self.outline.dateline is not None else ()

    @property
    def dateline_date(self) -> Said[str] | None:
        return self.outline.dateline.date if self.outline.dateline is not None else None

    @cached_property
    def wire(self) -> Said[str] | None:
        """As the dateline has it; else as the wire's own line below the release says."""
        if self.outline.dateline is not None and self.outline.dateline.wire is not None:
            return self.outline.dateline.wire
        for block in (*self.document.blocks[:3], *self.document.blocks[-30:]):
            if mark := tail_in(block.text):
                return Said(mark.name, block.start + mark.start, block.start + mark.end)
        return None

    @property
    def lead(self) -> Said[str] | None:
        return self.outline.lead

    @cached_property
    def body_html(self) -> str:
        written = (*self.outline.body, *self.outline.notes)
        return body_html(sorted(written, key=lambda block: block.start))

    @property
    def boilerplates(self) -> tuple[Section, ...]:
        return self.outline.abouts

    @property
    def forward_looking(self) -> Section | None:
        return self.outline.safe_harbor

    @property
    def correction(self) -> Correction | None:
        return self.outline.correction

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON; ``spans`` maps the pointer (RFC 6901) of each value that the text
        says to its characters in the source."""
        spans: dict[str, list[int]] = {}
        told: dict[str, Any] = {"language": self.language}
        for name, value in self._said():
            told[name] = self._plain(value, f"/{name}", spans)
        told["body_html"] = self.body_html
        if written := (*self.outline.body, *self.outline.notes):
            first, last = min(each.start for each in written), max(each.end for each in written)
            spans["/body_html"] = list(self.document.in_source(first, last))
        told["correction"] = {"is_correction": self.correction is not None}
        told["warnings"] = [{"code": each.code, "text": each.text} for each in self.warnings]
        for number, each in enumerate(self.warnings):
            spans[f"/warnings/{number}"] = list(self.document.in_source(each.start, each.end))
        return told | {"spans": spans}

    def _said(self) -> Iterator[tuple[str, Any]]:
        for name in (
            "headline",
            "subheadline",
            "subheadlines",
            "dateline_locations",
            "dateline_date",
            "wire",
            "tickers",
            "lead",
            "quotes",
            "boilerplates",
            "forward_looking",
            "contacts",
            "trials",
            "capacity_figures",
            "events",
        ):
            yield name, getattr(self, name)

    def _plain(self, value: Any, pointer: str, spans: dict[str, list[int]]) -> Any:
        if isinstance(value, Said):
            spans[pointer] = list(self.document.in_source(value.start, value.end))
            return _number(value.value) if isinstance(value.value, Decimal) else value.value
        if isinstance(value, tuple):
            return [self._plain(each, f"{pointer}/{n}", spans) for n, each in enumerate(value)]
        if is_dataclass(value):
            named = ((each.name, getattr(value, each.name)) for each in fields(value))
            return {
                name: self._plain(one, f"{pointer}/{name}", spans)
                for name, one in named
                if not isinstance(one, int)
            }
        return value


def read(source: str | bytes) -> Reading:
    """The release in ``source``: text (hard-wrapped or not, with Markdown's signs or without),
    HTML, or the bytes of either or of a .docx file. Raises Unreadable with what is wrong and what
    to do."""
    document = opened(source)
    outline = outline_of(document)
    telling = (*outline.body, *outline.about_blocks)
    language = outline.language
    trials, about_trials = trials_in(document, telling, language)
    figures, about_figures = figures_in(document, telling, language)
    events, about_events = events_in(document, telling, language)
    warnings = sorted((*about_trials, *about_figures, *about_events), key=lambda each: each.start)
    reading = Reading(
        document,
        outline,
        tickers=tuple(tickers_in(document, _with_headings(document, outline))),
        quotes=tuple(quotes_in(document, outline.body, language)),
        contacts=tuple(contacts_in(document, outline.contact_blocks, language)),
        trials=tuple(trials),
        capacity_figures=tuple(figures),
        events=tuple(events),
        warnings=tuple(warnings),
    )
    _check(reading)
    return reading


def _check(reading: Reading) -> None:
    """Raises Unreadable for a text that is no release: it has neither a dateline nor anything else
    that releases have, or no more than a line."""
    if reading.headline is None:
        raise Unreadable("It has no headline. Paste the release from its headline on.")
    if reading.outline.dateline is not None:
        return
    if not any(map(is_prose, reading.outline.body)):
        raise Unreadable(
            "It is no release: below the first line there is neither a dateline nor a paragraph "
            "of text. Paste the whole release."
        )
    found = (reading.boilerplates, reading.forward_looking, reading.correction, reading.contacts)
    says = (reading.tickers, reading.quotes, _ANNOUNCES.search(reading.document.text))
    if not any((*found, *says)):
        raise Unreadable(
            "It is no release: it has no dateline, announces nothing, quotes nobody and names no "
            "contact. Paste the whole release."
        )


def _with_headings(document: Document, outline: Outline) -> Iterable[Block]:
    """All that may print a ticker: from the headline on, but for the safe harbor."""
    harbor = outline.safe_harbor.text if outline.safe_harbor is not None else None
    for block in document.blocks:
        is_harbor = harbor is not None and harbor.start <= block.start < harbor.end
        if block.kind is not Kind.RULE and not is_harbor:
            yield block


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
