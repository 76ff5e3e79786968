"""The guards: whichever way a write comes, nothing unapproved gets out, nothing public changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ircms.actor import acting_as
from releases import guards
from releases.approval import import_historic
from releases.digest import canonical_bytes
from releases.models import Approval, Contribution, Release, ReleaseContact
from releases.schedule import release_now
from releases.transitions import TransitionRefused
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, approved, bea, ben, cora, draft, ivo, public

pytestmark = pytest.mark.django_db


def refused(match: str) -> Any:
    return pytest.raises(IntegrityError, match=match)


def sql(statement: str, *values: Any) -> None:
    """Raw SQL in Ada's name, undone if the database refuses it."""
    with acting_as(ada()), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def stored(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def bundle(**columns: Any) -> Release:
    """A draft with one row of every part."""
    release = draft(**columns)
    factories.print_text(release, factories.standing_text())
    factories.print_contact(release, factories.contact())
    factories.categorise(release, factories.category())
    factories.attach(release)
    release.refresh_from_db()
    return release


def test_a_new_release_is_a_draft_at_revision_one(stopped_clock: StoppedClock) -> None:
    release = draft()

    assert (release.revision, release.approved_revision) == (1, None)


@pytest.mark.parametrize(
    "columns", [{"approved_revision": 1}, {"released_at": NOON}, {"revision": 5}]
)
def test_a_release_cannot_be_born_approved(
    stopped_clock: StoppedClock, columns: dict[str, Any]
) -> None:
    with refused("begins as a draft"), acting_as(ada()):
        Release.objects.create(headline="H", body="<p>B</p>", **columns)


def test_a_write_without_an_actor_is_refused(stopped_clock: StoppedClock) -> None:
    release = draft()

    with refused("named actor"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(headline="Changed by nobody")
    with refused("named actor"), transaction.atomic():
        Release.objects.create(headline="H", body="<p>B</p>")
    with refused("named actor"), transaction.atomic():
        ReleaseContact.objects.create(release=release, contact=factories.contact())


CHANGES = {
    "save": lambda r: Release(pk=r.pk, **{**vars_of(r), "headline": "New"}).save(force_update=True),
    "update": lambda r: Release.objects.filter(pk=r.pk).update(headline="New"),
    "bulk_update": lambda r: Release.objects.bulk_update([renamed(r)], ["headline"]),
    "raw sql": lambda r: sql("UPDATE releases_release SET headline = 'New' WHERE id = %s", r.pk),
    "time": lambda r: Release.objects.filter(pk=r.pk).update(publish_at=NOON + timedelta(hours=9)),
    "contact": lambda r: r.printed_contacts.update(phone="+1 555 0199"),
    "contact added": lambda r: ReleaseContact.objects.create(
        release=r, contact=factories.contact("Ines Roth")
    ),
    "contact removed": lambda r: r.printed_contacts.all().delete(),
    "text order": lambda r: r.printed_texts.update(position=4),
    "text removed": lambda r: r.printed_texts.all().delete(),
    "file": lambda r: r.attachments.update(sha256="0" * 64),
    "file removed": lambda r: r.attachments.all().delete(),
    "category added": lambda r: r.categories.add(factories.category("Clinical", "clinical")),
    "category removed": lambda r: r.categories.clear(),
}


def vars_of(release: Release) -> dict[str, Any]:
    return {
        field.attname: getattr(release, field.attname)
        for field in Release._meta.concrete_fields
        if field.attname not in {"id", "out_at"}
    }


def renamed(release: Release) -> Release:
    release.headline = "New"
    return release


@pytest.mark.parametrize("way", CHANGES)
def test_every_change_of_the_bundle_bumps_the_revision_and_ends_the_approval(
    stopped_clock: StoppedClock, way: str
) -> None:
    release = factories.approve(bundle(publish_at=NOON + timedelta(hours=1)))
    assert stored(release).is_approved

    with acting_as(ada()):
        CHANGES[way](release)

    after = stored(release)
    assert after.revision > release.revision
    assert not after.is_approved
    assert Contribution.objects.get(release=release, user=ada()).last_revision == after.revision


@pytest.mark.parametrize("way", CHANGES)
def test_nothing_of_a_public_release_changes(stopped_clock: StoppedClock, way: str) -> None:
    release = factories.approve(bundle(publish_at=NOON - timedelta(hours=1)))
    before = stored(release)

    with refused("public or about to be"), acting_as(ada()):
        CHANGES[way](release)

    assert vars_of(stored(release)) == vars_of(before)


@pytest.mark.parametrize("way", CHANGES)
def test_a_bundle_is_frozen_from_ten_seconds_before_its_time(
    stopped_clock: StoppedClock, way: str
) -> None:
    release = factories.approve(bundle(publish_at=NOON + timedelta(hours=1)))
    stopped_clock.set(NOON + timedelta(hours=1) - timedelta(seconds=10))

    with refused("public or about to be"), acting_as(ada()):
        CHANGES[way](release)


def test_an_update_that_changes_nothing_keeps_the_approval(stopped_clock: StoppedClock) -> None:
    release = approved()

    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline=release.headline)

    assert stored(release).is_approved


def test_a_part_stays_on_its_release(stopped_clock: StoppedClock) -> None:
    """Moved to another release it would leave its author behind."""
    one, other = bundle(), draft("The other one")

    with refused("stays on it"), acting_as(ada()):
        one.printed_contacts.update(release=other)


def test_a_stale_instance_saved_again_publishes_nothing(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=NOON + timedelta(hours=1))
    stale = stored(release)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="The newer wording")
    factories.approve(release)

    with acting_as(ada()):
        stale.save()

    stopped_clock.forward(timedelta(hours=2))
    assert not Release.objects.public(stopped_clock.instant).exists()


def test_a_stale_row_written_whole_is_refused(stopped_clock: StoppedClock) -> None:
    """The full row as ``Model.save`` of another program would write it, its old revision and its
    old approval included."""
    release = approved()
    old = vars_of(stored(release))
    with acting_as(ada()):
        factories.print_contact(release, factories.contact())

    with refused("changed since it was read"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(
            **{name: value for name, value in old.items() if name != "id"}
        )


@pytest.mark.parametrize(
    "columns",
    [{"approved_revision": 1}, {"revision": 7}, {"released_at": NOON}, {"withdrawn_at": NOON}],
)
def test_controlled_columns_cannot_be_written_by_hand(
    stopped_clock: StoppedClock, columns: dict[str, Any]
) -> None:
    release = draft()

    with pytest.raises(IntegrityError), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(**columns)


def test_whoever_wrote_it_cannot_approve_it(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=NOON + timedelta(hours=1))

    with pytest.raises(TransitionRefused, match="contributed"):
        factories.approved_by(factories.able(ada(), "approve_release"), release)
    with refused("contributed since the last approval"), acting_as(ada()):
        factories.record_approval(release, ada())


def test_one_change_of_a_contact_makes_a_contributor(stopped_clock: StoppedClock) -> None:
    release = bundle(publish_at=NOON + timedelta(hours=1))
    with acting_as(ben()):
        release.printed_contacts.update(phone="+1 555 0123")
    release.refresh_from_db()

    with pytest.raises(TransitionRefused, match="Ben contributed"):
        factories.approved_by(ben(), release)


def test_an_approver_who_wrote_before_the_last_approval_may_approve_the_next(
    stopped_clock: StoppedClock,
) -> None:
    release = draft(publish_at=NOON + timedelta(hours=1))
    with acting_as(ben()):
        Release.objects.filter(pk=release.pk).update(headline="Ben's wording")
    release.refresh_from_db()
    factories.approved_by(bea(), release)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Ada's wording")
    release.refresh_from_db()

    factories.approved_by(ben(), release)

    assert stored(release).is_approved


@pytest.mark.parametrize("link", ["translation_of", "corrects"])
def test_a_copy_inherits_the_contributors_of_its_source(
    stopped_clock: StoppedClock, link: str
) -> None:
    source = public()
    with acting_as(cora()):
        copy = Release.objects.create(
            headline="Copy", body="<p>B</p>", language="fr", publish_at=NOON + timedelta(hours=1),
            **{link: source},
        )  # fmt: skip

    with pytest.raises(TransitionRefused, match="Ada contributed"):
        factories.approved_by(factories.able(ada(), "approve_release"), copy)


def test_an_approval_is_for_the_revision_that_was_reviewed(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=NOON + timedelta(hours=1))
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Changed after the review")

    with pytest.raises(TransitionRefused, match="changed since it was reviewed"):
        factories.approved_by(ben(), release, revision=1)

    assert not Approval.objects.exists()


@pytest.mark.parametrize("seconds", [-3600, 0, 10])
def test_an_approval_that_would_publish_at_once_is_refused(
    stopped_clock: StoppedClock, seconds: int
) -> None:
    release = draft(publish_at=NOON + timedelta(seconds=seconds))

    with pytest.raises(TransitionRefused, match="public at once"):
        factories.approved_by(ben(), release, revision=1)
    with refused("public at once"), acting_as(ben()):
        factories.record_approval(release, ben())
        Release.objects.filter(pk=release.pk).update(approved_revision=1)


def test_only_the_past_can_be_imported_as_historic(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=NOON + timedelta(hours=1))

    with pytest.raises(TransitionRefused, match="in the past"):
        import_historic(release, by=ivo(), at=NOON, revision=1)


def test_release_now_keeps_the_approval_and_goes_out_at_once(stopped_clock: StoppedClock) -> None:
    release = approved(publish_at=NOON + timedelta(days=1))

    release_now(release, by=cora(), at=NOON, revision=release.revision)

    assert release.is_public(NOON)
    assert not release.is_public(NOON - timedelta(microseconds=1))
    assert release.approvals.count() == 1


def test_a_withdrawn_release_is_gone_and_stays_as_it_was(stopped_clock: StoppedClock) -> None:
    release = public()

    withdraw(release, by=cora(), at=NOON, reason="A figure was wrong.")

    assert not release.is_public(NOON)
    with refused("public or about to be"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Rewritten history")
    with refused("withdrawn, once"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(withdrawn_at=None, withdrawal_reason="")


def test_the_approval_of_a_public_release_cannot_be_taken_away(stopped_clock: StoppedClock) -> None:
    release = public()

    with refused("withdraw the release instead"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(approved_revision=None)


def test_a_release_on_hold_does_not_go_out(stopped_clock: StoppedClock) -> None:
    release = approved(publish_at=NOON + timedelta(seconds=30))
    stopped_clock.forward(timedelta(seconds=29))

    with acting_as(cora()):
        Release.objects.filter(pk=release.pk).update(approved_revision=None)

    stopped_clock.forward(timedelta(seconds=2))
    assert not release.is_public(stopped_clock.instant)


def test_a_release_that_was_approved_once_is_never_deleted(stopped_clock: StoppedClock) -> None:
    release = approved()

    with refused("ever approved is kept"):
        sql("DELETE FROM releases_release WHERE id = %s", release.pk)


def test_a_draft_can_be_deleted_and_its_contributors_stay_known(
    stopped_clock: StoppedClock,
) -> None:
    release = bundle()
    pk = release.pk

    with acting_as(ada()):
        release.delete()

    assert Contribution.objects.filter(release_id=pk, user=ada()).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE releases_approval SET sha256 = repeat('0', 64)",
        "UPDATE releases_approval SET revision = 9",
        "DELETE FROM releases_approval",
        "UPDATE releases_contribution SET last_revision = 0",
        "DELETE FROM releases_contribution",
    ],
)
def test_the_record_is_append_only(stopped_clock: StoppedClock, statement: str) -> None:
    approved()
    if connection.vendor == "sqlite":
        statement = statement.replace("repeat('0', 64)", f"'{'0' * 64}'")

    with refused("never changed or deleted"):
        sql(statement)


def test_a_standing_text_that_an_approved_release_uses_never_changes(
    stopped_clock: StoppedClock,
) -> None:
    text = factories.standing_text()
    release = draft(publish_at=NOON + timedelta(hours=1))
    factories.print_text(release, text)
    factories.approve(release)

    with refused("enter a new one"), acting_as(ada()), transaction.atomic():
        text.body = "<p>Quite another company.</p>"
        text.save()


def test_changing_a_standing_text_of_a_draft_bumps_the_draft(stopped_clock: StoppedClock) -> None:
    text = factories.standing_text()
    release = draft()
    factories.print_text(release, text)
    before = stored(release).revision

    with acting_as(ben()):
        text.body = "<p>Another wording.</p>"
        text.save()

    assert stored(release).revision == before + 1
    assert Contribution.objects.filter(release=release, user=ben()).exists()


def test_changing_a_contact_changes_neither_printing_nor_digest(
    stopped_clock: StoppedClock,
) -> None:
    release, who = draft(), factories.contact()
    printed = factories.print_contact(release, who)
    before = canonical_bytes(release)

    who.phone = "+1 555 0177"
    who.save()

    printed.refresh_from_db()
    assert printed.phone == "+1 555 0100"
    assert canonical_bytes(release) == before


def test_replacing_a_public_row_is_refused(stopped_clock: StoppedClock) -> None:
    """SQLite's REPLACE and PostgreSQL's ON CONFLICT both run into the guards."""
    release = public()
    values = f"({release.pk}, 'Forged', 1)"
    if connection.vendor == "sqlite":
        row = vars_of(release) | {"headline": "Forged", "approved_revision": None, "revision": 1}
        names = ", ".join(f'"{name}"' for name in ["id", *row])
        marks = ", ".join(["%s"] * (len(row) + 1))
        with pytest.raises(IntegrityError):
            sql(
                f"INSERT OR REPLACE INTO releases_release ({names}) VALUES ({marks})",
                release.pk,
                *[v if isinstance(v, (int, type(None))) else str(v) for v in row.values()],
            )
    else:
        with refused("public or about to be"):
            sql(
                f"MERGE INTO releases_release r USING (VALUES {values}) AS v(id, headline, number) "
                "ON r.id = v.id WHEN MATCHED THEN UPDATE SET headline = v.headline "
                "WHEN NOT MATCHED THEN DO NOTHING"
            )

    assert stored(release).headline == release.headline


def test_emptying_a_guarded_table_is_refused(stopped_clock: StoppedClock) -> None:
    public()
    stopped_clock.settle()
    empty = "TRUNCATE releases_release CASCADE" if connection.vendor == "postgresql" else (
        "DELETE FROM releases_release"
    )  # fmt: skip

    with pytest.raises(IntegrityError):
        sql(empty)

    assert Release.objects.count() == 1


def test_the_release_s_time_is_repeated_on_its_ranked_parts(stopped_clock: StoppedClock) -> None:
    release = draft(publish_at=NOON + timedelta(hours=1))
    printed = factories.print_contact(release, factories.contact())
    later = NOON + timedelta(hours=5)

    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(publish_at=later)
    printed.refresh_from_db()
    assert printed.out_at == later

    with acting_as(ada()):
        ReleaseContact.objects.filter(pk=printed.pk).update(out_at=NOON - timedelta(days=900))
    printed.refresh_from_db()
    assert printed.out_at == later


def test_missing_guards_are_named(db: None) -> None:
    assert guards.problems() == []
    on = " ON releases_release" if connection.vendor == "postgresql" else ""

    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ircms_release_update{on}")

    assert guards.problems() == ["ircms_release_update"]
    with pytest.raises(guards.GuardsMissing, match="ircms_release_update"):
        guards.require_installed()
    guards.install()
    assert guards.problems() == []


@pytest.mark.parametrize("earlier", [True, False])
def test_a_translation_is_never_public_before_its_original(
    stopped_clock: StoppedClock, earlier: bool
) -> None:
    original = approved(publish_at=NOON + timedelta(hours=2))
    step = timedelta(hours=1 if earlier else 3)
    version = approved(
        "L'usine ouvre", language="fr", translation_of=original, publish_at=NOON + step
    )

    assert not version.is_public(NOON + timedelta(hours=1, minutes=30))
    assert not version.is_public(NOON + timedelta(hours=2) - timedelta(microseconds=1))
    assert version.is_public(NOON + timedelta(hours=3))


def test_withdrawing_an_original_withdraws_its_translations(stopped_clock: StoppedClock) -> None:
    original = public()
    version = public("L'usine ouvre", language="fr", translation_of=original)

    withdraw(original, by=cora(), at=NOON, reason="Wrong plant.")

    assert not version.is_public(NOON)
