"""The mail: what it says, and that it says nothing of a release."""

import re

import pytest
from django.core import mail

from ircms.actor import acting_as
from outbox.delivery import deliver_due
from outbox.occasions import SENTENCES, Occasion
from outbox.writing import tell
from releases.models import Release
from tests import factories
from tests.factories import NOON, ben
from tests.outbox.makers import PAGE, told
from tests.outbox.sink import sink

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_a_mail_says_the_occasion_and_links_to_the_page(settings):
    settings.SITE_URL = "https://desk.harbor-bio.example"
    told(occasion=Occasion.SENT_BACK)

    deliver_due(NOON)

    (sent,) = mail.outbox
    assert sent.subject == "Newsroom desk: a release was sent back"
    assert sent.to == ["ben@harbor-bio.example"]
    assert SENTENCES[Occasion.SENT_BACK] in " ".join(sent.body.split())
    assert f"\nhttps://desk.harbor-bio.example{PAGE}\n" in sent.body


@pytest.mark.parametrize("occasion", Occasion)
def test_every_occasion_has_a_subject_and_one_sentence_of_its_own(occasion):
    others = [sentence for each, sentence in SENTENCES.items() if each is not occasion]

    assert re.fullmatch(r"Newsroom desk: [a-z][A-Za-z ]+", occasion.subject)
    assert re.fullmatch(r"[A-Z][^.]+\.", occasion.sentence)
    assert occasion.sentence not in others


def test_no_word_of_a_release_goes_out(mail_through):
    canaries = ("Zanzibarium", "quokkaline", "xylofactory", "Wombatine", "vervetgram")
    with acting_as(factories.ada()):
        release = Release.objects.create(
            headline=f"{canaries[0]} plant opens",
            slug=canaries[1],
            subheadline=canaries[2],
            body=f"<p>{canaries[3]}</p>",
            staff_note=canaries[4],
            publish_at=NOON.replace(year=2031),
        )
    path = f"/admin/releases/release/{release.pk}/change/"
    for number, occasion in enumerate(Occasion):
        tell([ben()], occasion, path=path, key=f"step:{number}", at=NOON)

    with sink() as server:
        mail_through(server)
        deliver_due(NOON)

    raw = [sent.as_bytes().lower() + sent.get_content().lower().encode() for sent in server.mails]
    assert len(raw) == len(Occasion)
    for word in (*canaries, "2031", "press release", "notice"):
        assert not [text for text in raw if word.lower().encode() in text], word


def test_the_mail_is_plain_text_that_asks_for_no_answer_by_machine(mail_through, settings):
    settings.DEFAULT_FROM_EMAIL = "Newsroom <desk@harbor-bio.example>"
    told()

    with sink() as server:
        mail_through(server)
        deliver_due(NOON)

    (sent,) = server.mails
    assert sent.get_content_type() == "text/plain"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["From"] == "Newsroom <desk@harbor-bio.example>"
    assert sent["To"] == "ben@harbor-bio.example"
    assert sent["Date"].datetime == NOON
    assert "testserver" in sent["Message-ID"]


def test_a_repeat_bears_the_message_id_of_the_first(settings):
    settings.SITE_URL = "https://desk.harbor-bio.example"
    message = told("step:55")
    deliver_due(NOON)
    told("step:56")
    type(message).objects.filter(pk=message.pk).update(sent_at=None, claim=None, claimed_at=None)

    deliver_due(NOON)

    ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0].endswith("@desk.harbor-bio.example>")
    assert "step" not in ids[0]
