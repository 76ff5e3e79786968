"""How pages and facts put what was said of a facility: values, days, places."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from facilities.models import CapacityFigure, FacilityUpdate
from releases.precision import Precision, iso, printed

_Status = FacilityUpdate.Status


@dataclass(frozen=True)
class Dated:
    """Words and the day that they lead to, such as “as of September 22, 2017”: ``words`` hold
    ``%(day)s`` where there is one."""

    words: str
    day: date | None = None
    precision: str = Precision.DAY

    @property
    def plain(self) -> str:
        if self.day is None:
            return self.words
        return self.words % {"day": printed(self.day, self.precision)}

    @property
    def html(self) -> SafeString:
        """The same with the day in a ``time`` element."""
        if self.day is None:
            return format_html("{}", self.words)
        day = format_html(
            '<time datetime="{}">{}</time>',
            iso(self.day, self.precision),
            printed(self.day, self.precision),
        )
        before, after = self.words.split("%(day)s")
        return format_html("{}{}{}", before, day, after)

    @property
    def iso(self) -> str:
        return iso(self.day, self.precision) if self.day else ""


def when(figure: CapacityFigure) -> Dated:
    """``as of September 22, 2017``; ``planned for November 4, 2017``; ``planned, no date
    stated``."""
    if figure.basis == CapacityFigure.Basis.ACTUAL:
        words = _("as of %(day)s")
    elif figure.as_of:
        words = _("planned for %(day)s")
    else:
        words = _("planned, no date stated")
    return Dated(words, figure.as_of, figure.as_of_precision)


def status(update: FacilityUpdate) -> Dated:
    """``Opened on November 4, 2017``; ``Under construction``; ``Planned for 2018``."""
    wanted = _Status(update.status)
    if update.status_on is None:
        return Dated(str(wanted.label))
    is_day = update.status_on_precision == Precision.DAY
    if wanted is _Status.PLANNED:
        words = _("Planned for %(day)s")
    elif wanted is _Status.UNDER_CONSTRUCTION:
        words = _("Under construction since %(day)s")
    elif wanted is _Status.OPENED:
        words = _("Opened on %(day)s") if is_day else _("Opened in %(day)s")
    else:
        words = _("Closed on %(day)s") if is_day else _("Closed in %(day)s")
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
        (_("Name"), Dated(update.name)),
        (_("Place"), Dated(place(update))),
        (_("Address"), Dated(", ".join(update.address.splitlines()))),
        (_("Coordinates"), Dated(coordinates(update))),
        (_("Status"), status(update) if update.status else Dated("")),
    ]
    return [(label, text) for label, text in found if text.words]
