"""From draft to review and back: who says what to whom, and what falls with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from ircms.actor import acting_as
from outbox.models import Message
from releases import review
from releases.models import Asked, Release, Step
from releases.transitions import TransitionRefused
from tests import factories
from tests.factories import NOON, ada, ben, cora, draft

pytestmark = pytest.mark.usefixtures("stopped_clock")
SOON = NOON + timedelta(hours=1)


def told() -> set[tuple[str, str]]:
    """Who is told of what by mail."""
    rows = Message.objects.values_list("recipient__full_name", "occasion")
    return set(rows)


def submit(release: Release, **said: Any) -> Step:
    return review.submit(release, by=ada(), at=NOON, revision=release.revision, **said)


def test_submitted_release_is_in_review_until_it_changes() -> None:
    release = draft(publish_at=SOON)

    submit(release)

    assert release.is_in_review
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="One more thought")
    release.refresh_from_db()
    assert not release.is_in_review


def test_what_was_not_submitted_as_it_stands_is_not_approved() -> None:
    release = draft(publish_at=SOON)
    submit(release)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="One more thought")
    release.refresh_from_db()

    with pytest.raises(TransitionRefused, match="not been submitted"):
        release.approve(by=ben(), at=NOON, revision=release.revision)


def test_the_database_approves_nothing_that_was_not_submitted() -> None:
    release = draft(publish_at=SOON)

    with pytest.raises(IntegrityError, match="submitted"), acting_as(ben()):
        factories.record_approval(release, ben())
        Release.objects.filter(pk=release.pk).update(approved_revision=1)


def test_the_database_submits_the_present_revision_alone() -> None:
    release = draft(publish_at=SOON)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Revision two")

    with pytest.raises(IntegrityError, match="present revision"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(submitted_revision=1)


def test_submission_of_what_has_changed_since_it_was_read_is_refused() -> None:
    release = draft()
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Revision two")

    with pytest.raises(TransitionRefused, match="changed since it was reviewed"):
        review.submit(release, by=ada(), at=NOON, revision=1)


def test_those_who_are_asked_are_told_and_nobody_else() -> None:
    release, bea = draft(), factories.bea()
    ben()

    submit(release, asking=[bea])

    assert told() == {("Bea", "submitted")}
    assert Asked.objects.get().user == bea


def test_without_anybody_asked_all_who_may_approve_are_told() -> None:
    release, both = draft(), factories.person("Eve", "writer", "approver")
    factories.bea(), ben()
    with acting_as(both):
        Release.objects.filter(pk=release.pk).update(headline="Eve wrote too")
    release.refresh_from_db()

    submit(release)

    assert told() == {("Bea", "submitted"), ("Ben", "submitted")}


def test_nobody_is_asked_who_could_not_approve() -> None:
    release, both = draft(), factories.person("Eve", "writer", "approver")
    with acting_as(both):
        Release.objects.filter(pk=release.pk).update(headline="Eve wrote too")
    release.refresh_from_db()

    with pytest.raises(TransitionRefused, match="Eve contributed"):
        submit(release, asking=[both])
    with pytest.raises(TransitionRefused, match="Cora has no right to approve"):
        submit(release, asking=[cora()])

    assert not release.is_in_review


def test_sent_back_release_keeps_its_time_and_its_writers_are_told_why() -> None:
    release = draft(publish_at=SOON)
    submit(release)

    review.send_back(release, by=ben(), at=NOON, revision=1, text=" Name the building. ")

    assert not release.is_in_review
    assert release.publish_at == SOON
    assert ("Ada", "sent_back") in told()
    assert Step.objects.get(kind="sent_back").text == "Name the building."


def test_sending_back_takes_a_comment() -> None:
    release = draft()
    submit(release)

    with pytest.raises(TransitionRefused, match="Say what is to be changed"):
        review.send_back(release, by=ben(), at=NOON, revision=1, text=" ")

    assert Release.objects.get(pk=release.pk).is_in_review


@pytest.mark.parametrize("way", ["send back", "recall"])
def test_approval_falls_when_it_is_taken_back(way: str) -> None:
    release = factories.approved(publish_at=SOON)
    seen: dict[str, Any] = {"at": NOON, "revision": release.revision}

    if way == "send back":
        review.send_back(release, by=factories.bea(), text="A figure.", **seen)
    else:
        review.recall(release, by=ada(), **seen)

    assert not release.is_approved
    assert release.publish_at == SOON
    assert not release.is_public(SOON + timedelta(days=1))
    assert ("Ben", "sent_back" if way == "send back" else "recalled") in told()


@pytest.mark.parametrize("way", ["send back", "recall", "comment after withdrawal"])
def test_public_release_is_past_review(way: str) -> None:
    release = factories.public()
    seen: dict[str, Any] = {"at": NOON, "revision": release.revision}
    go = {
        "send back": lambda: review.send_back(release, by=ben(), text="No.", **seen),
        "recall": lambda: review.recall(release, by=ada(), **seen),
        "comment after withdrawal": lambda: submit(release),
    }[way]

    with pytest.raises(TransitionRefused, match="It is public"):
        go()

    assert release.is_public(NOON)


def test_comment_changes_nothing_and_is_told_to_those_at_work_on_it() -> None:
    release = draft(publish_at=SOON)
    submit(release, asking=[ben()])
    Message.objects.all().delete()

    review.comment(release, by=ben(), at=NOON, text="Which floor?")

    assert release.is_in_review
    assert told() == {("Ada", "commented")}


@pytest.mark.parametrize("write", ["update", "delete"])
def test_a_step_is_never_changed_or_deleted(write: str) -> None:
    release = draft()
    step = submit(release, text="As agreed.")

    with pytest.raises(IntegrityError, match="never changed or deleted"), acting_as(ada()):
        if write == "update":
            Step.objects.filter(pk=step.pk).update(text="Something else.")
        else:
            Step.objects.filter(pk=step.pk).delete()


def test_a_step_is_recorded_by_whoever_takes_it() -> None:
    release = draft()

    with pytest.raises(IntegrityError, match="whoever takes it"), acting_as(ada()):
        Step.objects.create(release=release, kind="commented", by=ben(), at=NOON, revision=1)


def test_mail_about_a_step_says_nothing_of_the_release() -> None:
    release = draft("Harbor Bio buys a ship")
    submit(release, text="A word about the ship.")

    for message in Message.objects.all():
        row = " ".join(str(value) for value in vars(message).values())
        assert "ship" not in row
        assert message.path == f"/admin/releases/release/{release.pk}/change/"
