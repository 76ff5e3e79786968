"""What is written down to be told, and what cannot be."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from outbox.models import Message
from outbox.occasions import Occasion
from outbox.writing import tell
from tests.factories import NOON, ada, bea, ben, person
from tests.outbox.makers import PAGE, told

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_each_person_gets_a_row_of_their_own():
    tell([ben(), bea()], Occasion.SUBMITTED, path=PAGE, key="step:55", at=NOON)

    keys = set(Message.objects.values_list("key", flat=True))
    assert keys == {f"step:55:user:{ben().pk}", f"step:55:user:{bea().pk}"}


def test_nobody_is_told_the_same_thing_twice():
    told("step:55", [ben()])

    told("step:55", [ben(), ben(), bea()])

    assert Message.objects.count() == 2


def test_the_same_person_is_told_of_two_things():
    told("step:55")

    told("step:56")

    assert Message.objects.count() == 2


def test_nothing_is_sent_while_writing():
    told()

    assert mail.outbox == []


def test_a_message_goes_with_the_transaction_that_wrote_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told()
        raise ZeroDivisionError

    assert not Message.objects.exists()


def test_inactive_people_and_people_without_an_address_are_passed_over():
    gone, nameless = person("Gone", is_active=False), person("Nameless")
    nameless.email = ""

    people = tell([gone, nameless, ben()], Occasion.HELD, path=PAGE, key="step:1", at=NOON)

    assert people == [ben()]
    assert Message.objects.get().recipient == ben()


@pytest.mark.parametrize(
    "path",
    [
        "/news/harbor-bio-opens-a-plant/",
        "https://elsewhere.example/admin/",
        "//elsewhere.example/admin/",
        "/admin/../news/",
        "/admin/releases/release/?q=opens",
        "/admin/releases/release/harbor-bio-opens-a-plant/",
        "/admin/releases/release/12/change/\n",
        "/admin/" + "1/" * 100,
    ],
)
def test_a_path_that_is_no_page_of_the_desk_is_refused(path):
    with pytest.raises(ValueError, match="no page of the desk"):
        told(path=path)

    assert not Message.objects.exists()


@pytest.mark.parametrize("key", ["", "Step 55", "step:55\n", "harbor-bio-opens", "x" * 81])
def test_a_key_that_could_carry_words_is_refused(key):
    with pytest.raises(ValueError, match="cannot name an occasion"):
        told(key)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"path": "/news/a-slug/"}, "a_message_leads_to_a_page_of_the_desk"),
        ({"occasion": "rumour"}, "a_message_has_an_occasion_that_has_words"),
        ({"claimed_at": NOON}, "a_claim_on_a_message_has_its_time"),
        ({"sent_at": NOON}, "only_a_claimed_message_is_sent"),
        ({"failed_at": NOON}, "a_failed_message_was_not_sent_and_says_why"),
    ],
)
def test_the_table_refuses_a_row_that_makes_no_sense(columns, constraint):
    message = told()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**columns)


def test_a_person_who_was_told_something_cannot_be_deleted():
    message = told(people=[ada()])

    with pytest.raises(Exception, match="protected foreign keys"):
        message.recipient.delete()
