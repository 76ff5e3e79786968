"""The preview beside the form: what is typed, as readers would get it, and not stored."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Entry
from releases.models import Release
from tests.admin.desk import RELEASES, filled_in, page_of, signed_in
from tests.facilities import makers
from tests.factories import (
    NOON,
    PDF,
    ada,
    approved,
    attach,
    ben,
    contact,
    cora,
    draft,
    keep_to_few,
    print_contact,
)
from tests.releases.test_rehearsal import dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
NEW = f"{RELEASES}add/preview/"


def typed(client: Client, release: Release, **values: Any) -> Any:
    """The answer to the form of ``release`` with ``values`` typed into it."""
    data = filled_in(client, page_of(release), **values)
    return client.post(f"{RELEASES}{release.pk}/preview/typed/", data)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_what_is_typed_is_shown_as_readers_would_get_it() -> None:
    release = draft()

    response = typed(signed_in(ada()), release, headline="Harbor Bio opens two plants")

    assert response.status_code == 200
    assert "<h1" in text_of(response)
    assert "Harbor Bio opens two plants" in text_of(response)
    assert 'class="rehearsed' not in text_of(response)


def test_nothing_of_it_is_stored() -> None:
    release = draft()
    client = signed_in(ada())
    data = filled_in(client, page_of(release), headline="Harbor Bio opens two plants")
    before = dump()

    client.post(f"{RELEASES}{release.pk}/preview/typed/", data)

    after = dump()
    assert {table for table in before if before[table] != after[table]} <= {
        "audit_entry",
        "audit_detail",
        "audit_link",
    }
    assert Entry.objects.latest("pk").said["where"] == "preview"


def test_approval_stands_though_something_else_was_typed() -> None:
    release = approved()
    client = signed_in(ada())

    response = typed(client, release, headline="Something else")
    page = client.get(page_of(release))

    release.refresh_from_db()
    assert "Something else" in text_of(response)
    assert release.is_approved
    assert list(page.context["messages"]) == []


def test_rows_are_shown_as_typed() -> None:
    release = draft()
    print_contact(release, contact())

    response = typed(signed_in(ada()), release, printed_contacts__0__name="Ines Marrow")

    assert "Ines Marrow" in text_of(response)
    assert release.printed_contacts.get().name == "Mara Lindqvist"


def test_statement_is_shown_as_typed() -> None:
    release = makers.drafted("Harbor Bio opens a plant", makers.said("Wuxi"), publish_at=None)

    response = typed(
        signed_in(ada()), release, facilities_facilityupdate__0__name="The great plant"
    )

    assert response.status_code == 200


def test_what_is_not_in_order_is_named_and_shown_as_stored() -> None:
    release = draft(subheadline="It is large.")

    response = typed(
        signed_in(ada()), release, headline="", subheadline="It is larger.", wire_url="no address"
    )

    assert release.headline in text_of(response)
    assert "It is larger." in text_of(response)
    assert "Shown as it is stored, because it is not in order yet" in text_of(response)
    assert "Headline: This field is required." in text_of(response)
    assert "Address on the wire: Enter a valid URL." in text_of(response)


def test_rows_that_are_not_in_order_are_shown_as_stored() -> None:
    release = draft()
    print_contact(release, contact())

    response = typed(signed_in(ada()), release, printed_contacts__0__email="nowhere")

    assert "Mara Lindqvist" in text_of(response)
    assert "not all of it is in order" in text_of(response)


def test_form_from_before_somebody_else_s_change_is_shown_all_the_same() -> None:
    release = draft()
    client = signed_in(ada())
    data = filled_in(client, page_of(release), headline="Harbor Bio opens two plants")
    Release.objects.get(pk=release.pk)
    other = signed_in(ada())
    other.post(page_of(release), filled_in(other, page_of(release), subheadline="Changed."))

    response = client.post(f"{RELEASES}{release.pk}/preview/typed/", data)

    assert "Harbor Bio opens two plants" in text_of(response)
    assert "not in order" not in text_of(response)


def test_release_that_is_being_begun_is_shown() -> None:
    client = signed_in(ada())
    data = filled_in(client, f"{RELEASES}add/", headline="The first news", body="<p>Here.</p>")

    response = client.post(NEW, data)

    assert "The first news" in text_of(response)
    assert not Release.objects.exists()


def test_begun_and_without_a_word_it_says_what_is_missing() -> None:
    client = signed_in(ada())
    data = filled_in(client, f"{RELEASES}add/")

    response = client.post(NEW, data)

    assert response.status_code == 200
    assert "It has no text yet" in text_of(response)
    assert not Release.objects.exists()


def test_confidential_from_its_first_instant_it_is_shown_too() -> None:
    client = signed_in(ada())
    data = filled_in(
        client, f"{RELEASES}add/", headline="For few", body="<p>Here.</p>", is_kept="on"
    )

    assert "For few" in text_of(client.post(NEW, data))


def test_file_that_is_sent_along_is_not_kept(private_root: Path) -> None:
    release = draft()
    attach(release)
    client = signed_in(ada())
    data = filled_in(client, page_of(release))
    data["attachments-TOTAL_FORMS"] = "2"
    data["attachments-1-title"] = "Another one"
    data["attachments-1-file"] = SimpleUploadedFile("other.pdf", PDF)
    before = sorted(private_root.rglob("*"))

    response = client.post(f"{RELEASES}{release.pk}/preview/typed/", data)

    assert response.status_code == 200
    assert sorted(private_root.rglob("*")) == before


def test_script_that_is_typed_does_not_run() -> None:
    release = draft()

    response = typed(signed_in(ada()), release, body="<p>Here.</p><script>alert(1)</script>")

    assert "<script>alert(1)" not in text_of(response)
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_only_those_who_write_may_try() -> None:
    release = draft()
    kept = draft("For few")
    keep_to_few(kept)

    assert signed_in(ben()).post(f"{RELEASES}{release.pk}/preview/typed/").status_code == 403
    assert signed_in(cora()).post(NEW).status_code == 403
    assert signed_in(ben()).post(f"{RELEASES}{kept.pk}/preview/typed/").status_code == 404
    assert signed_in(ada()).get(NEW).status_code == 405


def test_others_that_its_page_may_name_are_recorded() -> None:
    other = approved("Another one", publish_at=NOON + timedelta(minutes=1))
    client = signed_in(ada())
    data = filled_in(client, f"{RELEASES}add/", headline="The first news", body="<p>Here.</p>")

    client.post(NEW, data)

    assert Entry.objects.filter(action="viewed").latest("pk").said["releases"] == [other.pk]
