"""Contacts: whose entry each is, and how this release prints it."""

import pytest

from ircms.actor import acting_as
from releases.models import Contact
from tests import factories
from tests.drafting.makers import announced, asked, drafted, of_kind, proposals, values
from tests.factories import ada

pytestmark = pytest.mark.usefixtures("stopped_clock")


def known(name: str = "Mara Lindqvist", **columns: str) -> Contact:
    with acting_as(ada()):
        return factories.contact(name, **columns)


def test_known_contact_is_found_by_the_address():
    mara = known(title="Head of Investor Relations")

    release = drafted()

    printed = release.printed_contacts.get()
    assert printed.contact == mara
    assert printed.title == "Investor Relations"


def test_entry_stays_as_it_is_when_a_release_prints_it_otherwise():
    mara = known(title="Head of Investor Relations", phone="+1 555 0199")

    drafted()

    mara.refresh_from_db()
    assert (mara.title, mara.phone) == ("Head of Investor Relations", "+1 555 0199")


def test_known_contact_is_found_by_the_name_where_the_address_is_new():
    mara = known(email="mara@harbor-bio.example")

    assert values(of_kind("contacts", proposals())[0])["contact"] == str(mara.pk)


def test_address_of_somebody_else_is_asked_about():
    known("Jon Aas")

    assert "contacts-0-contact" in asked(proposals())


def test_somebody_new_gets_an_entry():
    release = drafted()

    entry = Contact.objects.get(name="Mara Lindqvist")
    assert release.printed_contacts.get().contact == entry
    assert entry.email == "ir@harbor-bio.example"


def test_text_without_contacts_has_none():
    assert of_kind("contacts", proposals(announced(contact="Harbor Bio"))) == []
