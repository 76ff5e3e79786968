"""How pages and feeds print what a release holds: its texts, times, files and telephone numbers."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import nh3
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from company.models import Listing
from ircms import dates, languages
from ircms import market_day as days
from releases.dateline import dateline
from releases.lead import lead_text
from releases.markup.reading import ATTRIBUTES, SCHEMES, TAGS
from releases.models import Attachment, Release, ReleaseContact
from releases.tombstones import Withdrawal

register = template.Library()

# Texts are cleaned when they are stored. nh3 alone reads them once more here: it takes a hundredth
# of a millisecond, and a row that came in by another way still runs nothing in a reader's browser.
_fence = nh3.Cleaner(tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None)
_HEADING = re.compile(r"(?<=<h)[2-6](?=>)|(?<=</h)[2-6](?=>)")
_EXTENSION = re.compile(r"\b(?:extension|ext|x)\.?(?=\s*\d)", re.IGNORECASE)
_LANGUAGES = {
    Release.Language.ENGLISH: pgettext_lazy("a language", "English"),
    Release.Language.CHINESE_SIMPLIFIED: pgettext_lazy("a language", "Chinese (simplified)"),
    Release.Language.CHINESE_TRADITIONAL: pgettext_lazy("a language", "Chinese (traditional)"),
    Release.Language.FRENCH: pgettext_lazy("a language", "French"),
    Release.Language.GERMAN: pgettext_lazy("a language", "German"),
}
_TABLE = re.compile(r"</?table>")


@register.filter
def rich_text(html: str) -> SafeString:
    """A stored text, as HTML."""
    return mark_safe(_fence.clean(html))  # noqa: S308 -- what nh3 returns holds our allow-list only


@register.filter
def full_text(release: Release) -> SafeString:
    """The body with its dateline run into the first paragraph, or standing before a body that
    begins with something else."""
    body, line = rich_text(release.body), dateline(release)
    if not line:
        return body
    if body.startswith("<p>"):
        return format_html("<p><b>{}</b> {}", line, mark_safe(body[3:]))  # noqa: S308 -- the rest of it
    return format_html("<p><b>{}</b></p>{}", line, body)


# A cell that holds a figure and nothing else: figures stand under each other.
_FIGURE = re.compile(r"<td(?=[^>]*>[−–-]?[$€£¥]?\d[\d.,\s]*%?</td>)")


@register.filter
def set_on_page(html: SafeString, top: int = 2) -> SafeString:
    """Rich text made to fit a page: its headings follow each other from level ``top``, and its
    tables scroll inside regions that a keyboard reaches."""
    levels = sorted(set(_HEADING.findall(html)))
    renumbered = {level: str(min(top + depth, 6)) for depth, level in enumerate(levels)}
    text = _HEADING.sub(lambda found: renumbered[found[0]], html)
    text = _FIGURE.sub('<td class="number"', text)
    return mark_safe(_in_regions(text))  # noqa: S308 -- rich text, and our own elements around it


def _in_regions(html: str) -> str:
    """Each table that is in no other one, in its region."""
    depth, number = 0, count(1)

    def wrapped(tag: re.Match[str]) -> str:
        nonlocal depth
        depth += 1 if tag[0] == "<table>" else -1
        if tag[0] == "<table>" and depth == 1:
            label = _("Table %(number)s") % {"number": next(number)}
            return f'<div class="table" role="region" aria-label="{label}" tabindex="0"><table>'
        return "</table></div>" if depth == 0 else tag[0]

    return _TABLE.sub(wrapped, html)


@register.filter
def lead(release: Release) -> str:
    """The first paragraph without mark-up."""
    return lead_text(release.body)


@register.filter
def went_out(release: Release) -> SafeString:
    """When it went out, in the market's zone with its abbreviation, or the date alone where only
    that is known; nothing for a draft without a time."""
    if release.out_at is None or not release.is_hour_known:
        return went_out_on(release)
    return _time(release.printed_date_iso, dates.day_and_hour(_local(release.out_at)))


@register.filter
def withdrawn_at(withdrawal: Withdrawal) -> SafeString:
    """When a release was withdrawn, in the market's zone with its abbreviation."""
    return _time(withdrawal.iso, dates.day_and_hour(_local(withdrawal.at)))


@register.filter
def withdrawn_on(withdrawal: Withdrawal) -> SafeString:
    """The day a release was withdrawn in the market's zone."""
    return printed_date(_local(withdrawal.at).date())


@register.filter
def went_out_on(release: Release) -> SafeString:
    """The day it went out in the market's zone."""
    return printed_date(_local(release.out_at).date()) if release.out_at else SafeString("")


@register.filter
def printed_date(day: date) -> SafeString:
    """``September 22, 2017`` as a ``time`` element."""
    return _time(day.isoformat(), dates.day(day))


@register.filter
def market_day(at: datetime) -> date:
    """The day it is at ``at`` where the market is."""
    return days.market_day(at)


@register.filter
def other_language(release: Release) -> str:
    """The name of its language where that is not the page's own: ``Chinese``; else nothing."""
    return "" if release.language == languages.current() else language_name(release.language)


@register.filter
def language_name(code: str) -> str:
    """``Chinese``, in the language being spoken."""
    return str(_LANGUAGES[Release.Language(code)])


@register.filter
def begun_by(listings: Iterable[Listing], day: date) -> list[Listing]:
    """The listings whose first day of trading is not after ``day``."""
    return [each for each in listings if each.listed_on is None or each.listed_on <= day]


def _local(instant: datetime) -> datetime:
    return instant.astimezone(ZoneInfo(settings.TIME_ZONE))


def _time(iso: str, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', iso, text)


@register.filter
def tel(phone: str) -> str:
    """The number as a ``tel:`` address (RFC 3966): digits, a leading plus, an extension."""
    number, extension = (*_EXTENSION.split(phone, maxsplit=1), "")[:2]
    plus = "+" if number.strip().startswith("+") else ""
    # “+44 (0) 20 …”: the bracketed nought is dialled only without the country's code.
    digits = re.sub(r"\D", "", number.replace("(0)", "") if plus else number)
    inner = re.sub(r"\D", "", extension)
    return f"tel:{plus}{digits}" + (f";ext={inner}" if inner else "")


@register.filter
def still_named(contacts: Iterable[ReleaseContact]) -> list[ReleaseContact]:
    """Whom a release names to ask: without those whose entry it ends."""
    return [contact for contact in contacts if not contact.is_ended]


@register.filter
def file_kind(attachment: Attachment) -> str:
    """``PDF``: how the file's name ends, which its bytes have borne out."""
    return attachment.filename.rpartition(".")[2].upper()
