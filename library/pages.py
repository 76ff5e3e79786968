"""What the pages of documents, and the standing pages, are made of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any, Generic, Self, TypeVar

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from ircms import languages
from library.models import PageVersion
from library.querysets import PAGE_LENGTH, Named, pages
from releases.models import Release
from releases.passages import printed_texts
from releases.templatetags.printed import market_day, rich_text, set_on_page
from releases.versions import as_read

_T = TypeVar("_T")
_HEAD = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_FEWEST_HEADS = 3  # fewer are seen without a list of them


@dataclass(frozen=True)
class Stretch(Generic[_T]):
    """A page's worth of a list, and whether it goes on; no total, and no number of a page."""

    rows: list[_T]
    has_more: bool

    @classmethod
    def of(cls, found: Any) -> Self:
        """The first of ``found``, a queryset; one more is asked for, to know whether there is
        more."""
        rows = list(found[: PAGE_LENGTH + 1])
        return cls(rows[:PAGE_LENGTH], len(rows) > PAGE_LENGTH)

    @property
    def last(self) -> _T | None:
        """What the next page goes on from; None at the end."""
        return self.rows[-1] if self.has_more else None


@dataclass(frozen=True)
class Listed:
    """A page as others lead to it."""

    title: str
    address: str
    language: str


def listed(at: datetime) -> list[Listed]:
    """The pages that have a text at ``at``, by title, in the language being spoken where the text
    has a version in it: one query, and one more where a text is in another language."""
    found = pages(at)
    here = languages.current()
    others = [each.release for each in found if each.language != here]
    spoken: dict[Any, Release] = {}
    if others:
        public = Release.objects.public(at).filter(translation_of__in=others, language=here)
        spoken = {
            each.translation_of_id: each for each in public.only("headline", "translation_of")
        }
    links = [_listed(each, spoken.get(each.release)) for each in found]
    return sorted(links, key=lambda link: (link.title.casefold(), link.address))


def _listed(named: Named, version: Release | None) -> Listed:
    address = named.page.get_absolute_url()
    if version is not None:
        return Listed(version.headline, address, languages.current())
    return Listed(named.title, address, named.language)


@dataclass(frozen=True)
class Heading:
    """A heading of a text; ``anchor`` is the fragment at which it stands."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Text:
    """A page's text: the body of ``release``, a language version of ``original``; with what the
    notice prints after it."""

    title: str
    release: Release
    original: Release
    body: SafeString
    headings: list[Heading]
    after: list[tuple[Any, SafeString]]

    @property
    def is_foreign(self) -> bool:
        """Whether it is not in the language of the page around it."""
        return self.release.language != languages.current()


def text_of(version: PageVersion, at: datetime) -> Text:
    """The text of a page, in the language being spoken where its notice has a version in it."""
    original = version.release
    (release,) = as_read([original], at)
    title = version.title if release == original else ""
    body, headings = _anchored(set_on_page(rich_text(release.body)))
    after = [(text, set_on_page(rich_text(text.body), 3)) for text in printed_texts(release)]
    contents = headings if len(headings) >= _FEWEST_HEADS else []
    return Text(title or release.headline, release, original, body, contents, after)


def _anchored(html: SafeString) -> tuple[SafeString, list[Heading]]:
    """``html`` with an anchor on each heading of its first level, so that each answer of a page of
    questions has an address; and the headings."""
    found: list[Heading] = []
    taken: set[str] = set()

    def anchored(match: re.Match[str]) -> str:
        text = " ".join(unescape(strip_tags(match[1])).split())
        name = f"on-{slugify(text, allow_unicode=True)[:80].strip('-') or 'this'}"
        while name in taken:
            name += "-again"
        taken.add(name)
        found.append(Heading(name, text))
        return format_html('<h2 id="{}">{}</h2>', name, mark_safe(match[1]))  # noqa: S308 -- rich text

    html = mark_safe(_HEAD.sub(anchored, html))  # noqa: S308 -- rich text, and anchors in it
    return html, found


@dataclass(frozen=True)
class Entry:
    """A row of a history; ``day`` is the day on which it went out where the market is, None where
    the page as it stood then is the page as it stands."""

    row: Any
    day: date | None


def history(rows: Iterable[Any], at: datetime) -> list[Entry]:
    """``rows`` of a history, each with the day of which the page can be asked for."""
    today = market_day(at)
    return [Entry(row, day if (day := market_day(row.out_at)) < today else None) for row in rows]
