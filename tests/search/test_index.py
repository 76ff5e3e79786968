"""The index is kept whichever way a row is written."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from ircms import readiness
from ircms.actor import acting_as
from releases.models import Attachment, Release
from search import index, words
from search.models import Entry
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.trials import makers as trials
from trials.models import TrialUpdate

pytestmark = pytest.mark.django_db


def is_found(word: str) -> bool:
    """Whether the index has ``word``, of whatever release."""
    entries = Entry.objects.all()
    return bool(entries.newest([word], since=0, until=2**63 - 1, most=1))


def raw(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_release_written_in_bulk_is_indexed(stopped_clock: StoppedClock) -> None:
    with acting_as(factories.ada()):
        Release.objects.bulk_create(
            [Release(headline="Bulk harbour", slug="bulk", body="<p>x</p>", publish_at=NOON)]
        )

    assert is_found("bulk")


def test_an_update_past_the_model_is_indexed(stopped_clock: StoppedClock) -> None:
    release = factories.draft("First", publish_at=NOON)

    with acting_as(factories.ada()):
        Release.objects.filter(pk=release.pk).update(headline="Second")

    assert (is_found("first"), is_found("second")) == (False, True)


def test_sql_is_indexed(stopped_clock: StoppedClock) -> None:
    release = factories.draft("First", publish_at=NOON)

    with acting_as(factories.ada()):
        raw("UPDATE releases_release SET body = '<p>Sec<b>ond</b></p>' WHERE id = %s", release.pk)

    assert is_found("second")


def test_a_deleted_release_leaves_the_index(stopped_clock: StoppedClock) -> None:
    release = factories.draft("First", publish_at=NOON)

    with acting_as(factories.ada()):
        release.delete()

    assert not is_found("first")
    assert not Entry.objects.exists()


def test_statements_and_files_come_and_go(stopped_clock: StoppedClock) -> None:
    release = trials.draft(NOON, "Of trials")
    trials.state(release, title="Of zebras")
    file = factories.attach(release, title="Of yaks")
    there = is_found("t=zebra"), is_found("d=yak")

    with acting_as(factories.ada()):
        TrialUpdate.objects.update(title="Of xeruses")
        Attachment.objects.filter(pk=file.pk).delete()

    assert there == (True, True)
    assert (is_found("t=zebra"), is_found("d=yak")) == (False, False)
    assert is_found("t=xeruse") or is_found("t=xerus")


def test_a_release_given_another_time_is_found_in_its_new_place(
    stopped_clock: StoppedClock,
) -> None:
    first, second = (factories.draft(f"Harbour {n}", publish_at=NOON) for n in (1, 2))
    entries = Entry.objects.all()

    with acting_as(factories.ada()):
        Release.objects.filter(pk=first.pk).update(publish_at=NOON.replace(year=2027))
        Release.objects.filter(pk=second.pk).update(publish_at=None)

    assert entries.newest(["harbour"], since=2**29, until=2**63 - 1, most=9).keys() == {first.pk}


def test_categories_and_languages_are_found_with_their_releases(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.draft("First", publish_at=NOON)
    factories.categorise(release, category := factories.category())
    there = is_found(f"c={category.pk}"), is_found("l=en")

    with acting_as(factories.ada()):
        release.categories.clear()

    assert there == (True, True)
    assert not is_found(f"c={category.pk}")


def test_made_anew_the_index_is_what_it_was(stopped_clock: StoppedClock) -> None:
    release = trials.draft(NOON, "Harbour 细胞治疗 47,300")
    trials.state(release, title="Of zebras")
    factories.categorise(release, factories.category())
    factories.draft("Without a time")

    def stored() -> list[tuple[int, int, set[str], set[str]]]:
        rows = Entry.objects.order_by("rank")
        return [
            (each.release_id, each.rank, set(each.own.split()), set(each.stated.split()))
            for each in rows
        ]

    before = stored()
    index.rebuild()

    assert stored() == before
    assert is_found("细胞")
    assert is_found("t=zebra")


def test_a_site_whose_index_is_not_kept_does_not_start(stopped_clock: StoppedClock) -> None:
    index.remove()

    with pytest.raises(ImproperlyConfigured, match=r"manage\.py migrate"):
        index.require_installed()
    assert index.require_installed in readiness.checks

    index.install()
    assert index.problems() == []


@pytest.mark.parametrize(
    "text",
    [
        "C-CAR011-based 47,300-square-foot NCT02855073 1,000.50 a-b-c-d U.S. 3.5 1,00 x,y",
        "Zürich ØRSTED Straße Œuvre ΣΑΣ ΑΘΉΝΑ МОСКВА İstanbul ŁÓDŹ ﬁn Ｆｕｌｌ ½ m² №5 ™®",
        "上海的细胞治疗工厂 ソフトウェア がん 서울 𠮷野家",
        "news series classes boxes aches studies eies this has bias gas therapies aloes",
        "har\u00adbour zero\u200bwidth CAR\u2011T 2017\u20132019 em\u2014dash 🙂 \u202e",
        "z" * 300,
    ],
)
def test_both_databases_take_a_text_apart_alike(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_words('r', %s)", [text])
        stored = set(cursor.fetchone()[0].split())

    expected = words.indexed(text)
    assert stored == expected | {f"r={word}" for word in expected}


def test_both_databases_read_markup_alike() -> None:
    html = '<h2>A</h2><p class="x">b<b>c</b>&nbsp;&lt;d&gt; &amp;amp; <a href="/x/">e</a></p>'

    with connection.cursor() as cursor:
        cursor.execute("SELECT search_plain(%s)", [html])
        (plain,) = cursor.fetchone()

    assert plain.replace("\xa0", " ") == words.plain(html).replace("\xa0", " ")
