"""What becomes of an enquiry: a mail to the mailbox, and then no word of it here."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from enquiries import posting
from enquiries.models import Enquiry, Salt, Sending
from outbox.delivery import Outcome, deliver_due, in_doubt
from tests.conftest import StoppedClock
from tests.enquiries.makers import MAILBOX, SAID, send
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def deliver(at: Any = NOON) -> Any:
    return deliver_due(at, ledger=posting.LEDGER)


def test_it_goes_to_the_mailbox_and_is_answered_to_the_reader(client: Client) -> None:
    send(client)

    outcomes = deliver()

    (sent,) = mail.outbox
    assert outcomes[Outcome.SENT] == 1
    assert sent.to == [MAILBOX]
    assert sent.reply_to == ["Rosa Okafor <rosa@auditors.example>"]
    assert sent.subject == "Enquiry from the investor site: analyst"
    for said in ("Okafor & Sons", "How large is the plant in Wuxi?\nAnd since when?"):
        assert said in sent.body


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Zoë “Zed” Müller, PhD <ceo@harbor-bio.example>", "zoe@auditors.example"),
        ("王小明", "wang@auditors.example"),
        ("Rosa", "rosa@münchen.example"),
        ("a: b; c", "rosa+ir@auditors.example"),
    ],
)
def test_whatever_the_name_one_address_is_answered(client: Client, name: str, email: str) -> None:
    send(client, name=name, email=email)

    deliver()

    message = mail.outbox[0].message()
    assert [key for key in dict(message.items()) if key in {"Bcc", "Cc"}] == []
    assert message["Reply-To"].count("@") <= 2
    assert "\n" not in message["Reply-To"].replace("\n ", "")
    assert mail.outbox[0].recipients() == [MAILBOX]


def test_once_it_is_sent_no_word_of_it_is_left(client: Client) -> None:
    send(client)

    deliver()

    enquiry = Enquiry.objects.get()
    assert enquiry.sent_at is not None
    for said in SAID.values():
        assert not said or said == "analyst" or said not in str(vars(enquiry))
    assert not deliver(NOON + timedelta(days=1))


def test_it_goes_altogether_after_thirty_days_sent_or_not(
    client: Client, settings: Any, stopped_clock: StoppedClock
) -> None:
    send(client)
    settings.IRCMS_IR_MAILBOX = ""
    assert deliver()[Outcome.FAILED] == 1

    posting.tidy(NOON + timedelta(days=30))
    before = Enquiry.objects.count()
    posting.tidy(NOON + timedelta(days=30, seconds=1))

    assert (before, Enquiry.objects.count()) == (1, 0)


def test_senders_are_forgotten_with_their_day(client: Client) -> None:
    send(client)

    posting.tidy(NOON + timedelta(hours=6))
    before = Sending.objects.count(), Salt.objects.count()
    posting.tidy(NOON + timedelta(hours=8))

    assert before == (1, 1)
    assert (Sending.objects.count(), Salt.objects.count()) == (0, 0)


def test_a_worker_that_died_leaves_it_in_doubt_and_a_person_decides(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client)
    monkeypatch.setattr("outbox.delivery._mark", lambda *a, **k: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        deliver()
    monkeypatch.undo()

    doubtful = in_doubt(NOON + timedelta(hours=1), posting.LEDGER)
    assert doubtful == [Enquiry.objects.get().pk]
