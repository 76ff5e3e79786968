"""Many who write at once, in real threads with real commits: one chain, and nobody kept waiting."""

import threading

import pytest
from django.db import connection, transaction

from audit.models import Entry, Link
from audit.recording import record
from audit.verification import verify
from company.models import Company
from ircms.actor import acting_as
from releases import guards
from releases.models import Release
from tests import factories
from tests.factories import NOON, ada, ben
from tests.releases.test_races import at_once

pytestmark = pytest.mark.usefixtures("committed_db", "stopped_clock")
WRITERS, EACH = 6, 8


def test_writers_at_once_never_fork_the_chain() -> None:
    people = [factories.person(f"Writer{number}", "writer") for number in range(WRITERS)]
    releases = [factories.draft(f"Release {number}") for number in range(WRITERS)]
    before = Entry.objects.count()

    def write(number: int) -> None:
        for round_ in range(EACH):
            with acting_as(people[number]):
                mine = Release.objects.filter(pk=releases[number].pk)
                mine.update(headline=f"Round {round_}")
                record("viewed", by=people[number], at=NOON, said={"round": round_})

    outcomes = at_once(*(lambda number=number: write(number) for number in range(WRITERS)))

    assert outcomes == [None] * WRITERS
    assert verify().position == Entry.objects.count() == before + 2 * WRITERS * EACH


def test_what_one_transaction_wrote_stands_in_its_order() -> None:
    people = [factories.person(f"Writer{number}", "writer") for number in range(3)]

    def write(number: int) -> None:
        with acting_as(people[number]):
            for round_ in range(20):
                record("viewed", by=people[number], at=NOON, said={"round": round_})

    at_once(*(lambda number=number: write(number) for number in range(3)))

    for person in people:
        mine = Link.objects.filter(entry__actor=person.pk).order_by("position")
        rounds = [link.entry.said["round"] for link in mine.select_related("entry")]
        assert rounds == list(range(20))


def test_whoever_rolls_back_among_them_leaves_no_gap() -> None:
    writer, other = ada(), ben()

    def give_up() -> None:
        for _ in range(EACH):
            with transaction.atomic():
                with acting_as(writer):
                    record("viewed", by=writer, at=NOON)
                transaction.set_rollback(True)

    def go_on() -> None:
        for _ in range(EACH):
            record("viewed", by=other, at=NOON)

    before = Entry.objects.count()

    outcomes = at_once(give_up, go_on, give_up, go_on)

    assert outcomes == [None] * 4
    assert verify().position == Entry.objects.count() == before + 2 * EACH


def test_a_long_transaction_keeps_nobody_from_committing() -> None:
    """On PostgreSQL the chain is locked at commit alone; on SQLite writers take turns anyway."""
    if connection.vendor == "sqlite":
        return
    factories.company()
    writer, other = ada(), ben()
    has_written, is_over = threading.Event(), threading.Event()

    def take_long() -> None:
        with acting_as(writer):
            Company.objects.update(tagline="A long thought")
            has_written.set()
            is_over.wait(10)

    def be_quick() -> None:
        has_written.wait(10)
        record("viewed", by=other, at=NOON)
        is_over.set()

    outcomes = at_once(take_long, be_quick)

    assert outcomes == [None, None]
    order = Link.objects.order_by("-position").values_list("entry__actor", flat=True)[:2]
    assert list(order) == [writer.pk, other.pk]
    verify()


def test_a_migration_s_time_without_guards_is_in_the_record() -> None:
    guards.on_pre_migrate("default", plan=["something"])
    guards.on_post_migrate("default")

    words = Entry.objects.order_by("id").values_list("action", flat=True)
    assert list(words)[-2:] == ["guards taken away", "guards put back"]
    assert guards.problems() == []
    verify()
