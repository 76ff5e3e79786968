"""A manuscript: what a release says and will say, as plain values.

Checks are pure functions of it, so that what is stored and what is being typed are checked alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from releases.factcheck.checking import outcome
from releases.factcheck.claims import NOTHING_KNOWN, Ledger, Written
from releases.factcheck.verdicts import Outcome
from releases.markup.plain import plain_text
from releases.preflight.dates import Dated, weekdays_in
from releases.preflight.finding import Where
from releases.preflight.links import Link, links_in
from releases.preflight.parts import (
    Behind,
    Contact,
    File,
    Insiders,
    Listing,
    Notice,
    Original,
    StandingText,
    Text,
    Trial,
)

PRESS_RELEASE = "press_release"


@dataclass(frozen=True)
class Manuscript:
    """See the module. ``at`` is when it is looked at, ``zone`` the market's."""

    at: datetime
    zone: ZoneInfo
    site: str = ""
    kind: str = PRESS_RELEASE
    language: str = "en"
    headline: str = ""
    subheadline: str = ""
    slug: str = ""
    body: str = ""
    dateline_places: tuple[str, ...] = ()
    dateline_date: date | None = None
    tickers: tuple[str, ...] = ()
    wire: str = ""
    wire_url: str = ""
    publish_at: datetime | None = None
    publish_time_known: bool = True
    is_inside_information: bool = False
    standing_texts: tuple[StandingText, ...] = ()
    contacts: tuple[Contact, ...] = ()
    files: tuple[File, ...] = ()
    categories: tuple[str, ...] = ()
    corrects: bool = False
    correction_reason: str = ""
    trials: tuple[Trial, ...] = ()
    company: str = ""
    listings: tuple[Listing, ...] = ()
    notices: tuple[Notice, ...] = ()
    original: Original | None = None
    versions_behind: tuple[Behind, ...] = ()
    missing_languages: tuple[str, ...] = ()
    dead_addresses: frozenset[str] = frozenset()  # of links in it: pages that are not public then
    insiders: Insiders | None = None  # None where it is not confidential
    ledger: Ledger = NOTHING_KNOWN  # what is public, to compare it with

    def knowing(self, dead_addresses: frozenset[str]) -> "Manuscript":
        """The same, with the addresses of it that lead to nothing public."""
        return replace(self, dead_addresses=dead_addresses)

    def beside(self, ledger: Ledger) -> "Manuscript":
        """The same, with what it is compared with."""
        return replace(self, ledger=ledger)

    @property
    def is_press_release(self) -> bool:
        return self.kind == PRESS_RELEASE

    @property
    def is_translation(self) -> bool:
        return self.original is not None

    @property
    def day(self) -> date:
        """The day, on the market's clocks, on which it goes out; without one, that of today."""
        return (self.publish_at or self.at).astimezone(self.zone).date()

    @cached_property
    def body_text(self) -> str:
        return plain_text(self.body)

    @cached_property
    def own_texts(self) -> tuple[Text, ...]:
        """What was written for it: headline, subheadline, body."""
        own = (
            Text(Where("headline", "Headline"), self.headline, self.language),
            Text(Where("subheadline", "Subheadline"), self.subheadline, self.language),
            Text(Where("body", "Body"), self.body_text, self.language),
        )
        return tuple(text for text in own if text.content)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All that readers will read of it."""
        reason = Text(
            Where("correction_reason", "Why it is corrected"), self.correction_reason, self.language
        )
        places = Text(
            Where("dateline_places", "Dateline places"),
            "\n".join(self.dateline_places),
            self.language,
        )
        others = [
            *(Text(Where(file.field, f"Title of {file.filename}"), file.title)
              for file in self.files),
            *(Text(Where(who.field, "Contact"), who.name) for who in self.contacts),
        ]  # fmt: skip
        printed = [
            Text(text.where, f"{text.title}\n\n{plain_text(text.body)}", text.language)
            for text in self.standing_texts
        ]
        all_texts = (*self.own_texts, places, reason, *printed, *others)
        return tuple(text for text in all_texts if text.content)

    @cached_property
    def weekdays(self) -> tuple[tuple[Text, Dated], ...]:
        """Each weekday in its texts that stands beside a date, with the text it stands in."""
        return tuple((text, dated) for text in self.texts for dated in weekdays_in(text.content))

    @cached_property
    def compared(self) -> Outcome:
        """What comes of comparing it with the ledger and with itself."""
        day = self.dateline_date or self.day
        unread = [file.filename for file in self.files if file.text is None]
        return outcome(tuple(self._written()), self.ledger, day, not_compared=unread)

    def _written(self) -> Iterator[Written]:
        roles = {"headline": "headline", "subheadline": "headline", "body": "body"}
        for text in self.own_texts:
            yield Written(roles[text.where.field], text.content, self.language, text.where)
        for each in self.standing_texts:
            yield Written("standing", plain_text(each.body), each.language, each.where)
        for file in self.files:
            if file.text is not None:
                where = Where(file.field, f"File {file.filename}")
                yield Written("file", file.text, self.language, where)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All that it links to or names the address of, in order."""
        found = list(links_in(Where("body", "Body"), self.body, self.body_text))
        for text in self.standing_texts:
            found += links_in(text.where, text.body, plain_text(text.body))
        if self.wire_url:
            found.append(Link(Where("wire_url", "Address on the wire"), self.wire_url, ""))
        return tuple(found)
