"""What one announcement of the demo company consists of."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from demo_company import printed
from demo_company.stated import NOTHING_STATED, Stated

_FILES = Path(__file__).parent / "files"


@dataclass(frozen=True)
class File:
    """An attachment; ``name`` is that of the file kept under ``files/``."""

    name: str
    title: str

    @property
    def content(self) -> bytes:
        return (_FILES / self.name).read_bytes()


@dataclass(frozen=True)
class Announcement:
    """A release by its address. The body is kept under ``bodies/`` by the same name.

    ``day`` is the only thing known of when it went out: no source states an hour. Where not even
    the day is stated it is None, and the announcement stays a draft. A language version names the
    address of the original that it is a ``translation_of``.
    """

    slug: str
    headline: str
    day: date | None
    categories: tuple[str, ...]
    kind: str = "press_release"
    dateline_places: tuple[str, ...] = ()
    wire: str = ""
    tickers: tuple[str, ...] = ()
    standing_texts: tuple[printed.StandingWording, ...] = ()
    contacts: tuple[printed.Person, ...] = ()
    files: tuple[File, ...] = ()
    stated: Stated = NOTHING_STATED
    language: str = "en"
    translation_of: str = ""
    staff_note: str = ""

    @property
    def body(self) -> str:
        return printed.body(self.slug)
