"""More rows, the same queries; lists are walked by key to their end, and count nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.growth import asked, assert_as_before

pytestmark = pytest.mark.django_db
PAGES = ("/", "/news/", "/news/2025/", "/news/news-3/", "/news/feed.rss", "/contacts/",
         "/sitemap.xml", "/sitemap-2025.xml", "/news/?before=news-1")  # fmt: skip


def fill(first: int, last: int) -> None:
    """Releases with every part, one a day, backwards from NOON."""
    for number in range(first, last):
        release = factories.draft(
            f"News {number}", slug=f"news-{number}", publish_at=NOON - timedelta(days=number + 1)
        )
        factories.print_contact(release, factories.contact(f"Person {number}"))
        factories.print_text(release, factories.standing_text(key=f"about-{number}"))
        factories.categorise(release, factories.category())
        factories.approve(release)


def test_no_page_makes_more_queries_with_more_rows_and_none_counts(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.company()
    fill(0, 65)  # into 2025, so that both sizes have the same years
    few = {page: len(asked(client, page)) for page in PAGES}

    fill(65, 130)

    assert_as_before(client, few)


@pytest.mark.parametrize("same_second", [False, True])
def test_the_newsroom_is_walked_by_key_in_both_directions(
    client: Client, stopped_clock: StoppedClock, same_second: bool
) -> None:
    for number in range(50):
        step = timedelta(0) if same_second else timedelta(minutes=number)
        factories.public(f"N{number}", slug=f"n-{number}", publish_at=NOON - timedelta(1) - step)

    older = walk(
        client, "/news/", lambda page: page.older_than and f"?before={page.older_than.slug}"
    )
    newer = walk(client, f"/news/?after={older[-1]}",
                 lambda page: page.newer_than and f"?after={page.newer_than.slug}")  # fmt: skip

    assert sorted(older) == sorted(f"n-{number}" for number in range(50))
    assert sorted([*newer, older[-1]]) == sorted(older)


def walk(client: Client, start: str, onward: Callable[..., str | None]) -> list[str]:
    slugs: list[str] = []
    address: str | None = start
    while address:
        page = client.get(address).context["page"]
        slugs += [release.slug for release in page.releases]
        link = onward(page)
        address = f"/news/{link}" if link else None
    return slugs
