"""Manuscripts as tests need them: a release with nothing the matter, and what is changed of it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from releases.preflight import Finding, inspect
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Contact, Listing, Notice, StandingText
from tests.factories import NOON

ZONE = ZoneInfo("America/New_York")
NASDAQ = Listing("Nasdaq", "XNAS", "HRBR")
SAFE_HARBOR = StandingText(
    "safe_harbor", "forward", "en", "Forward-looking statements", "<p>Words such as these.</p>"
)


def manuscript(body: str = "<p>Harbor Bio opened a plant.</p>", **changed: Any) -> Manuscript:
    """A press release with nothing the matter but what is ``changed``."""
    good: dict[str, Any] = {
        "at": NOON,
        "zone": ZONE,
        "site": "https://ir.harbor-bio.example",
        "headline": "Harbor Bio opens a plant",
        "slug": "harbor-bio-opens-a-plant",
        "dateline_places": ("BOSTON",),
        "dateline_date": date(2026, 3, 3),
        "publish_at": at("2026-03-03T08:30"),
        "contacts": (Contact("Mara Lindqvist", "+1 555 0100"),),
        "company": "Harbor Bio",
        "listings": (NASDAQ,),
        "tickers": ("NASDAQ:HRBR",),
        "notices": (Notice("XNAS", given_at=at("2026-03-02T11:00")),),
    }
    return Manuscript(body=body, **good | changed)


def at(wall: str) -> datetime:
    """An instant by New York's clocks."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZONE)


def found(code: str, body: str | None = None, /, **changed: Any) -> list[Finding]:
    """What the check ``code`` finds."""
    text = {} if body is None else {"body": f"<p>{body}</p>"}
    return [each for each in inspect(manuscript(**text | changed)) if each.code == code]


def words_found(code: str, body: str, /, **changed: Any) -> list[str]:
    """The words that the check ``code`` marks in a body."""
    return [each.passage.words for each in found(code, body, **changed)]
