"""What was said is for those who may see releases; hostile keys are nobody's."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from facilities.models import Facility, FacilityUpdate
from ircms.actor import acting_as
from tests import factories
from tests.admin.desk import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@pytest.fixture
def plant() -> Facility:
    """Known from an embargoed release alone."""
    release = factories.draft("A secret headline", publish_at=factories.NOON.replace(year=2027))
    with acting_as(factories.ada()):
        plant = Facility.objects.create(name="Plant", slug="plant")
        FacilityUpdate.objects.create(
            release=release, facility=plant, name="The plant", passage="The plant opened today."
        )
    factories.approve(release)
    return plant


def addresses(plant: Facility) -> tuple[str, str]:
    page = f"/admin/facilities/facility/{plant.pk}"
    return f"{page}/change/", f"{page}/ledger/"


def test_staff_read_the_history_of_a_facility(plant: Facility) -> None:
    ada = signed_in(factories.ada())

    for address in addresses(plant):
        assert "A secret headline" in ada.get(address).content.decode()


def test_what_is_not_public_is_marked_so_beside_a_field(plant: Facility) -> None:
    said = signed_in(factories.ada()).get(addresses(plant)[1]).json()

    assert said["name"].startswith("Approved, and not public before")


def test_right_to_see_facilities_alone_shows_no_release(plant: Facility) -> None:
    mallory = factories.person("Mallory", is_staff=True)
    mallory.user_permissions.add(Permission.objects.get(codename="view_facility"))
    browser = signed_in(mallory)

    for address in addresses(plant):
        assert "A secret headline" not in browser.get(address).content.decode()


@pytest.mark.parametrize("key", ["²", "9" * 19, "9" * 40, "-1", "1 OR 1"])
def test_impossible_keys_are_nobodys(plant: Facility, key: str) -> None:
    ada: Client = signed_in(factories.ada())
    page, ledger = addresses(plant)

    answers = [
        ada.get(page, {"before": key}),
        ada.get(ledger, {"release": key}),
        ada.get("/admin/facilities/facility/figures/", {"places": key, "release": key}),
        ada.get("/admin/releases/release/", {"before": key}),
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 404}
