"""What both databases' triggers are made from: tables, and the words that their rows give.

Both databases have ``search_words(letter, text)`` and ``search_plain(html)``: so the SQL that takes
rows apart reads the same on both.
"""

from dataclasses import dataclass

from releases.models import Release
from search import sources
from search.sources import RELEASE

RELEASES = Release._meta.db_table
CATEGORIES = Release.categories.through._meta.db_table
ENTRY = "search_entry"
# The columns of a release that are searched, and those that say when it goes out.
WATCHED = (
    *("headline", "subheadline", "body", "tickers", "language"),
    *("publish_at", "released_at"),
)


@dataclass(frozen=True)
class Table:
    """A table whose rows, of ``release_id``, give ``words`` (SQL over its columns)."""

    name: str
    columns: tuple[str, ...]
    words: str


def tables() -> list[Table]:
    """What hangs on releases and is found with them."""
    stated = [
        Table(each.table, each.columns, f"search_words('{each.letter}', {_joined(each.columns)})")
        for each in sources.registered()
    ]
    return [*stated, Table(CATEGORIES, ("category_id",), "'c=' || category_id")]


def apps() -> set[str]:
    """The apps, by label, whose tables these are."""
    return {each.model._meta.app_label for each in sources.registered()}


def own(row: str) -> str:
    """SQL: the words of ``row`` of the release table."""
    texts = (
        f"{row}.headline",
        f"{row}.subheadline",
        f"search_plain({row}.body)",
        f"CAST({row}.tickers AS text)",
    )
    text = " || ' ' || ".join(texts)
    return f"search_words('{sources.letter(RELEASE)}', {text}) || ' l=' || {row}.language"


def stated(release: str, aggregate: str) -> str:
    """SQL: the words that the release with the key ``release`` has stated, in one text."""
    rows = " UNION ALL ".join(
        f'SELECT {each.words} AS words FROM "{each.name}" WHERE release_id = {release}'
        for each in tables()
    )
    return f"(SELECT COALESCE({aggregate}(words, ' '), '') FROM ({rows}) AS said)"


def _joined(columns: tuple[str, ...]) -> str:
    return " || ' ' || ".join(f'"{column}"' for column in columns)
