"""Who is still told: asked right before a mail is sent."""

from typing import Any

import pytest
from django.core import mail

from outbox.delivery import Outcome, deliver_due
from outbox.models import Message
from outbox.occasions import Occasion
from releases import insiders, review
from tests import factories
from tests.factories import NOON, ada, ben, cora

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def kept(*people: Any) -> Any:
    release = factories.draft("Harbor Bio is bought")
    insiders.make_confidential(release, by=ada(), at=NOON, people=people)
    Message.objects.all().delete()
    return release


def test_whoever_was_taken_off_the_list_since_is_not_told():
    release = kept(ben(), cora())
    review.submit(release, by=ada(), at=NOON, revision=release.revision, asking=[ben()])
    insiders.take_off(release, ben(), by=ada(), at=NOON)

    outcomes = deliver_due(NOON)

    assert (dict(outcomes), mail.outbox) == ({Outcome.FAILED: 1}, [])
    assert "does not exist for the recipient any more" in Message.objects.get().error


def test_whoever_is_on_the_list_still_is_told():
    release = kept(ben(), cora())
    review.submit(release, by=ada(), at=NOON, revision=release.revision, asking=[ben()])

    outcomes = deliver_due(NOON)

    assert dict(outcomes) == {Outcome.SENT: 1}


def test_mail_about_what_was_made_confidential_since_goes_to_those_on_its_list_alone():
    release = factories.draft("Harbor Bio is bought")
    review.submit(release, by=ada(), at=NOON, revision=release.revision, asking=[ben()])
    review.recall(release, by=ada(), at=NOON, revision=release.revision)
    insiders.make_confidential(release, by=ada(), at=NOON)

    deliver_due(NOON)

    assert mail.outbox == []


def test_whoever_is_named_is_told_so_without_a_word_of_it():
    release = kept()

    insiders.name_insider(release, ben(), by=ada(), at=NOON)
    deliver_due(NOON)

    [message] = Message.objects.all()
    assert (message.occasion, message.recipient) == (Occasion.NAMED_INSIDER, ben())
    assert message.path == f"/admin/releases/release/{release.pk}/change/"
    assert "bought" not in str(mail.outbox[0].message())


def test_whoever_is_named_while_it_is_made_confidential_is_told_and_its_maker_is_not():
    release = factories.draft("Harbor Bio is bought")

    insiders.make_confidential(release, by=ada(), at=NOON, people=[ben()])

    assert [each.recipient for each in Message.objects.all()] == [ben()]


def test_naming_somebody_twice_tells_them_once_and_again_after_they_were_taken_off():
    release = kept(cora())
    insiders.name_insider(release, ben(), by=ada(), at=NOON)
    insiders.name_insider(release, ben(), by=ada(), at=NOON)
    assert Message.objects.count() == 1

    insiders.take_off(release, ben(), by=ada(), at=NOON)
    insiders.name_insider(release, ben(), by=ada(), at=NOON)

    assert Message.objects.count() == 2
