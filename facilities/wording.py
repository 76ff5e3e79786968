"""How pages and facts put what was said of a facility: values, days, places."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from facilities.models import CapacityFigure, FacilityUpdate
from releases.precision import Precision, iso, printed

_Status = FacilityUpdate.Status


@dataclass(frozen=True)
class Dated:
    """Words and the day they lead to, such as “as of” and September 22, 2017; either may lack."""

    words: str
    day: date | None = None
    precision: str = Precision.DAY

    @property
    def plain(self) -> str:
        return f"{self.words} {printed(self.day, self.precision)}" if self.day else self.words

    @property
    def html(self) -> SafeString:
        """The same with the day in a ``time`` element."""
        if self.day is None:
            return format_html("{}", self.words)
        return format_html(
            '{} <time datetime="{}">{}</time>',
            self.words,
            iso(self.day, self.precision),
            printed(self.day, self.precision),
        )

    @property
    def iso(self) -> str:
        return iso(self.day, self.precision) if self.day else ""


def when(figure: CapacityFigure) -> Dated:
    """``as of September 22, 2017``; ``planned for November 4, 2017``; ``planned, no date
    stated``."""
    if figure.basis == CapacityFigure.Basis.ACTUAL:
        return Dated("as of", figure.as_of, figure.as_of_precision)
    words = "planned for" if figure.as_of else "planned, no date stated"
    return Dated(words, figure.as_of, figure.as_of_precision)


def status(update: FacilityUpdate) -> Dated:
    """``Opened on November 4, 2017``; ``Under construction``; ``Planned for 2018``."""
    label = str(_Status(update.status).label)
    if update.status_on is None:
        return Dated(label)
    on = "on" if update.status_on_precision == Precision.DAY else "in"
    leads = {_Status.PLANNED: "for", _Status.UNDER_CONSTRUCTION: "since"}
    words = f"{label} {leads.get(_Status(update.status), on)}"
    return Dated(words, update.status_on, update.status_on_precision)


def place(update: FacilityUpdate) -> str:
    """``Zhangjiang, Shanghai, China``: what of it this statement says."""
    return ", ".join(part for part in place_parts(update) if part)


def place_parts(update: FacilityUpdate) -> tuple[str, str, str]:
    country = str(update.country.name) if update.country else ""
    return update.locality, update.region, country


def coordinates(update: FacilityUpdate) -> str:
    """``31.200000° N, 121.600000° E``, without noughts that say nothing; empty for none."""
    if update.latitude is None or update.longitude is None:
        return ""
    north, east = update.latitude.normalize(), update.longitude.normalize()
    return f"{abs(north):f}° {'S' if north < 0 else 'N'}, {abs(east):f}° {'W' if east < 0 else 'E'}"


def said(update: FacilityUpdate) -> list[tuple[str, Dated]]:
    """All that a statement says of its facility: pairs of what it is, and it."""
    found = [
        ("Name", Dated(update.name)),
        ("Place", Dated(place(update))),
        ("Address", Dated(", ".join(update.address.splitlines()))),
        ("Coordinates", Dated(coordinates(update))),
        ("Status", status(update) if update.status else Dated("")),
    ]
    return [(label, text) for label, text in found if text.words]
