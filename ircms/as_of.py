"""``?as_of=2017-09-30``: the public site as it stood when that day ended where the market is.

The middleware moves ``request.as_of``, the instant every view passes down as ``at=``, back to then:
the one visibility rule is asked about the past. What is answered without asking it (a redirect, a
refusal) depends on the address and on today's date alone. ``docs/as-of.md`` has the rules.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import unquote_plus, urljoin, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from ircms.edge import AsOfRequest, GetResponse, is_preview_path, is_staff_path
from ircms.market_day import market_day

PARAMETER = "as_of"
FIRST_YEAR = 1900
_LONGEST = 40  # characters: more is no day, however it is written
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
# The ISO 8601 forms without room for doubt: 20170930, 2017-W39-6, 2017W396.
_ISO = re.compile(r"\d{8}|\d{4}-W\d\d-\d|\d{4}W\d{3}", re.ASCII)
_A = re.compile(r'<a\s(?:[^">]++|"[^"]*+")*+>')
_ATTRIBUTE = re.compile(r'([^\s"=]+)="([^"]*)"')
_TO_THE_PRESENT = re.compile(r"\sdata-present(?=[\s>])")
_NOT_OF_A_DAY = ("/static/", "/files/", "/admin/")
# What is subscribed to goes on: a subscription to one past day would never hear anything again.
_SUBSCRIBED_TO = re.compile(r"(/feed\.(rss|atom|json)|\.ics)$")


class NotADayError(ValueError):
    """What stands after ``as_of=`` names no day to show; the message says why, to readers.

    It never repeats what was written: whoever makes a link would put words on the company's page.
    """


class AsOfMiddleware:
    """Answers a request for a past day as of that day's end; ``request.as_of_day`` is the day, or
    None at present. It stands below the edge, and below what puts headers on every page, because
    it makes pages of its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: AsOfRequest) -> HttpResponseBase:
        request.as_of_day, request.today = None, _today(request)
        query = request.META.get("QUERY_STRING", "")
        asked = [piece for piece in query.split("&") if is_ours(piece)]
        if not asked or is_staff_path(request) or is_preview_path(request):
            return self.get_response(request)
        response = self._answer(request, query.split("&"), asked)
        response["X-Robots-Tag"] = "noindex"
        return response

    def _answer(
        self, request: AsOfRequest, pieces: list[str], asked: list[str]
    ) -> HttpResponseBase:
        """``pieces`` are those of the query string, ``asked`` the ones among them that are ours."""
        try:
            day = day_asked_for(asked)
        except NotADayError as problem:
            return render(request, "not_a_day.html", {"problem": str(problem)}, status=400)
        others = [piece for piece in pieces if not is_ours(piece)]
        if day is None or day >= request.today:
            return HttpResponseRedirect(_address(request, others))
        canonical = f"{PARAMETER}={day}"
        if asked != [canonical]:
            first = pieces.index(asked[0])  # all before it are others
            kept = [*others[:first], canonical, *others[first:]]
            return HttpResponseRedirect(_address(request, kept))
        request.as_of, request.as_of_day = end_of(day), day
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _is_page(response):
            _keep_day(request, response, canonical, others)
        return response


def is_ours(piece: str) -> bool:
    """Whether this piece of a query string is an ``as_of``, spelled as it may be."""
    return unquote_plus(piece.partition("=")[0]) == PARAMETER


def day_asked_for(asked: list[str]) -> date | None:
    """The one day that the pieces name, or None where all are empty. Raises NotADayError."""
    values = [unquote_plus(piece.partition("=")[2]).strip() for piece in asked]
    days = {read_day(value) for value in values if value}
    if len(days) > 1:
        raise NotADayError(_("It names more than one day."))
    return days.pop() if days else None


def read_day(text: str) -> date:
    """The day that ``text`` names in a form that can mean no other. Raises NotADayError."""
    if len(text) > _LONGEST:
        raise NotADayError(_("It is too long to be a day."))
    plain = normalize("NFKC", text).strip().upper()  # a Chinese keyboard writes ２０１７
    by_parts = _YEAR_FIRST.fullmatch(plain)
    if by_parts is None and _ISO.fullmatch(plain) is None:
        raise NotADayError(_("It is not written as a day."))
    try:
        day = date(*map(int, by_parts.group(1, 3, 4))) if by_parts else date.fromisoformat(plain)
    except ValueError as error:
        raise NotADayError(_("It names a day that no calendar has.")) from error
    if day.year < FIRST_YEAR:
        raise NotADayError(_("It names a day before %(year)s.") % {"year": FIRST_YEAR})
    return day


def end_of(day: date) -> datetime:
    """The last microsecond of ``day`` where the market is, in UTC.

    Taken from the midnight that follows, so that a day of 23 or 25 hours ends where it ends. Of a
    midnight that the clocks skip or show twice, ``datetime`` takes the first instant.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def _today(request: AsOfRequest) -> date:
    return market_day(request.as_of)


def _address(request: HttpRequest, pieces: list[str]) -> str:
    """The address asked for, with this query string. An address that begins with two slashes
    would lead to another host."""
    path = escape_leading_slashes(escape_uri_path(request.path))
    query = "&".join(pieces)
    return f"{path}?{query}" if query else path


def _is_page(response: HttpResponse) -> bool:
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_html and response.status_code in {200, 404, 410}


def _keep_day(
    request: AsOfRequest, response: HttpResponse, canonical: str, others: list[str]
) -> None:
    """Make the page's links carry the day, and the banner's lead out of it."""
    present = _address(request, others)
    if response.status_code == 404:
        present = "?" + "&".join(others)  # the one 404 says nothing of the path that was asked
    links = _Links(canonical, request.path, present)
    response.content = links.kept_in(response.content.decode(response.charset))
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))


@dataclass(frozen=True)
class _Links:
    """The links of a page of a past day: ``canonical`` is what they are given, ``path`` the page's
    own, ``present`` where ``<a data-present>`` leads. It reads what our templates and nh3 write:
    attributes in double quotes."""

    canonical: str
    path: str
    present: str

    def kept_in(self, html: str) -> str:
        return _A.sub(lambda match: self._tag(match[0]), html)

    def _tag(self, tag: str) -> str:
        is_to_present = _TO_THE_PRESENT.search(tag) is not None

        def replaced(match: re.Match[str]) -> str:
            if match[1] != "href":
                return match[0]
            target = self.present if is_to_present else self._on_the_day(unescape(match[2]))
            return f'href="{escape(target)}"'

        return _ATTRIBUTE.sub(replaced, tag)

    def _on_the_day(self, href: str) -> str:
        """``href`` with the day, if it leads to another address of the site that has past days."""
        try:
            parts = urlsplit(href)
        except ValueError:
            return href
        is_fragment = not parts.path and not href.startswith("?")
        if parts.scheme or href.startswith("//") or is_fragment:
            return href
        target = urljoin(self.path, parts.path)
        if target.startswith(_NOT_OF_A_DAY) or _SUBSCRIBED_TO.search(target):
            return href
        if any(is_ours(piece) for piece in parts.query.split("&")):
            return href
        query = f"{parts.query}&{self.canonical}" if parts.query else self.canonical
        return urlunsplit(("", "", parts.path, query, parts.fragment))
