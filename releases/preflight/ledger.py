"""What a draft is compared with (docs/fact-ledger.md): what public releases have stated and told.

Only what is public is asked for, whoever looks: so nothing here tells anybody of what is not. A
fixed number of queries: index look-ups for each facility, trial and coming event, and the texts of
so many releases, however many there are.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from releases import statements
from releases.factcheck.claims import Ledger, Source, Stated, Told
from releases.markup.plain import plain_text
from releases.models import Release

_NEWEST, _SOURCES = 12, 8  # releases whose text is read
_LONGEST = 60_000  # characters of each
_READ = ("headline", "subheadline", "body", "slug", "language", "dateline_date", "publish_at",
         "released_at", "out_at")  # fmt: skip


def of(release: Release, text: str, at: datetime) -> Ledger:
    """What ``release``, which reads ``text``, is compared with. What it corrects is left out: it
    is there to say something else."""
    corrected = {key for key in (release.corrects_id, release.pk) if key}
    stated = Stated()
    for part in statements.parts():
        if part.claims is not None:
            stated += part.claims(release, text, at)
    stated = Stated(
        own=() if release.translation_of_id else stated.own,
        known=tuple(each for each in stated.known if _key(each.source) not in corrected),
        overdue=tuple(each for each in stated.overdue if _key(each.source) not in corrected),
    )
    keys = [release.copied_from_id, *_newest_sources(stated)]
    return Ledger(stated, tuple(_told(keys, corrected, release.language, at)))


def _key(source: Source | None) -> int:
    return source.key if source is not None else 0


def _newest_sources(stated: Stated) -> list[int]:
    """The releases that stated something of what the draft states something of, then the others,
    the newest first."""
    own = {claim.series for claim in stated.own}
    rank: dict[int, tuple[bool, date]] = {}
    for claim in stated.known:
        if claim.source is not None and claim.source.day is not None:
            rank[claim.source.key] = max(
                rank.get(claim.source.key, (False, claim.source.day)),
                (claim.series in own, claim.source.day),
            )
    return sorted(rank, key=lambda key: rank[key], reverse=True)[:_SOURCES]


def _told(
    keys: Iterable[int | None], corrected: set[int], language: str, at: datetime
) -> Iterable[Told]:
    """The texts of the newest releases and of those with ``keys``, as far as they stand, the newest
    first."""
    standing = Release.objects.standing(at).exclude(pk__in=corrected).only(*_READ)
    newest = list(standing.newest_first(at)[:_NEWEST])
    others = {key for key in keys if key} - {each.pk for each in newest}
    found = [*newest, *(standing.filter(pk__in=others) if others else ())]
    found.sort(key=lambda each: (each.out_at or at, each.pk), reverse=True)
    for each in found:
        if each.language == language:
            source = Source(each.headline, each.printed_day, each.get_absolute_url(), each.pk)
            parts = (each.headline, each.subheadline, _plain(each.body)[:_LONGEST])
            yield Told(source, "\n\n".join(filter(None, parts)), each.language)


@lru_cache(maxsize=128)
def _plain(body: str) -> str:
    """Public texts never change: what was read is kept."""
    return plain_text(body)
