"""What is pasted tells nobody of what is kept to few people: with and without a confidential
release of the same things, every page says the same to whoever is not on its list."""

import re
from datetime import timedelta
from typing import Any

import pytest

from releases import insiders
from releases.admin.from_text import sending
from releases.drafting import draft
from releases.models import Release
from tests import factories
from tests.admin.announced import PLACE
from tests.admin.desk import page_of, signed_in
from tests.conftest import StoppedClock
from tests.conscience.worlds import undone
from tests.drafting.makers import ABOUT, ANSWERS, HARBOR, LEAD, announced, announcement
from tests.factories import NOON

_ONCE = re.compile(rb'(name="(?:csrfmiddlewaretoken|open_form|mark)" value|nonce)="[^"]+"')
# What Mallory guesses of the release that she may not know of, from all sides.
_GUESSED = (
    announcement(),
    announcement(headline="CORRECTION: Harbor Bio to Open New Bergen Plant"),
    announcement(about=f"{ABOUT} It was founded in Bergen.", harbor=f"{HARBOR} So it is."),
    announcement(contact="Mara Lund\nir@harbor-bio.example"),
    announcement(lead=LEAD.replace("May 12", "May 13")),
    announcement(about=f"{ABOUT} It began a Phase II trial (NCT01234567) in chronic hives."),
)
# All rows taken in, and a figure that no text states, so that nothing is made.
_KINDS = ("standing-texts", "contacts", "facilities", "figures", "trials", "events")
_WRONG = {f"{kind}-{number}-keep": "yes" for kind in _KINDS for number in range(6)}
_WRONG |= ANSWERS | {"release-wire": "", "figures-0-value": "7"}


def mallory() -> Any:
    return factories.person("Mallory", "writer")


def plant_kept() -> Release:
    """Ada's, with a row of each kind, new where it can be, and named as nobody else would."""
    secret = {
        "release-is_kept": "yes",
        "contacts-0-contact": "new",
        "facilities-0-facility": "new",
        "facilities-0-facility_name": "Secret works",
        "facilities-0-name": "Secret works",
        "trials-0-trial": "new",
        "trials-0-trial_name": "Secret trial",
        "events-0-event": "new",
        "events-0-event_name": "Secret event",
    }
    return draft(announced(phone="+1 555 0199"), ANSWERS | secret, by=factories.ada(), at=NOON)


def told(client: Any, own: Release) -> list[bytes]:
    """All that she is shown: what is proposed, what is wrong with it, what differs from her own
    draft, and what is known of that."""
    answers = [client.post(PLACE, {"text": text}) for text in _GUESSED]
    answers += [client.post(PLACE, {"text": text, "make": "yes"} | _WRONG) for text in _GUESSED]
    again = f"{page_of(own).removesuffix('change/')}read-again/"
    answers += [client.post(again, {"text": text}) for text in _GUESSED]
    answers.append(client.get(f"{page_of(own).removesuffix('change/')}submit/"))
    assert [each.status_code for each in answers] == [200] * len(answers)
    return [_ONCE.sub(b"", each.content) for each in answers]


@pytest.mark.django_db
def test_with_and_without_it_whoever_does_not_know_of_it_is_shown_the_same(
    stopped_clock: StoppedClock,
) -> None:
    factories.company()
    own = draft(
        announced(headline="Harbor Bio Writes of Something Else"), ANSWERS, by=mallory(), at=NOON
    )
    client = signed_in(mallory())
    factories.ada()
    without = told(client, own)

    with undone(stopped_clock):
        plant_kept()
        beside = told(client, own)

    assert beside == without


@pytest.mark.django_db
def test_with_and_without_it_an_empty_desk_is_the_same(stopped_clock: StoppedClock) -> None:
    factories.company()
    client = signed_in(mallory())
    factories.ada()
    without = [_ONCE.sub(b"", client.post(PLACE, {"text": text}).content) for text in _GUESSED]

    with undone(stopped_clock):
        plant_kept()
        beside = [_ONCE.sub(b"", client.post(PLACE, {"text": text}).content) for text in _GUESSED]

    assert beside == without


@pytest.mark.django_db
def test_a_page_sent_again_does_not_tell_the_headline_of_what_was_kept_from_its_author(
    stopped_clock: StoppedClock,
) -> None:
    reading = announced()
    headline = {"release-headline": "Harbor Bio to Be Sold"}
    theirs = draft(reading, ANSWERS | headline, by=mallory(), at=NOON)
    factories.keep_to_few(theirs, factories.ada())
    assert not insiders.knows(mallory(), theirs, NOON)

    made = sending.make(
        reading,
        ANSWERS | headline,
        by=mallory(),
        at=NOON,
        mark=(NOON - timedelta(hours=1)).isoformat(),
    )

    assert made.is_new
