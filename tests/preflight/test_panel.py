"""The panel on the desk: live while writing, and where it is approved."""

import re
from typing import Any

import pytest
from django.test import Client

from releases import insiders, preflight
from releases.models import Contribution, Release
from tests import factories
from tests.admin.desk import RELEASES, as_shown, filled_in, page_of, signed_in
from tests.factories import NOON, ada, draft
from tests.trials import makers as trials

pytestmark = pytest.mark.usefixtures("stopped_clock")
PANEL = f"{RELEASES}preflight/"


def looked_at(client: Client, release: Release | None = None, **typed: Any) -> str:
    """The panel for the form of ``release`` with what is typed into it."""
    page = page_of(release) if release else f"{RELEASES}add/"
    address = f"{PANEL}?release={release.pk}" if release else PANEL
    response = client.post(address, filled_in(client, page, **typed))
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_typed_is_looked_at_and_nothing_is_stored():
    release = draft()
    client = signed_in(ada())

    panel = looked_at(client, release, body="<p>It opened in [TBD].</p>")

    assert "<mark>[TBD]</mark>" in panel
    assert 'href="#id_body"' in panel
    release.refresh_from_db()
    assert release.revision == 1
    assert release.body == "<p>The plant opened today.</p>"


def test_the_panel_of_the_form_untouched_says_what_the_stored_release_says():
    factories.company()
    about = factories.standing_text("safe_harbor", body="<p>Founded in [TBD].</p>")
    release = draft(
        publish_at=NOON,
        dateline_places=["BOSTON"],
        tickers=["NYSE:NONE"],
        wire_url="http://x.example",
    )
    factories.print_text(release, about)
    factories.print_contact(release, factories.contact(phone="", email=""))
    factories.attach(release)
    client = signed_in(ada())

    sent = as_shown(client.get(page_of(release)))
    response = client.post(f"{PANEL}?release={release.pk}", sent)

    assert response.context["preflight"] == preflight.open_findings(release, NOON)
    assert response.context["preflight"].blocking


def test_a_release_that_is_being_begun_is_looked_at():
    panel = looked_at(
        signed_in(ada()), headline="Harbor Bio opens [NAME]", body="<p>It opened.</p>"
    )

    assert "<mark>[NAME]</mark>" in panel
    assert not Release.objects.exists()
    assert not Contribution.objects.exists()


def test_rows_that_are_typed_are_looked_at():
    text = factories.standing_text(body="<p>Founded in [●].</p>")
    who = factories.contact()

    panel = looked_at(
        signed_in(ada()),
        headline="Harbor Bio opens a plant",
        printed_texts__0__standing_text=str(text.pk),
        printed_contacts__0__contact=str(who.pk),
        attachments__0__title="plan",
        attachments__0__file="C:\\pictures\\plan.png",
    )

    assert 'href="#id_printed_texts-0-standing_text"' in panel
    assert "It names no contact." not in panel
    assert "plan.png is a picture" in panel


def test_a_row_marked_to_go_is_gone():
    release = draft()
    factories.print_contact(release, factories.contact())
    client = signed_in(ada())

    assert "It names no contact." not in looked_at(client, release)
    assert "It names no contact." in looked_at(client, release, printed_contacts__0__DELETE="on")


def test_a_trial_that_is_typed_is_known_by_its_names():
    release = trials.draft(NOON, body="<p>HB-7 cures gout.</p>")
    client = signed_in(ada())

    typed = {"trialupdate__TOTAL_FORMS": "1", "trialupdate__0__intervention": "HB-7"}

    assert "stands in one sentence with “HB-7”" in looked_at(client, release, **typed)


@pytest.mark.parametrize(
    "typed",
    [
        {"publish_at": "2026-02-30T99:00"},
        {"dateline_date": "tomorrow"},
        {"translation_of": "nobody"},
        {"corrects": "9" * 30},
        {"language": "tlh"},
        {"printed_texts__TOTAL_FORMS": "99999999"},
        {"printed_texts__TOTAL_FORMS": "-1"},
        {"body": "<p>" * 3000 + "<script>alert(1)</script>"},
    ],
)
def test_what_cannot_be_read_is_passed_over(typed: dict[str, str]):
    sent = {"headline": "x"} | {name.replace("__", "-"): value for name, value in typed.items()}

    response = signed_in(ada()).post(PANEL, sent)

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_what_is_found_in_mark_up_is_shown_as_text():
    response = signed_in(ada()).post(PANEL, {"headline": "[insert <img src=x>]"})
    panel = response.content.decode()

    assert "<img" not in panel
    assert "&lt;img" in panel


def test_an_acknowledged_warning_is_shown_with_who_and_when():
    release = draft()
    warning = preflight.open_findings(release, NOON).warnings[0]
    preflight.acknowledge(release, by=factories.ben(), at=NOON, fingerprints=[warning.fingerprint])

    panel = looked_at(signed_in(ada()), release)

    assert "Acknowledged by Ben, Mon 2 Mar 2026, 12:00 EST." in panel


def test_only_writers_are_shown_a_panel():
    release = draft()

    for who in (factories.ben(), factories.cora(), factories.person("Dora", "auditor")):
        client = signed_in(who)
        assert client.post(PANEL, {"headline": "x"}).status_code == 403
        assert client.post(f"{PANEL}?release={release.pk}", {"headline": "x"}).status_code == 403


def test_mallory_is_sent_to_the_sign_in_page():
    mallory = signed_in(factories.person("Mallory", is_staff=False))

    assert mallory.post(PANEL, {}).status_code == 302


@pytest.mark.parametrize("key", ["0", "4711", "x", "", "9" * 40])
def test_a_release_that_is_not_there_has_no_panel(key: str):
    assert signed_in(ada()).post(f"{PANEL}?release={key}", {}).status_code == 404


def test_a_confidential_release_has_no_panel_for_others():
    release = draft()
    insiders.make_confidential(release, by=ada(), at=NOON)
    walt = factories.person("Walt", "writer")

    assert signed_in(walt).post(f"{PANEL}?release={release.pk}", {}).status_code == 404
    assert signed_in(ada()).post(f"{PANEL}?release={release.pk}", {}).status_code == 200


def test_a_confidential_original_tells_others_nothing_of_itself():
    original = draft("Harbor Bio to buy a rival", language="de")
    insiders.make_confidential(original, by=ada(), at=NOON)
    walt = signed_in(factories.person("Walt", "writer"))

    there = walt.post(PANEL, {"translation_of": str(original.pk), "headline": "x"})
    nowhere = walt.post(PANEL, {"translation_of": "4711", "headline": "x"})

    assert there.content == nowhere.content


def test_the_panel_is_asked_for_with_post_alone():
    assert signed_in(ada()).get(PANEL).status_code == 405


def test_whoever_approves_ticks_each_warning():
    release = factories.submitted(draft(publish_at=NOON.replace(hour=20)))
    client = signed_in(factories.ben())

    page = client.get(f"{RELEASES}{release.pk}/approve/").content.decode()

    ticks = re.findall(r'name="acknowledge" id="seen-\w+" value="(\w{64})"', page)
    assert ticks == [f.fingerprint for f in preflight.open_findings(release, NOON).warnings]
    assert f'href="{page_of(release)}#id_dateline_places"' in page
