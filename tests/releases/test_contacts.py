"""The contacts page: what releases printed, as far as they are public."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON

pytestmark = pytest.mark.django_db
MARA = "Mara Lindqvist"


def printed(who: object, headline: str, hours: int, **columns: object) -> None:
    """``who``, printed by a release that goes out ``hours`` from NOON."""
    release = factories.draft(headline, publish_at=NOON + timedelta(hours=hours))
    factories.print_contact(release, who, **columns)  # type: ignore[arg-type]  # a Contact
    factories.approve(release)


def page(client: Client) -> str:
    return client.get("/contacts/").content.decode()


def test_a_contact_shows_as_last_printed(client: Client, stopped_clock: StoppedClock) -> None:
    mara = factories.contact()
    printed(mara, "Newer", -1, name=MARA, phone="+1 555 0222")
    printed(mara, "Older", -9, name=MARA, phone="+1 555 0111")

    html = page(client)

    assert "+1 555 0222" in html
    assert "+1 555 0111" not in html


def test_changing_the_contact_itself_changes_no_page(
    client: Client, stopped_clock: StoppedClock
) -> None:
    mara = factories.contact()
    printed(mara, "News", -1)
    before = page(client)

    mara.phone = "+1 555 0999"
    mara.save()

    assert page(client) == before


def test_a_printing_that_is_not_marked_for_the_page_leaves_it_as_it_was(
    client: Client, stopped_clock: StoppedClock
) -> None:
    mara = factories.contact()
    printed(mara, "Older", -9, name=MARA, phone="+1 555 0111")
    printed(mara, "Newer", -1, name=MARA, phone="+1 555 0222", is_listed=False)

    assert "+1 555 0111" in page(client)


def test_a_notice_ends_a_contact_at_its_second(client: Client, stopped_clock: StoppedClock) -> None:
    mara = factories.contact()
    printed(mara, "Older", -9)
    printed(mara, "She leaves", 1, is_listed=False, is_ended=True)

    assert MARA in page(client)
    stopped_clock.forward(timedelta(hours=1))
    assert MARA not in page(client)


def test_a_correction_ends_what_a_version_of_the_corrected_release_printed(
    client: Client, stopped_clock: StoppedClock
) -> None:
    mara = factories.contact()
    printed(mara, "Oldest", -99, name=MARA, phone="+1 555 0111")
    wrong = factories.public("Wrong", publish_at=NOON - timedelta(hours=9))
    version = factories.draft("Falsch", language="de", translation_of=wrong,
                              publish_at=NOON - timedelta(hours=8))  # fmt: skip
    factories.print_contact(version, mara, name=MARA, phone="+1 555 0222")
    factories.approve(version)
    assert "+1 555 0222" in page(client)

    factories.public("Right", corrects=wrong, publish_at=NOON - timedelta(hours=1))

    assert "+1 555 0222" not in page(client)
    assert "+1 555 0111" in page(client)


def test_an_embargoed_number_is_unknown_until_its_second(
    client: Client, stopped_clock: StoppedClock
) -> None:
    mara = factories.contact()
    printed(mara, "Older", -9, name=MARA, phone="+1 555 0111")
    printed(mara, "Newer", 1, name=MARA, phone="+1 555 0222")

    assert "+1 555 0222" not in page(client)
    stopped_clock.forward(timedelta(hours=1))
    assert "+1 555 0222" in page(client)
