"""A made-up announcement, and readings of it in which tests say what was found."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from releases.drafting import Field, Proposal, draft, proposed
from releases.models import Release
from releases.wire.document import Document, Said
from releases.wire.findings import Contact, Event, Figure, Ticker, Trial
from releases.wire.opening import opened
from releases.wire.outline import outline_of
from releases.wire.reading import Reading
from tests.factories import NOON, ada

HEADLINE = "Harbor Bio to Open New Bergen Plant"
LEAD = (
    "Harbor Bio Holdings, Inc. (NASDAQ: HRBR), a maker of cell therapies, today announced that the "
    "opening ceremony of its new Bergen plant will be held on May 12, 2026 at 11:00am at Sandviken "
    "Wharf in Bergen."
)
PLANT = (
    "The 80,000 square-foot plant has offices and rooms for production. We currently have three "
    "manufacturing facilities in Norway (Bergen, Molde, and Hamar) with 31,500 square feet of "
    "capacity. With the opening of the new Bergen plant, we will have a total GMP capacity of "
    "52,000 square feet."
)
ABOUT = (
    "Harbor Bio develops cell therapies. Our GMP facilities in Norway, consisting of nine "
    "independent production lines, make what its trials need. Harbor Bio recently began two Phase "
    "I trials of HB-101 in chronic hives, a Phase I trial of HB-202 in severe eczema (SE)."
)
HARBOR = (
    "Statements in this press release that are not descriptions of historical facts may be "
    "forward-looking statements within the meaning of the Private Securities Litigation Reform Act "
    "of 1995. Actual results could differ materially from those anticipated."
)
MARA = "Mara Lindqvist\nInvestor Relations, Harbor Bio\n+1 555 0100\nir@harbor-bio.example"


def announcement(
    *,
    headline: str = HEADLINE,
    dateline: str = "BERGEN, Norway and BOSTON, Mass., March 3, 2026 (GLOBE NEWSWIRE) -- ",
    lead: str = LEAD,
    body: str = PLANT,
    about: str = ABOUT,
    harbor: str = HARBOR,
    contact: str = MARA,
) -> str:
    """The text as somebody would paste it."""
    return "\n\n".join(
        [
            headline,
            f"{dateline}{lead}",
            body,
            f"About Harbor Bio\n{about}",
            f"Forward-Looking Statements\n\n{harbor}",
            f"Contact:\n{contact}",
        ]
    )


class Found:
    """Says what was found in a text, by the words that say it."""

    def __init__(self, text: str) -> None:
        self.document: Document = opened(text)

    def said(self, words: str, value: Any = None, near: str = "") -> Said[Any]:
        """``words`` where they first stand, or first after ``near`` begins."""
        start = self.document.text.index(words, self.document.text.index(near))
        return Said(words if value is None else value, start, start + len(words))

    def figure(self, number: str, unit: str, value: int | None = None, near: str = "") -> Figure:
        counted = Decimal(value if value is not None else number.replace(",", ""))
        at = self.said(number, counted, near)
        place = self.document.text.index(unit, at.start)
        measure = Said(unit, place, place + len(unit))
        words = self.document.text[at.start : measure.end]
        return Figure(Said(words, at.start, measure.end), at, measure)

    def trial(self, words: str, phase: str, condition: str = "", nct: str = "") -> Trial:
        return Trial(
            self.said(words),
            self.said(phase, near=words) if phase else None,
            self.said(condition, near=words) if condition else None,
            self.said(nct) if nct else None,
        )

    def event(self, words: str, name: str, day: tuple[str, str] | None, hour: str = "") -> Event:
        on = self.said(day[0], day[1], near=words) if day else None
        return Event(
            self.said(words),
            self.said(name),
            on,
            self.said(hour, near=words) if hour else None,
        )

    def contact(self, **words: str) -> Contact:
        return Contact(**{name: self.said(said) for name, said in words.items()})

    def ticker(self, exchange: str, symbol: str) -> Ticker:
        at = self.said(exchange)
        code = self.said(symbol, near=exchange)
        return Ticker(at, code, at.start, code.end)

    def reading(self, **found: Iterable[Any]) -> Reading:
        """The rest is read; of the kinds in ``found``, there is what it says and nothing else."""
        kinds = (
            "tickers",
            "quotes",
            "contacts",
            "trials",
            "capacity_figures",
            "events",
            "warnings",
        )
        outline = outline_of(self.document)
        return Reading(
            self.document, outline, **{kind: tuple(found.get(kind, ())) for kind in kinds}
        )


def announced(*, total: str = "52,000", phone: str = "+1 555 0100", **parts: str) -> Reading:
    """The announcement with all that stands in it, with another total or telephone number."""
    parts = {"body": PLANT.replace("52,000", total)} | parts
    parts = {"contact": MARA.replace("+1 555 0100", phone)} | parts
    found = Found(announcement(**parts))
    text = found.document.text
    contacts = []
    if "Mara Lindqvist" in text:
        contacts = [
            found.contact(
                name="Mara Lindqvist",
                title="Investor Relations",
                phone=phone,
                email="ir@harbor-bio.example",
            )
        ]
    return found.reading(
        tickers=[found.ticker("NASDAQ", "HRBR")],
        contacts=contacts,
        trials=[
            found.trial(
                "two Phase I trials of HB-101 in chronic hives", "Phase I", "chronic hives"
            ),
            found.trial(
                "a Phase I trial of HB-202 in severe eczema (SE)", "Phase I", "severe eczema (SE)"
            ),
        ],
        capacity_figures=[
            found.figure("80,000", "square-foot"),
            found.figure("31,500", "square feet"),
            found.figure(total, "square feet"),
            *([found.figure("nine", "production lines", 9)] if "nine" in text else []),
        ],
        events=[
            found.event(
                "opening ceremony of its new Bergen plant will be held on May 12, 2026 at 11:00am",
                "opening ceremony of its new Bergen plant",
                ("May 12, 2026", "2026-05-12"),
                "11:00am",
            )
        ],
    )


# What only a person can answer of the announcement.
ANSWERS = {"events-0-zone": "Europe/Oslo", "trials-0-count": "1"}


def drafted(reading: Reading | None = None, at: datetime = NOON, **answers: str) -> Release:
    """Ada's draft of it; ``__`` in the name of an answer is ``-``."""
    said = {name.replace("__", "-"): value for name, value in answers.items()}
    return draft(reading or announced(), ANSWERS | said, by=ada(), at=at)


def proposals(reading: Reading | None = None, user: Any = None) -> list[Proposal]:
    return proposed(reading or announced(), at=NOON, user=user or ada())


def of_kind(name: str, found: Iterable[Proposal]) -> list[Proposal]:
    """Those whose keys begin with ``name``."""
    return [each for each in found if each.key.rpartition("-")[0] == name or each.key == name]


def fields(proposal: Proposal) -> dict[str, Field]:
    return {field.name: field for field in proposal.fields}


def values(proposal: Proposal) -> dict[str, str]:
    return {field.name: field.value for field in proposal.fields}


def asked(found: Iterable[Proposal]) -> list[str]:
    """The names of the answers that somebody is asked for."""
    found = list(found)
    return [
        *(f"{each.key}-keep" for each in found if each.doubts),
        *(f"{each.key}-{field.name}" for each in found for field in each.fields if field.doubt),
    ]
