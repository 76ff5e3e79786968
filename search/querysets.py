"""Releases that have the words: by the one rule, newest first, at a cost that does not grow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connections

from releases.querysets import PublicQuerySet
from search import ranks

if TYPE_CHECKING:
    from search.models import Entry  # noqa: F401 -- a string names it

Row = tuple[int, str, str]
_READ = ("release_id", "own", "stated")
# Bounds and order are of an expression: no index has it, so none is walked for want of matches.
_MONTH_BY_MONTH = """
SELECT found.* FROM unnest(%s::text[]) AS asked(words)
CROSS JOIN LATERAL (
    SELECT release_id FROM search_entry
    WHERE vector @@ asked.words::tsquery AND rank + 0 >= %s AND rank + 0 < %s
    ORDER BY rank + 0 DESC
) AS placed
CROSS JOIN LATERAL ($RULED$) AS found
LIMIT %s"""


class EntryQuerySet(PublicQuerySet["Entry"]):
    """What the search holds."""

    def newest(
        self, words: Sequence[str], *, since: int, until: int, most: int
    ) -> dict[int, frozenset[str]]:
        """The keys of the releases among these that have all of ``words``, of a rank from ``since``
        on and below ``until``, the newest first, at ``most`` so many; and all words of each."""
        if not words or since >= until:
            return {}
        if connections[self.db].vendor == "sqlite":
            rows = self._along_the_list(words, since, until, most)
        else:
            rows = self._month_by_month(words, since, until, most)
        return {key: frozenset((*own.split(), *stated.split())) for key, own, stated in rows}

    def _along_the_list(self, words: Sequence[str], since: int, until: int, most: int) -> list[Row]:
        # The sign before the row's number keeps SQLite from beginning with the entries.
        found = self.extra(
            tables=["search_words"],
            where=[
                "search_words MATCH %s",
                "search_words.rowid >= %s",
                "search_words.rowid < %s",
                "search_entry.rank = +search_words.rowid",
            ],
            params=[" AND ".join(f'"{word}"' for word in words), since, until],
            order_by=["-search_words.rowid"],
        )
        return list(found.values_list(*_READ)[:most])

    def _month_by_month(self, words: Sequence[str], since: int, until: int, most: int) -> list[Row]:
        """One query: month by month, the newest first, what has the words is put in order, and the
        rule asked of one after the other until there are enough."""
        months = self._months(since, until)
        wanted = [" & ".join(f"'{month:x}:{word}'" for word in words) for month in months]
        one = self.extra(where=["search_entry.release_id = placed.release_id"])
        sql, params = one.values_list(*_READ)[:1].query.sql_with_params()
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                _MONTH_BY_MONTH.replace("$RULED$", sql), [wanted, since, until, *params, most]
            )
            return list(cursor.fetchall())

    def _months(self, since: int, until: int) -> range:
        """The months between two ranks in which anything can have gone out, the newest first."""
        from search.models import Entry

        dated = Entry.objects.filter(rank__gte=max(since, ranks.FIRST))
        oldest = dated.order_by("rank").values_list("rank", flat=True).first()
        if oldest is None:
            return range(0)
        return range(ranks.month(until - 1), ranks.month(oldest) - 1, -1)
