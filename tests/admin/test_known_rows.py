"""What hangs on a confidential release, and what other releases mention too, for those who do not
know of it."""

import re
from typing import Any

import pytest
from django.test import Client

from facilities.models import Facility, FacilityUpdate
from ircms.actor import acting_as
from releases import copying, insiders
from releases.models import Contact, Release
from tests import factories
from tests.admin.desk import RELEASES, errors_of, filled_in, signed_in
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HEADLINE = "Harbor Bio is bought"


def wim() -> Any:
    return factories.person("Wim", "writer")


def kept(*people: Any, **columns: Any) -> Release:
    """Confidential: Ada knows of it, and ``people``."""
    release = factories.draft(HEADLINE, **columns)
    insiders.make_confidential(release, by=factories.ada(), at=NOON, people=people)
    return release


def plant_of(release: Release) -> Facility:
    with acting_as(factories.ada()):
        plant = Facility.objects.create(name="Secret plant", slug="secret-plant")
        FacilityUpdate.objects.create(
            release=release, facility=plant, name="It", passage="The plant opened today."
        )
    return plant


def contact_of(release: Release) -> int:
    with acting_as(factories.ada()):
        who = factories.contact("Secret Person")
    factories.print_contact(release, who)
    return int(who.pk)


def text_of(release: Release) -> int:
    text = factories.standing_text(title="Secret text")
    factories.print_text(release, text)
    return int(text.pk)


def category_of(release: Release) -> int:
    category = factories.category("Secret", "secret")
    factories.categorise(release, category)
    return int(category.pk)


def test_what_only_it_mentions_does_not_exist_for_others() -> None:
    release = kept(wim())
    plant = plant_of(release)
    page = f"/admin/facilities/facility/{plant.pk}/change/"

    assert signed_in(wim()).get(page).status_code == 200
    assert signed_in(factories.cora()).get(page).status_code == 302


def test_what_another_release_mentions_too_exists_for_all() -> None:
    plant = plant_of(kept())
    factories.draft("Another")
    with acting_as(factories.ada()):
        FacilityUpdate.objects.create(
            release=Release.objects.get(headline="Another"),
            facility=plant,
            name="It",
            passage="The plant opened today.",
        )

    page = signed_in(wim()).get(f"/admin/facilities/facility/{plant.pk}/change/")

    assert "Another" in page.content.decode()
    assert HEADLINE not in page.content.decode()


def test_what_nobody_mentions_yet_exists_for_whoever_wrote_it() -> None:
    with acting_as(factories.ada()):
        mine = Contact.objects.create(name="Mara Only")
    nobodys = Contact.objects.create(name="Old Entry")
    page = "/admin/releases/contact/"

    for_ada = signed_in(factories.ada()).get(page).content.decode()
    for_wim = signed_in(wim()).get(page).content.decode()

    assert mine.name in for_ada
    assert mine.name not in for_wim
    assert nobodys.name in for_wim


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("translation_of", lambda release: release.pk),
        ("corrects", lambda release: release.pk),
        ("printed_contacts__0__contact", contact_of),
        ("printed_texts__0__standing_text", text_of),
        ("categories", lambda release: [category_of(release)]),
        ("facilityupdate__0__facility", lambda release: plant_of(release).pk),
        ("capacityfigure__0__places", lambda release: [plant_of(release).pk]),
    ],
)
def test_a_form_takes_what_does_not_exist_for_its_user_for_what_does_not_exist(
    field: str, make: Any
) -> None:
    key = make(kept())
    nobodys = [987654] if isinstance(key, list) else 987654
    client, add = signed_in(wim()), f"{RELEASES}add/"
    prefix = field.partition("__")[0]
    typed = {"headline": "Another", "body": "<p>It is.</p>", "language": "fr"}
    if prefix in {"facilityupdate", "capacityfigure"}:
        typed |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}__0__passage": "It is."}

    answers = [
        client.post(add, filled_in(client, add, **typed, **{field: each}))
        for each in (key, nobodys)
    ]

    said = [
        re.sub(r"\b[0-9]+ is not one", "? is not one", str(errors_of(each))) for each in answers
    ]
    assert said[0] == said[1]
    assert field.replace("__", "-") in said[0]
    assert "Secret" not in answers[0].content.decode()


@pytest.mark.parametrize(
    ("add", "typed"),
    [
        (RELEASES, {"headline": "Another", "body": "<p>It is.</p>"}),
        ("/admin/facilities/facility/", {"name": "Another"}),
        ("/admin/company/category/", {"name": "Another"}),
    ],
)
def test_an_address_that_is_taken_unseen_becomes_another(add: str, typed: dict[str, str]) -> None:
    release = kept(slug="secret-plant")
    plant_of(release)
    factories.categorise(release, factories.category("Secret", "secret-plant"))
    client = signed_in(wim())

    data = filled_in(client, f"{add}add/", **typed, slug="secret-plant")
    response = client.post(f"{add}add/", data)

    assert response.status_code == 302


def test_what_was_copied_in_secret_is_kept_and_nobody_is_told_why() -> None:
    release = factories.draft("Another")
    made = copying.copy(release, by=factories.ada(), at=NOON)
    insiders.make_confidential(made, by=factories.ada(), at=NOON)
    delete = f"{RELEASES}{release.pk}/delete/"

    response = signed_in(wim()).post(delete, {"post": "yes"})

    assert response.status_code == 403
    assert Release.objects.filter(pk=release.pk).exists()


def test_an_address_asks_of_nothing_that_hangs_on_a_row() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(wim())

    for ask in ("translations=1", "printings=1", "insiders__user=1", "corrects__headline=a"):
        assert client.get(f"{RELEASES}?{ask}").status_code == 400
