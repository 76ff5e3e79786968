"""What is found: releases that have all the words, and what of theirs does; newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from releases.corrections import marked
from releases.models import Release
from releases.querysets import year_bounds
from search import ranks, words
from search.excerpts import Wanted
from search.models import Entry
from search.sources import RELEASE, letter
from search.stated import Stated, stated_by

PAGE_LENGTH = 20
MOST_CHARACTERS, MOST_WORDS = 200, 12


@dataclass(frozen=True)
class Hit:
    """Something that was found. ``release`` said it, ``said_at`` is where; ``day`` is the day that
    release bears.

    ``title_html`` and ``passage_html`` are safe to print and mark the words with ``<mark>``;
    ``url`` leads to the page of what was found; ``language`` is the one it is written in."""

    kind: str
    kind_name: "str | Promise"
    title_html: SafeString
    url: str
    passage_html: SafeString
    release: Release
    day: date | None
    said_at: str

    @property
    def language(self) -> str:
        return self.release.language

    @property
    def is_release(self) -> bool:
        return self.kind == RELEASE


@dataclass(frozen=True)
class Results:
    """A page of what was found, newest first; ``older`` is the address of the release to go on
    from (``before``), None at the end. ``problem`` says, to readers, why nothing was looked for."""

    hits: list[Hit] = field(default_factory=list)
    older: str | None = None
    problem: str | None = None


def find(
    text: str,
    *,
    at: datetime,
    kind: str | None = None,
    year: int | None = None,
    language: str | None = None,
    category: int | None = None,
    before: str | None = None,
    length: int = PAGE_LENGTH,
) -> Results:
    """What readers at ``at`` find for ``text``, as typed: of one ``kind`` (``sources.kinds``), of
    releases of a year, in a language, under a category (its key). ``length`` counts releases: what
    one of them says of facilities and so on comes with it. Raises Release.DoesNotExist where
    ``before`` is the address of nothing that is public at ``at``."""
    anchor = Release.objects.public(at).get(slug=before) if before is not None else None
    problem, asked = _read(text)
    if problem or not asked:
        return Results(problem=problem)
    since, until = _bounds(at, year, anchor)
    filters = [f"l={language}"] if language else []
    filters += [f"c={category}"] if category else []
    mark = f"{letter(kind)}=" if kind else ""
    found = Entry.objects.public(at).newest(
        [*filters, *(mark + word for word in asked)], since=since, until=until, most=length + 1
    )
    releases = _in_order(list(found)[:length], at)
    return Results(
        hits=_hits(releases, found, asked, kind, at),
        older=releases[-1].slug if len(found) > length else None,
    )


def _read(text: str) -> tuple[str | None, list[str]]:
    """What speaks against looking for ``text``, and the words to look for."""
    if len(text) > MOST_CHARACTERS:
        return _("That is too long to look for. Use a few words."), []
    asked = words.asked(text)
    if text.strip() and not asked:
        return _("There is no word or number in that. Write what you are looking for."), []
    if len(asked) > MOST_WORDS:
        return _("Those are too many words. Use a few of them."), []
    return None, asked


def _bounds(at: datetime, year: int | None, anchor: Release | None) -> tuple[int, int]:
    """From which rank on, and below which."""
    since, until = ranks.FIRST, ranks.after(at)
    if year is not None:
        start, end = year_bounds(year)
        since, until = ranks.of(start), min(until, ranks.of(end))
    if anchor is not None and anchor.out_at is not None:
        until = min(until, ranks.of(anchor.out_at, anchor.pk))
    return since, until


def _in_order(keys: Sequence[int], at: datetime) -> list[Release]:
    """The releases with these keys, in their order, each with ``is_corrected``."""
    if not keys:
        return []
    found = {each.pk: each for each in marked(Release.objects.filter(pk__in=keys), at)}
    return [found[key] for key in keys if key in found]


def _hits(
    releases: list[Release],
    words_of: Mapping[int, frozenset[str]],
    asked: list[str],
    kind: str | None,
    at: datetime,
) -> list[Hit]:
    """What of ``releases`` was found: each with what it states behind it; what several of them
    speak of, once."""
    wanted, own = Wanted.of(asked), {f"{letter(RELEASE)}={word}" for word in asked}
    stated = stated_by(releases, words_of, asked, kind, at)
    seen: set[str] = set()
    found: list[Hit] = []
    for release in releases:
        said = stated.get(release.pk, [])
        if kind in {None, RELEASE} and (own <= words_of[release.pk] or not said):
            found.append(_of_release(release, wanted))
        for each in said:
            if each.url not in seen:
                seen.add(each.url)
                found.append(_of_statement(each, release, wanted))
    return found


def _of_release(release: Release, wanted: Wanted) -> Hit:
    body = f"{release.subheadline}\n{words.plain(release.body)}"
    return Hit(
        kind=RELEASE,
        kind_name=_("Release"),
        title_html=wanted.marked(release.headline),
        url=release.get_absolute_url(),
        passage_html=wanted.around(body),
        release=release,
        day=release.printed_day,
        said_at=release.get_absolute_url(),
    )


def _of_statement(stated: Stated, release: Release, wanted: Wanted) -> Hit:
    address = release.get_absolute_url()
    return Hit(
        kind=stated.source.kind,
        kind_name=stated.source.one,
        title_html=wanted.marked(stated.title),
        url=stated.url,
        passage_html=wanted.around(stated.quoted),
        release=release,
        day=release.printed_day,
        said_at=f"{address}#{stated.anchor}" if stated.anchor else address,
    )
