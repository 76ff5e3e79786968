"""Ways around the guards that somebody has tried, each closed."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from company.models import Category
from ircms.actor import acting_as
from releases import guards
from releases.approval import import_historic
from releases.guards import catalogue
from releases.models import (
    Approval,
    Contribution,
    Release,
    ReleaseContact,
    SharedRowAuthor,
    StandingText,
)
from releases.schedule import release_now
from releases.transitions import TransitionRefused
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, approved, bea, ben, cora, draft, ivo, public

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def refused(match: str) -> Any:
    return pytest.raises(IntegrityError, match=match)


def hold(release: Release, by: Any) -> None:
    with acting_as(by):
        Release.objects.filter(pk=release.pk).update(approved_revision=None)
    release.refresh_from_db()


# Four eyes.


def test_the_author_cannot_lift_a_hold_by_approving_again(stopped_clock: StoppedClock) -> None:
    release = approved()
    hold(release, cora())

    with pytest.raises(TransitionRefused, match="Ada contributed"):
        factories.approved_by(factories.able(ada(), "approve_release"), release)
    with refused("contributed since"), acting_as(ada()):
        factories.record_approval(release, ada())


def test_the_author_of_a_standing_text_contributed_to_what_prints_it(
    stopped_clock: StoppedClock,
) -> None:
    with acting_as(ben()):
        text = StandingText.objects.create(kind="about", key="k", title="T", body="<p>Ben's.</p>")
    release = draft(publish_at=LATER)
    factories.print_text(release, text)
    release.refresh_from_db()

    with pytest.raises(TransitionRefused, match="Ben contributed"):
        factories.approved_by(ben(), release)


def test_whoever_rewords_a_text_of_one_draft_contributed_to_the_next_that_prints_it(
    stopped_clock: StoppedClock,
) -> None:
    text = factories.standing_text()
    factories.print_text(draft("The first"), text)
    with acting_as(ben()):
        StandingText.objects.filter(pk=text.pk).update(body="<p>Ben's words.</p>")
    release = draft("The second", publish_at=LATER)
    factories.print_text(release, text)
    release.refresh_from_db()

    with pytest.raises(TransitionRefused, match="Ben contributed"):
        factories.approved_by(ben(), release)


def test_the_author_of_a_text_that_others_approved_may_approve_what_prints_it_next(
    stopped_clock: StoppedClock,
) -> None:
    with acting_as(ben()):
        text = StandingText.objects.create(kind="about", key="k", title="T", body="<p>Ben's.</p>")
    first = draft("The first", publish_at=LATER)
    factories.print_text(first, text)
    first.refresh_from_db()
    factories.approved_by(bea(), first)
    second = draft("The second", publish_at=LATER)
    factories.print_text(second, text)
    second.refresh_from_db()

    factories.approved_by(ben(), second)

    assert second.is_approved


def test_nothing_hangs_on_a_release_that_does_not_exist_yet(stopped_clock: StoppedClock) -> None:
    who = factories.contact()

    with refused("does not exist"), acting_as(ben()):
        ReleaseContact.objects.create(release_id=4242, contact=who)


def test_nothing_prints_a_text_that_does_not_exist_yet(stopped_clock: StoppedClock) -> None:
    release = draft()

    with refused("does not exist"), acting_as(ada()):
        release.printed_texts.create(standing_text_id=777)


def test_an_account_that_is_switched_off_cannot_approve(stopped_clock: StoppedClock) -> None:
    release, gone = draft(publish_at=LATER), ben()
    gone.is_active = False
    gone.save()

    with pytest.raises(TransitionRefused, match="switched off"):
        factories.approved_by(gone, release, revision=1)
    with refused("switched off"), acting_as(gone):
        factories.record_approval(release, gone)


# What is printed.


@pytest.mark.parametrize("column", ["name", "slug"])
def test_a_category_that_an_approved_release_bears_never_changes(
    stopped_clock: StoppedClock, column: str
) -> None:
    release = draft(publish_at=LATER)
    factories.categorise(release, factories.category())
    factories.approve(release)

    with refused("prints this"), acting_as(ada()):
        Category.objects.update(**{column: "to-be-acquired"})


def test_renaming_the_category_of_a_draft_is_a_change_of_the_draft(
    stopped_clock: StoppedClock,
) -> None:
    release = draft()
    factories.categorise(release, factories.category())
    before = Release.objects.get(pk=release.pk).revision

    with acting_as(ben()):
        Category.objects.update(name="Other")

    assert Release.objects.get(pk=release.pk).revision == before + 1
    assert Contribution.objects.filter(release=release, user=ben()).exists()


# Approvals.


def test_a_digest_of_other_bytes_is_refused(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=LATER)

    with refused("not that of the bytes"), acting_as(ben()):
        factories.record_approval(release, ben(), sha256="0" * 64)


def test_a_historic_import_is_of_the_past_even_by_hand(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=NOON + timedelta(seconds=2))

    with refused("went out in the past"), acting_as(ben()):
        factories.record_approval(release, ben(), kind="historic_import")


@pytest.mark.parametrize("revision", [0, 2_000_000_000])
def test_a_contribution_cannot_be_forged(stopped_clock: StoppedClock, revision: int) -> None:
    release = draft()

    with refused("named actor"), transaction.atomic():
        Contribution.objects.create(release=release, user=ben(), last_revision=revision)


def test_release_now_is_for_the_revision_that_was_looked_at(stopped_clock: StoppedClock) -> None:
    release = approved()
    seen = release.revision
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Other words")
    factories.approve(release)

    with pytest.raises(TransitionRefused, match="changed since it was reviewed"):
        release_now(release, by=cora(), at=NOON, revision=seen)


def test_the_time_of_a_public_release_cannot_be_moved(stopped_clock: StoppedClock) -> None:
    release = approved(publish_at=LATER)
    stopped_clock.set(LATER + timedelta(seconds=30))

    with refused("released, once"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(released_at=LATER - timedelta(seconds=25))


def test_the_time_of_a_withdrawn_release_cannot_be_moved(stopped_clock: StoppedClock) -> None:
    release = public()
    withdraw(release, by=cora(), at=NOON, reason="Wrong.")

    with refused("released, once"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(released_at=NOON)


# Families.


def test_a_translation_is_not_made_of_a_translation(stopped_clock: StoppedClock) -> None:
    original = draft("Original")
    version = draft("Version", language="fr", translation_of=original)

    with refused("not of a translation"), transaction.atomic():
        draft("Version of the version", language="de", translation_of=version)
    with refused("not of a translation"), acting_as(ada()):
        Release.objects.filter(pk=original.pk).update(translation_of=draft("Another"))


def test_a_translation_is_not_approved_before_its_original(stopped_clock: StoppedClock) -> None:
    original = draft("Original")
    version = draft("Version", language="fr", translation_of=original, publish_at=LATER)

    with pytest.raises(TransitionRefused, match="approve that one first"):
        factories.approved_by(ben(), version)
    with refused("approve that one first"), acting_as(ben()):
        factories.record_approval(version, ben())
        Release.objects.filter(pk=version.pk).update(approved_revision=version.revision)


# Rows that would take a page down.


@pytest.mark.parametrize("slug", ["a/b", "naïve", "x y", "2026", "feed", "category", "", "a--b"])
def test_an_address_that_cannot_stand_is_refused_by_the_database(
    stopped_clock: StoppedClock, slug: str
) -> None:
    release = draft()

    with pytest.raises(IntegrityError), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(slug=slug)


@pytest.mark.parametrize("year", [17, 1899, 9998])
def test_a_time_that_pages_cannot_show_is_refused(stopped_clock: StoppedClock, year: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        draft(publish_at=NOON.replace(year=year))


# The guards themselves.


def test_a_failed_migration_leaves_the_guards_standing(
    stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: MigrationExecutor, *args: object, **kwargs: object) -> None:
        guards.on_pre_migrate(using="default", plan=["something"])
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(MigrationExecutor, "migrate", fail)

    with pytest.raises(RuntimeError):
        call_command("migrate", verbosity=0)

    guards.require_standing()


def test_nobody_writes_while_the_guards_are_away(stopped_clock: StoppedClock) -> None:
    release = draft()
    guards.remove()

    with pytest.raises(guards.GuardsMissing, match="nothing can be written now"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Unguarded")


def test_a_migration_that_does_nothing_takes_no_guard_away(stopped_clock: StoppedClock) -> None:
    guards.on_pre_migrate(using="default", plan=[])

    guards.require_standing()
    assert guards.problems() == (["ircms_now"] if connection.vendor == "postgresql" else [])


def test_the_actor_ends_with_the_block(stopped_clock: StoppedClock) -> None:
    release = draft()
    with acting_as(ada()):
        with pytest.raises(RuntimeError), acting_as(ben()):
            raise RuntimeError
        Release.objects.filter(pk=release.pk).update(headline="In Ada's name")

    with refused("named actor"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(headline="In nobody's")
    assert set(Contribution.objects.values_list("user", flat=True)) == {ada().pk}


def test_temporary_tables_do_not_stand_in_for_guarded_ones(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=LATER)
    approver = ben()

    with refused("reviewed and recorded"), acting_as(approver), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE releases_approval AS SELECT * FROM releases_approval")
        cursor.execute(
            "INSERT INTO releases_approval (id, release_id, kind, approver_id, revision) "
            "VALUES (1, %s, 'approval', %s, 1)",
            [release.pk, approver.pk],
        )
        Release.objects.filter(pk=release.pk).update(approved_revision=1)


def test_a_guard_that_fires_at_other_times_is_named(db: None) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'ircms_release_update'")
            sql = cursor.fetchone()[0].replace(" BEGIN ", " AND 1 = 0 BEGIN ", 1)
            cursor.execute("DROP TRIGGER ircms_release_update")
            cursor.execute(sql)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER ircms_release_update ON releases_release")
            cursor.execute(
                "CREATE TRIGGER ircms_release_update BEFORE UPDATE ON releases_release "
                "FOR EACH ROW WHEN (false) EXECUTE FUNCTION ircms_release_update()"
            )

    assert guards.problems() == ["ircms_release_update"]


def test_a_clock_that_was_replaced_is_named(stopped_clock: StoppedClock) -> None:
    """On PostgreSQL; SQLite's clock is a function of the process itself."""
    expected = ["ircms_now"] if connection.vendor == "postgresql" else []

    assert guards.problems() == expected


def test_an_import_of_a_second_ago_is_still_recorded_as_an_import(
    stopped_clock: StoppedClock,
) -> None:
    release = draft(publish_at=NOON - timedelta(seconds=1))

    approval = import_historic(release, by=ivo(), at=NOON, revision=1)

    assert approval.kind == Approval.Kind.HISTORIC_IMPORT


# The second round.


def test_whoever_wrote_a_contact_s_entry_contributed_to_what_copies_it(
    stopped_clock: StoppedClock,
) -> None:
    who = factories.contact()
    with acting_as(ben()):
        who.title = "Ben's words"
        who.save()
    release = draft(publish_at=LATER)
    factories.print_contact(release, who)
    release.refresh_from_db()

    with pytest.raises(TransitionRefused, match="Ben contributed"):
        factories.approved_by(ben(), release)


def test_a_printing_that_was_approved_before_makes_nobody_a_contributor(
    stopped_clock: StoppedClock,
) -> None:
    who = factories.contact()
    with acting_as(ben()):
        who.title = "Ben's words"
        who.save()
    first = draft("The first", publish_at=LATER)
    factories.print_contact(first, who)
    first.refresh_from_db()
    factories.approved_by(bea(), first)
    second = draft("The second", publish_at=LATER)
    factories.print_contact(second, who)
    second.refresh_from_db()

    factories.approved_by(ben(), second)

    assert second.is_approved


def test_reordering_a_text_makes_its_author_no_contributor(stopped_clock: StoppedClock) -> None:
    with acting_as(ben()):
        text = StandingText.objects.create(kind="about", key="k", title="T", body="<p>Ben's.</p>")
    release = draft(publish_at=LATER)
    link = factories.print_text(release, text)
    release.refresh_from_db()
    factories.approved_by(bea(), release)

    with acting_as(ada()):
        link.position = 3
        link.save()

    release.refresh_from_db()
    factories.approved_by(ben(), release)
    assert release.is_approved


def test_guards_of_another_version_stop_every_write(
    stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when older code has migrated beside newer: as many guards, called alike, knowing less."""
    release = draft()
    guards._expected_names.cache_clear()
    with monkeypatch.context() as older:
        older.setitem(catalogue.MESSAGES, "frozen", "ircms: other words")
        guards.install()
    assert guards.problems()

    with pytest.raises(guards.GuardsMissing), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Through old guards")


@pytest.mark.parametrize("arguments", [["--check"], ["nosuchapp"]])
def test_a_migrate_that_migrates_nothing_touches_no_guard(
    stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    def no(using: str = "default") -> None:
        raise AssertionError("installed")

    monkeypatch.setattr(guards, "install", no)

    with contextlib.suppress(SystemExit, CommandError):
        call_command("migrate", *arguments, verbosity=0)

    guards.require_standing()


def test_an_authorship_cannot_be_forged(stopped_clock: StoppedClock) -> None:
    with refused("named actor"), transaction.atomic():
        SharedRowAuthor.objects.create(table="releases_standingtext", row_id=1, user=ben())
