"""Approve, enter as historic, release now, withdraw: who may, and to what exactly."""

from datetime import timedelta

import pytest

from releases.models import Approval
from tests import factories
from tests.admin.desk import RELEASES, filled_in, page_of, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")
PASSWORD = "a long enough pass phrase"
SOON = factories.NOON + timedelta(hours=1)


def way(release, name):
    return f"{RELEASES}{release.pk}/{name}/"


def reviewed(client, release, name, **extra):
    """Read the page, tick the warnings, type the password, and send what it holds."""
    page = client.get(way(release, name))
    sent = {"revision": page.context["release"].revision, "password": PASSWORD}
    along = [version["release"] for version in page.context["along"]]
    sent["versions"] = " ".join(f"{each.pk}:{each.revision}" for each in along)
    if found := page.context.get("preflight"):
        sent["acknowledge"] = [finding.fingerprint for finding in found.warnings]
    return client.post(way(release, name), sent | extra)


def test_page_shows_all_that_is_approved():
    release = factories.draft(
        publish_at=SOON, subheadline="Under the headline", dateline_places=["WUXI, China"],
        tickers=["NASDAQ:HRBR"], staff_note="A word to colleagues", wire="GlobeNewswire",
        wire_url="https://cellbiomedgroup.com/wire",
    )  # fmt: skip
    text, who = factories.standing_text(body="<p>What we always say.</p>"), factories.contact()
    factories.print_text(release, text)
    factories.print_contact(release, who)
    factories.categorise(release, factories.category())
    file = factories.attach(release)

    page = signed_in(factories.ben()).get(way(release, "approve")).content.decode()

    for part in (
        release.headline, "Under the headline", "WUXI, China", "NASDAQ:HRBR", "The plant opened",
        "What we always say.", "version 1", who.name, who.phone, who.email, "Facilities",
        file.title, file.filename, file.sha256, "Mon 2 Mar 2026, 13:00 EST", release.slug,
        "A word to colleagues", "GlobeNewswire", "https://cellbiomedgroup.com/wire",
    ):  # fmt: skip
        assert part in page, part


def test_approver_reads_the_files_before_approving():
    release = factories.draft()
    file = factories.attach(release)
    ben = signed_in(factories.ben())

    response = ben.get(f"{RELEASES}{release.pk}/files/{file.pk}/")

    assert b"".join(response) == factories.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'


def test_file_is_not_handed_out_under_another_release():
    file = factories.attach(factories.draft("One"))
    other = factories.draft("Other")

    response = signed_in(factories.ben()).get(f"{RELEASES}{other.pk}/files/{file.pk}/")

    assert response.status_code == 404


def test_approver_approves_what_was_read():
    release = factories.submitted(factories.draft(publish_at=SOON))
    ben = signed_in(factories.ben())

    response = reviewed(ben, release, "approve")

    assert response["Location"] == page_of(release)
    release.refresh_from_db()
    assert release.is_approved
    assert Approval.objects.get().approver == factories.ben()
    page = ben.get(page_of(release)).content.decode()
    assert "Approved for Mon 2 Mar 2026, 13:00 EST" in page
    assert 'class="countdown" datetime="2026-03-02T13:00:00-05:00"' in page


def test_contributor_is_told_that_somebody_else_has_to_approve():
    release = factories.draft(publish_at=SOON)
    both = signed_in(factories.person("Eve", "writer", "approver"))
    both.post(page_of(release), filled_in(both, page_of(release), headline="By Eve"))
    factories.submitted(release)

    page = both.get(way(release, "approve")).content.decode()
    refused = reviewed(both, release, "approve").content.decode()

    assert "Somebody else has to approve it." in page
    assert "<button" not in page.partition('class="transition-form"')[2]
    assert "Eve contributed to it since the last approval." in refused
    release.refresh_from_db()
    assert not release.is_approved


def test_approval_of_what_has_changed_since_it_was_read_is_refused():
    release = factories.submitted(factories.draft(publish_at=SOON))
    ben, ada = signed_in(factories.ben()), signed_in(factories.ada())
    read = ben.get(way(release, "approve")).context["release"].revision
    ada.post(page_of(release), filled_in(ada, page_of(release), headline="Not what Ben read"))

    response = ben.post(way(release, "approve"), {"revision": read})

    assert "It has changed since it was reviewed" in response.content.decode()
    release.refresh_from_db()
    assert not release.is_approved


def test_what_would_be_public_at_once_is_not_approved():
    release = factories.submitted(factories.draft(publish_at=factories.NOON + timedelta(seconds=5)))

    response = reviewed(signed_in(factories.ben()), release, "approve")

    assert "would make it public at once" in response.content.decode()
    release.refresh_from_db()
    assert not release.is_approved


@pytest.mark.parametrize("name", ["approve", "import-historic", "release-now", "withdraw"])
def test_writer_gets_to_no_transition(name):
    release = factories.draft(publish_at=SOON)
    ada = signed_in(factories.ada())

    assert ada.get(way(release, name)).status_code == 403
    assert ada.post(way(release, name), {"revision": 1}).status_code == 403
    assert way(release, name) not in ada.get(page_of(release)).content.decode()


def test_publisher_releases_now_what_is_approved():
    release = factories.approved()
    cora = signed_in(factories.cora())

    response = reviewed(cora, release, "release-now")

    assert response.status_code == 302
    release.refresh_from_db()
    assert release.is_public(factories.NOON)
    assert release.is_approved


def test_release_now_of_what_has_changed_since_is_refused():
    release = factories.approved()
    cora = signed_in(factories.cora())

    sent = {"revision": release.revision + 1, "password": PASSWORD}
    response = cora.post(way(release, "release-now"), sent)

    assert "It has changed since it was reviewed" in response.content.decode()
    release.refresh_from_db()
    assert not release.is_public(factories.NOON)


def test_withdrawal_takes_a_reason():
    release = factories.public()
    cora = signed_in(factories.cora())

    asked = reviewed(cora, release, "withdraw", reason=" ")
    done = reviewed(cora, release, "withdraw", reason="Two figures were those of another site.")

    assert "Say why it is withdrawn" in asked.content.decode()
    assert done.status_code == 302
    page = cora.get(page_of(release)).content.decode()
    assert "Withdrawn on Mon 2 Mar 2026, 12:00 EST" in page
    assert "Two figures were those of another site." in page


def test_past_release_is_entered_as_historic_by_whoever_has_the_right():
    release = factories.draft(publish_at=factories.NOON - timedelta(days=900))
    root = signed_in(factories.person("Root", is_superuser=True))

    response = reviewed(root, release, "import-historic")

    assert response.status_code == 302
    release.refresh_from_db()
    assert release.is_public(factories.NOON)
    assert Approval.objects.get().kind == "historic_import"


def test_page_of_a_transition_that_is_not_open_says_why():
    release = factories.draft()

    page = signed_in(factories.cora()).get(way(release, "release-now")).content.decode()

    assert "This cannot be done as it stands: Draft." in page


def test_publisher_holds_what_is_approved_with_a_reason():
    release = factories.approved(publish_at=SOON)
    cora = signed_in(factories.cora())

    asked = reviewed(cora, release, "hold", reason=" ")
    reviewed(cora, release, "hold", reason="The figure is being checked.")

    assert "Say why it is put on hold" in asked.content.decode()
    release.refresh_from_db()
    assert not release.is_approved
    assert not release.is_public(factories.NOON + timedelta(days=1))
    page = cora.get(page_of(release)).content.decode()
    assert "On hold since Mon 2 Mar 2026, 12:00 EST" in page
    assert "The figure is being checked." in page


def test_public_release_cannot_be_held():
    release = factories.public()

    page = reviewed(signed_in(factories.cora()), release, "hold", reason="Too late.")

    assert "It is public" in page.content.decode()
    release.refresh_from_db()
    assert release.is_approved
