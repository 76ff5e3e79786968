"""The manuscript of a stored release, and what is around it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ircms.actor import acting_as
from releases import insiders, preflight
from releases.models import Acknowledgement, Release
from releases.preflight.stored import of_release
from tests import factories
from tests.factories import NOON, ada, ben, cora, draft
from tests.preflight.makers import at
from tests.trials import makers as trials

pytestmark = pytest.mark.usefixtures("stopped_clock")
TOMORROW = at("2026-03-03T12:00")


def codes(release: Release) -> set[str]:
    return {finding.code for finding in preflight.of_release(release, NOON)}


def test_a_stored_release_is_read_with_all_that_hangs_on_it():
    factories.company()
    release = draft(
        dateline_places=["BOSTON"], tickers=["NASDAQ:HRBR"], publish_at=TOMORROW, subheadline="More"
    )
    factories.print_text(release, factories.standing_text("safe_harbor"))
    factories.print_contact(release, factories.contact())
    factories.attach(release)

    manuscript = of_release(release, NOON)

    assert manuscript.headline == release.headline
    assert manuscript.body == release.body
    assert manuscript.publish_at == TOMORROW
    assert [text.kind for text in manuscript.standing_texts] == ["safe_harbor"]
    assert [who.phone for who in manuscript.contacts] == ["+1 555 0100"]
    assert [file.filename for file in manuscript.files] == ["plan.pdf"]
    assert [listing.ticker for listing in manuscript.listings] == ["HRBR"]
    assert manuscript.company == "Harbor Bio"


def test_places_are_the_fields_of_the_releases_form():
    release = draft()
    factories.print_text(release, factories.standing_text(body="<p>[TBD]</p>"))

    [finding] = [f for f in preflight.of_release(release, NOON) if f.code == "placeholder"]

    assert finding.where.anchor == "id_printed_texts-0-standing_text"


def test_whoever_only_leaves_the_contacts_page_is_no_contact():
    release = draft()
    factories.print_contact(release, factories.contact(), is_listed=False, is_ended=True)

    assert "contact-missing" in codes(release)


def test_what_a_release_says_of_trials_is_known_to_the_checks():
    release = trials.draft(TOMORROW, body=f"{trials.BODY}<p>HB-7 cures gout.</p>")
    trials.state(release, intervention="HB-7")

    assert "investigational" in codes(release)


def test_a_translation_knows_the_trials_of_its_original():
    original = trials.draft(TOMORROW)
    trials.state(original, intervention="HB-7")
    release = draft(
        "Harbor Bio heilt", language="de", translation_of=original, body="<p>HB-7 heilt Gicht.</p>"
    )

    assert "investigational" in codes(release)


@pytest.mark.parametrize("rows", [1, 6])
def test_the_number_of_queries_does_not_grow(queries: Callable[..., Any], rows: int):
    factories.company()
    release = draft(
        publish_at=TOMORROW, body='<p><a href="/news/x/">x</a></p>' + "<p>[TBD]</p>" * rows
    )
    for number in range(rows):
        factories.print_contact(release, factories.contact(f"Contact {number}"))
        factories.attach(release, title=f"Plan {number}")
        factories.print_text(release, factories.standing_text(key=f"about-{number}"), number)
    release = Release.objects.get(pk=release.pk)

    with queries(22):
        preflight.open_findings(release, NOON)


def test_a_link_to_a_draft_stops_it():
    other = draft("Harbor Bio buys a rival")

    release = draft(body=f'<p><a href="/news/{other.slug}/">it</a></p>')

    assert "link-not-public" in codes(release)


def test_a_link_to_nothing_reads_like_a_link_to_a_draft():
    draft("Harbor Bio buys a rival", slug="a-rival")
    to_draft = draft("One", body='<p><a href="/news/a-rival/">it</a></p>')
    to_nothing = draft("Two", body='<p><a href="/news/a-river/">it</a></p>')

    [told] = [f for f in preflight.of_release(to_draft, NOON) if f.code == "link-not-public"]
    [same] = [f for f in preflight.of_release(to_nothing, NOON) if f.code == "link-not-public"]

    assert told.what.replace("a-rival", "a-river") == same.what


def test_a_link_to_what_is_public_passes():
    other = factories.public()

    release = draft("Another", body=f'<p><a href="/news/{other.slug}/">it</a></p>')

    assert "link-not-public" not in codes(release)


def test_a_link_to_what_goes_out_before_it_passes():
    other = factories.approved(publish_at=TOMORROW)
    body = f'<p><a href="/news/{other.slug}.pdf">it</a></p>'

    later = draft("Later", body=body, publish_at=TOMORROW + timedelta(hours=1))
    sooner = draft("Sooner", body=body, publish_at=TOMORROW - timedelta(hours=1))

    assert "link-not-public" not in codes(later)
    assert "link-not-public" in codes(sooner)


def test_of_a_confidential_release_it_is_not_told_that_it_goes_out():
    other = draft("Kept", publish_at=TOMORROW)
    insiders.make_confidential(other, by=ada(), at=NOON, people=[factories.ben(), factories.cora()])
    factories.approve(other)

    release = draft(
        "Later",
        body=f'<p><a href="/news/{other.slug}/">it</a></p>',
        publish_at=TOMORROW + timedelta(hours=1),
    )

    assert "link-not-public" in codes(release)


def test_versions_may_link_to_each_other_before_they_are_public():
    original = draft(body='<p><a href="/news/das-werk/">deutsch</a></p>')
    draft("Das Werk", slug="das-werk", language="de", translation_of=original)

    assert "link-not-public" not in codes(original)


def test_a_link_to_a_file_of_its_own_passes_and_to_that_of_a_draft_does_not():
    release, other = draft("One"), draft("Two")
    own, others = factories.attach(release), factories.attach(other)

    for file, is_found in ((own, False), (others, True)):
        with acting_as(ada()):
            release.body = f'<p><a href="{file.get_absolute_url()}">plan</a></p>'
            release.save()
        assert ("link-not-public" in codes(release)) is is_found


def test_a_language_that_the_last_public_release_had_is_missed():
    last = draft("Last", publish_at=NOON - timedelta(days=1))
    version = draft(
        "Letzte", language="de", translation_of=last, publish_at=NOON - timedelta(days=1)
    )
    factories.approve(last)
    factories.approve(version)
    release = draft("Next")

    assert "translation-missing" in codes(release)

    draft("Nächste", language="de", translation_of=release)
    assert "translation-missing" not in codes(release)


def test_a_translation_is_older_once_the_originals_text_was_changed():
    original = draft("The plant")
    release = draft("Das Werk", language="de", translation_of=original)
    assert "translation-older" not in codes(release)

    with acting_as(ada()):
        original.body = "<p>The plant opened yesterday.</p>"
        original.save()
    assert "translation-older" in codes(release)

    with acting_as(ada()):
        release.body = "<p>Das Werk ging gestern auf.</p>"
        release.save()
    assert "translation-older" not in codes(release)


def test_another_time_of_the_original_makes_no_translation_older():
    original = draft("The plant")
    release = draft("Das Werk", language="de", translation_of=original)

    with acting_as(ada()):
        original.publish_at = TOMORROW
        original.save()

    assert "translation-older" not in codes(release)


def test_a_confidential_release_wants_an_approver_who_did_not_write_it_and_a_publisher():
    release = draft()
    insiders.make_confidential(release, by=ada(), at=NOON)
    assert "insiders" in codes(release)

    insiders.name_insider(release, ben(), by=ada(), at=NOON)
    insiders.name_insider(release, cora(), by=ada(), at=NOON)
    assert "insiders" not in codes(release)


def test_a_recorded_notice_is_heeded():
    factories.company()
    release = draft(publish_at=TOMORROW)
    assert "exchange-notice" in codes(release)

    factories.waive_notice(release)
    assert "exchange-notice" not in codes(release)


def test_releasing_now_asks_the_exchanges_as_of_now():
    factories.company()
    release = draft(publish_at=None)

    [finding] = preflight.if_released(release, NOON)

    assert finding.code == "exchange-notice"
    assert "that has passed" in finding.what


def test_acknowledged_warnings_are_kept_with_who_and_when():
    release = draft()
    warning = preflight.open_findings(release, NOON).warnings[0]

    preflight.acknowledge(release, by=ben(), at=NOON, fingerprints=[warning.fingerprint])

    found = preflight.open_findings(release, NOON)
    assert [(each.finding, each.by, each.at) for each in found.acknowledged] == [
        (warning, ben(), NOON)
    ]
    assert warning not in found.warnings


def test_a_warning_is_acknowledged_once():
    release = draft()
    warning = preflight.open_findings(release, NOON).warnings[0]

    for who in (ben(), factories.bea()):
        preflight.acknowledge(release, by=who, at=NOON, fingerprints=[warning.fingerprint])

    assert [row.by for row in Acknowledgement.objects.all()] == [ben()]


def test_an_acknowledgement_ends_with_the_words_it_was_of():
    release = draft(body="<p>It opens at 10:30 a.m.</p>")
    for finding in preflight.open_findings(release, NOON).warnings:
        preflight.acknowledge(release, by=ben(), at=NOON, fingerprints=[finding.fingerprint])

    with acting_as(ada()):
        release.body = "<p>It opens at 11:30 a.m.</p>"
        release.save()

    assert [f.code for f in preflight.open_findings(release, NOON).warnings] == [
        "time-without-zone"
    ]


@pytest.mark.parametrize("which", ["unknown", "blocking"])
def test_what_is_no_warning_cannot_be_acknowledged(which: str):
    release = draft(body="<p>[TBD]</p>")
    found = preflight.open_findings(release, NOON)
    prints = {"unknown": "0" * 64, "blocking": found.blocking[0].fingerprint}
    good = found.warnings[0].fingerprint

    with pytest.raises(preflight.UnknownFinding):
        preflight.acknowledge(release, by=ben(), at=NOON, fingerprints=[good, prints[which]])

    assert not Acknowledgement.objects.exists()


def test_everything_is_let_stand_where_it_is_out_already():
    release = draft(body="<p>[TBD]</p>")

    preflight.acknowledge_everything(release, by=ben(), at=NOON)

    assert "placeholder" in {row.code for row in Acknowledgement.objects.all()}
    assert preflight.open_findings(release, NOON).blocking
