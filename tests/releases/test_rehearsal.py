"""A rehearsal: done by the real transitions, seen by the real views, and undone."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from accounts.models import User
from facilities.models import FacilityUpdate
from ircms import clock
from ircms.actor import acting_as
from releases import rehearsal as rehearsal_module
from releases import schedule
from releases.models import Release
from releases.rehearsal import AlreadyTold, Busy, NotRehearsable, rehearsed
from releases.rehearsed_site import answer
from releases.withdrawal import withdraw
from tests.conftest import StoppedClock
from tests.facilities.makers import facility
from tests.factories import (
    NOON,
    PDF,
    ada,
    approve,
    approved,
    attach,
    company,
    cora,
    draft,
    keep_to_few,
    public,
    submitted,
)

pytestmark = pytest.mark.django_db


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


@pytest.mark.usefixtures("stopped_clock")
def test_draft_stands_on_the_site_at_its_second() -> None:
    release = draft(publish_at=NOON + timedelta(hours=2))

    with rehearsed(release, at=NOON) as rehearsal:
        page = answer(f"/news/{release.slug}/", "", rehearsal.instant)
        newsroom = answer("/news/", "", rehearsal.instant)
        before = answer(f"/news/{release.slug}/", "", rehearsal.instant - timedelta(microseconds=1))

    assert rehearsal.instant == NOON + timedelta(hours=2)
    assert page.status_code == 200
    assert release.headline in newsroom.content.decode()
    assert before.status_code == 404


@pytest.mark.usefixtures("stopped_clock")
def test_nothing_stays_of_a_rehearsal() -> None:
    release = draft()
    draft("Another one")
    before = dump()

    with rehearsed(release, at=NOON):
        during = dump()

    assert before == dump()
    assert before != during


@pytest.mark.usefixtures("stopped_clock")
def test_the_release_in_hand_is_as_it_was() -> None:
    release = draft()

    with rehearsed(release, at=NOON) as rehearsal:
        pass

    assert rehearsal.release.is_approved
    assert release.approved_revision is None
    assert release.publish_at is None


@pytest.mark.usefixtures("stopped_clock")
def test_nothing_stays_where_an_exception_is_swallowed_within() -> None:
    release = draft()
    before = dump()

    with rehearsed(release, at=NOON):
        try:
            with transaction.atomic():
                raise ValueError
        except ValueError:
            pass

    assert before == dump()


@pytest.mark.usefixtures("stopped_clock")
def test_nothing_stays_where_the_rollback_is_called_off() -> None:
    release = draft()
    before = dump()

    with rehearsed(release, at=NOON):
        transaction.set_rollback(False)

    assert before == dump()


@pytest.mark.usefixtures("committed_db")
def test_database_itself_refuses_to_commit_a_rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    release = draft()
    before = dump()
    monkeypatch.setattr(transaction, "set_rollback", lambda rollback: None)

    with pytest.raises(IntegrityError), rehearsed(release, at=clock.now()):
        pass

    assert before == dump()


@pytest.mark.usefixtures("committed_db")
def test_database_refuses_a_commit_written_by_hand() -> None:
    release = draft()
    before = dump()

    with (
        pytest.raises(Exception, match=r"(?i)foreign key"),
        rehearsed(release, at=clock.now()),
        connection.cursor() as cursor,
    ):
        cursor.execute("COMMIT")

    assert before == dump()


@pytest.mark.usefixtures("committed_db")
def test_rehearsal_is_no_part_of_what_may_be_kept() -> None:
    release = draft()

    with pytest.raises(RuntimeError), transaction.atomic(), rehearsed(release, at=clock.now()):
        pass


@pytest.mark.usefixtures("stopped_clock")
def test_time_to_come_is_kept_and_one_too_near_is_not() -> None:
    later = draft("Later", publish_at=NOON + timedelta(days=3))
    near = draft("Near", publish_at=NOON + timedelta(seconds=30))
    past = draft("Past", publish_at=NOON - timedelta(days=3))
    timeless = draft("Timeless")

    instants = []
    for release in (later, near, past, timeless):
        with rehearsed(release, at=NOON) as rehearsal:
            instants.append(rehearsal.instant)

    assert instants[0] == NOON + timedelta(days=3)
    assert instants[1:] == [NOON + timedelta(minutes=2)] * 3


@pytest.mark.usefixtures("stopped_clock")
def test_approved_release_is_rehearsed_up_to_its_last_second(stopped_clock: StoppedClock) -> None:
    release = approved(publish_at=NOON + timedelta(minutes=5))
    stopped_clock.set(NOON + timedelta(minutes=5) - timedelta(seconds=1))

    with rehearsed(release, at=stopped_clock.instant) as rehearsal:
        page = answer(f"/news/{release.slug}/", "", rehearsal.instant)

    assert rehearsal.instant == NOON + timedelta(minutes=5)
    assert page.status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_what_is_on_hold_is_rehearsed_as_if_it_were_not() -> None:
    release = approved()
    schedule.hold(release, by=cora(), at=NOON, reason="Wait.")

    with rehearsed(release, at=NOON) as rehearsal:
        page = answer(f"/news/{release.slug}/", "", rehearsal.instant)

    assert page.status_code == 200
    assert Release.objects.get(pk=release.pk).held_at is not None


@pytest.mark.usefixtures("stopped_clock")
def test_what_is_in_review_is_rehearsed() -> None:
    release = submitted(draft(publish_at=NOON + timedelta(hours=1)))

    with rehearsed(release, at=NOON) as rehearsal:
        page = answer(f"/news/{release.slug}/", "", rehearsal.instant)

    assert page.status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_confidential_release_is_rehearsed_and_its_list_stays() -> None:
    release = draft()
    keep_to_few(release, cora())

    with rehearsed(release, at=NOON) as rehearsal:
        page = answer(f"/news/{release.slug}/", "", rehearsal.instant)

    assert page.status_code == 200
    assert release.insiders.count() == 2


@pytest.mark.usefixtures("stopped_clock")
def test_language_version_brings_its_original_along() -> None:
    original = draft("Harbor Bio opens a plant", publish_at=NOON + timedelta(hours=3))
    version = draft(
        "Harbor Bio eröffnet ein Werk",
        language="de",
        translation_of=original,
        publish_at=NOON + timedelta(hours=1),
    )

    with rehearsed(version, at=NOON) as rehearsal:
        page = answer(f"/news/{version.slug}/", "", rehearsal.instant).content.decode()

    assert rehearsal.instant == NOON + timedelta(hours=3)
    assert version.headline in page
    assert f"/news/{original.slug}/" in page


@pytest.mark.usefixtures("stopped_clock")
def test_version_of_a_confidential_original_is_rehearsed() -> None:
    original = draft()
    version = draft("Harbor Bio eröffnet ein Werk", language="de", translation_of=original)
    keep_to_few(original)

    with rehearsed(version, at=NOON) as rehearsal:
        page = answer(f"/news/{version.slug}/", "", rehearsal.instant)

    assert page.status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_version_approved_for_a_time_past_waits_for_its_original() -> None:
    original = approved()
    version = approve(
        draft(
            "Werk", language="de", translation_of=original, publish_at=NOON + timedelta(minutes=1)
        )
    )
    with acting_as(ada()):
        Release.objects.filter(pk=original.pk).update(subheadline="Changed since.")
    original.refresh_from_db()

    with rehearsed(original, at=NOON) as rehearsal:
        page = answer(f"/news/{version.slug}/", "", rehearsal.instant)

    assert {each.pk for each in rehearsal.shown} == {original.pk, version.pk}
    assert page.status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_correction_is_told_on_the_page_it_corrects() -> None:
    wrong = public("Harbor Bio has two plants")
    correction = draft("Harbor Bio has one plant", corrects=wrong, correction_reason="One, not two")

    with rehearsed(correction, at=NOON) as rehearsal:
        page = answer(f"/news/{wrong.slug}/", "", rehearsal.instant).content.decode()

    assert "One, not two" in page


@pytest.mark.usefixtures("stopped_clock")
def test_what_is_public_or_withdrawn_is_not_rehearsed() -> None:
    told = public("Told")
    gone = public("Gone")
    withdraw(gone, by=cora(), at=NOON, reason="Wrong.")

    for release in (told, gone):
        with pytest.raises(AlreadyTold), rehearsed(release, at=NOON):
            pass


@pytest.mark.usefixtures("stopped_clock")
def test_release_without_text_says_what_is_missing() -> None:
    release = draft(body="")

    with pytest.raises(NotRehearsable, match="no text yet"), rehearsed(release, at=NOON):
        pass


@pytest.mark.usefixtures("stopped_clock")
def test_original_without_text_is_what_a_version_misses() -> None:
    original = draft(body="")
    version = draft("Werk", language="de", translation_of=original)

    with pytest.raises(NotRehearsable, match=r"^Of its original: "), rehearsed(version, at=NOON):
        pass


@pytest.mark.usefixtures("stopped_clock")
def test_statement_that_rests_on_nothing_is_the_reason_why_not() -> None:
    release = draft(body="<p>The plant has two floors.</p>")
    with acting_as(ada()):
        FacilityUpdate.objects.create(
            release=release, facility=facility(), name="Plant", passage="The plant has two floors."
        )
        Release.objects.filter(pk=release.pk).update(body="<p>It has three.</p>")

    with (
        pytest.raises(NotRehearsable, match="rests on words that are not"),
        rehearsed(release, at=NOON),
    ):
        pass


@pytest.mark.usefixtures("stopped_clock")
def test_others_that_are_due_by_then_stand_too_unless_hidden() -> None:
    release = draft(publish_at=NOON + timedelta(hours=2))
    other = approved("Another one", publish_at=NOON + timedelta(hours=1))
    approved("Later than that", publish_at=NOON + timedelta(hours=3))

    pages = []
    for hide in (None, Q(pk=other.pk), Q()):
        with rehearsed(release, at=NOON, hide=hide) as rehearsal:
            newsroom = answer("/news/", "", rehearsal.instant).content.decode()
            pages.append((other.headline in newsroom, rehearsal.hidden, len(rehearsal.shown)))
        assert "Later than that" not in newsroom

    assert pages == [(True, 0, 2), (False, 1, 1), (False, 1, 1)]


@pytest.mark.usefixtures("stopped_clock")
def test_release_can_be_left_out_again() -> None:
    release = draft()

    with rehearsed(release, at=NOON) as rehearsal:
        with_it = answer("/news/", "", rehearsal.instant).content.decode()
        rehearsal.leave_out()
        without = answer("/news/", "", rehearsal.instant).content.decode()

    assert release.headline in with_it
    assert release.headline not in without


@pytest.mark.usefixtures("stopped_clock")
def test_one_who_was_made_up_can_never_sign_in() -> None:
    release = draft()

    with rehearsed(release, at=NOON):
        made_up = User.objects.filter(email__endswith=".invalid")
        people = [(user.has_usable_password(), user.is_staff) for user in made_up]

    assert people == [(False, False)] * 2
    assert not User.objects.filter(email__endswith=".invalid").exists()


@pytest.mark.usefixtures("committed_db")
def test_somebody_who_saves_is_waited_for_and_then_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal_module, "PATIENCE_MS", 50)
    release = draft()
    saving, done = threading.Event(), threading.Event()

    def save() -> None:
        with acting_as(ada()):
            Release.objects.filter(pk=release.pk).update(subheadline="Being saved")
            saving.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=save)
    thread.start()
    saving.wait(10)
    try:
        with pytest.raises(Busy), rehearsed(release, at=clock.now()):
            pass
    finally:
        done.set()
        thread.join()


@pytest.mark.usefixtures("committed_db")
def test_public_readers_see_nothing_of_a_rehearsal_meanwhile() -> None:
    release = draft()

    with rehearsed(release, at=clock.now()), ThreadPoolExecutor(1) as elsewhere:
        status = elsewhere.submit(_status_elsewhere, f"/news/{release.slug}/").result()

    assert status == 404


def _status_elsewhere(path: str) -> int:
    try:
        return Client().get(path).status_code
    finally:
        connection.close()


@pytest.mark.usefixtures("stopped_clock")
def test_links_stay_below_the_prefix_and_whole_addresses_do_not() -> None:
    release = draft()

    with rehearsed(release, at=NOON) as rehearsal:
        page = answer(f"/news/{release.slug}/", "", rehearsal.instant, "/some/where/").content

    text = page.decode()
    assert 'href="/some/where/news/"' in text
    assert not re.findall(r'<a [^>]*href="/(?!some/where/)', text)
    assert f"{settings.SITE_URL}/some/where/" not in text
    assert f'rel="canonical" href="{settings.SITE_URL}/news/{release.slug}/"' in text


@pytest.mark.usefixtures("stopped_clock")
def test_prefix_is_gone_afterwards() -> None:
    with rehearsed(draft(), at=NOON) as rehearsal:
        answer("/news/", "", rehearsal.instant, "/some/where/")

    assert reverse("newsroom") == "/news/"
    assert reverse("admin:index") == "/admin/"


@pytest.mark.usefixtures("stopped_clock")
def test_what_is_not_there_gives_the_site_s_own_404() -> None:
    with rehearsed(draft(), at=NOON) as rehearsal:
        missing = answer("/news/nothing-of-the-kind/", "", rehearsal.instant)
        nowhere = answer("/no/such/page", "", rehearsal.instant)

    assert missing.status_code == nowhere.status_code == 404
    assert missing.content == nowhere.content


@pytest.mark.usefixtures("stopped_clock")
def test_desk_is_no_part_of_the_rehearsed_site() -> None:
    with rehearsed(draft(), at=NOON) as rehearsal:
        response = answer("/admin/login/", "", rehearsal.instant)

    assert response.status_code == 404


@pytest.mark.usefixtures("stopped_clock")
def test_file_comes_whole_and_as_what_it_is() -> None:
    release = draft()
    file = attach(release)

    with rehearsed(release, at=NOON) as rehearsal:
        response = answer(file.get_absolute_url(), "", rehearsal.instant)

    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert "ETag" not in response


@pytest.mark.usefixtures("stopped_clock")
def test_rehearsed_page_is_byte_for_byte_the_page_readers_get(
    client: Client, stopped_clock: StoppedClock
) -> None:
    company()
    release = approved()
    addresses = ["/", "/news/", f"/news/{release.slug}/", "/news/feed.rss", "/contacts/"]

    with rehearsed(release, at=NOON) as rehearsal:
        foreseen = [answer(path, "", rehearsal.instant).content for path in addresses]
    stopped_clock.set(rehearsal.instant)

    assert foreseen == [client.get(path).content for path in addresses]
