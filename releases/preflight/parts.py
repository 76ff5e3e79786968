"""What a manuscript is made of."""

from dataclasses import dataclass
from datetime import date, datetime

from releases.preflight.finding import Where

SAFE_HARBOR = "safe_harbor"


@dataclass(frozen=True)
class Text:
    """One of its texts, without mark-up."""

    where: Where
    content: str
    language: str = "en"


@dataclass(frozen=True)
class StandingText:
    """A standing text that it prints; ``field`` is where it is chosen."""

    kind: str
    key: str
    language: str
    title: str
    body: str
    field: str = "printed_texts-group"

    @property
    def where(self) -> Where:
        return Where(self.field, f"Standing text “{self.title}”")


@dataclass(frozen=True)
class Contact:
    """A person it names to be asked."""

    name: str
    phone: str = ""
    email: str = ""
    field: str = "printed_contacts-group"


@dataclass(frozen=True)
class File:
    """A file that goes out with it."""

    filename: str
    title: str = ""
    content_type: str = ""
    field: str = "attachments-group"
    text: str | None = None  # what it says, where that can be read


@dataclass(frozen=True)
class Trial:
    """A clinical trial that it speaks of: by which names, and how far it is."""

    names: tuple[str, ...]
    phases: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True)
class Listing:
    """A place where the company's shares trade, and when they do."""

    exchange: str
    mic: str
    ticker: str
    listed_on: date | None = None
    delisted_on: date | None = None

    def is_current(self, day: date) -> bool:
        begun = self.listed_on is None or self.listed_on <= day
        return begun and (self.delisted_on is None or day <= self.delisted_on)


@dataclass(frozen=True)
class Notice:
    """That an exchange was told ahead, or need not be told."""

    market: str
    given_at: datetime | None = None
    waiver_reason: str = ""
    is_for_another_time: bool = False  # the release was given its time after it was recorded

    @property
    def counts(self) -> bool:
        """Whether it tells of the time that the release has. Why none is needed holds for any."""
        return bool(self.waiver_reason) or not self.is_for_another_time


@dataclass(frozen=True)
class Original:
    """What a translation is of. ``is_younger`` says that its text was changed after the
    translation's last was, ``change`` names that change."""

    language: str
    is_younger: bool = False
    change: str = ""


@dataclass(frozen=True)
class Behind:
    """A language version that is approved, of another text of its original than stands now;
    ``change`` names what it was approved as, and the text that stands."""

    language: str
    change: str = ""


@dataclass(frozen=True)
class Insiders:
    """Whether among those who know of a confidential release somebody may approve it, and somebody
    put it out."""

    can_approve: bool
    can_publish: bool
