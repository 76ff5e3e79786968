"""Who may do what, and who gets in at all."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import User
from company.models import Company
from tests import factories
from tests.admin.desk import RELEASES, errors_of, filled_in, page_of, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")
LOOK_UP = {"app_label": "releases", "model_name": "releasecontact", "field_name": "contact"}


def dora():
    return factories.person("Dora", "auditor")


def mallory():
    return factories.person("Mallory", is_staff=False)


@pytest.mark.parametrize("path", ["", "releases/release/", "autocomplete/", "jsi18n/"])
def test_mallory_gets_to_the_sign_in_page_and_no_further(path):
    response = signed_in(mallory()).get(f"/admin/{path}")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_sign_in_is_by_e_mail_address_in_any_letter_case():
    factories.ada()

    response = Client().post(
        "/admin/login/?next=/admin/",
        {"username": "Ada@Harbor-Bio.example", "password": "a long enough pass phrase"},
    )

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("who", [factories.ben, factories.cora, dora])
def test_only_writers_write(who):
    release = factories.draft()
    client = signed_in(who())

    page = client.get(page_of(release))

    assert 'name="headline"' not in page.content.decode()
    assert release.headline in page.content.decode()
    assert client.post(page_of(release), {"headline": "Mine"}).status_code == 403
    assert client.get(f"{RELEASES}add/").status_code == 403
    assert client.post(f"{RELEASES}{release.pk}/delete/", {"post": "yes"}).status_code == 403


def test_auditor_sees_people_and_changes_none():
    ada = factories.ada()
    client = signed_in(dora())
    path = f"/admin/accounts/user/{ada.pk}/change/"

    assert client.get(path).status_code == 200
    assert client.post(path, {"full_name": "Mallory"}).status_code == 403


def test_look_up_fields_answer_those_who_may_see():
    factories.contact()
    stranger = factories.person("Nobody")

    assert signed_in(factories.ada()).get("/admin/autocomplete/", LOOK_UP).json()["results"]
    assert signed_in(stranger).get("/admin/autocomplete/", LOOK_UP).status_code == 403


def test_staff_without_a_role_see_no_release():
    release = factories.draft()
    client = signed_in(factories.person("Nobody"))

    assert client.get(page_of(release)).status_code == 403
    assert client.get(f"{RELEASES}{release.pk}/approve/").status_code == 403


def test_public_addresses_lead_to_no_staff_page():
    with pytest.raises(Resolver404):
        resolve("/admin/", urlconf="ircms.urls.public")


def test_there_is_one_company_and_its_page_is_its_list():
    root = signed_in(factories.person("Root", is_superuser=True))
    add = "/admin/company/company/add/"
    root.post(add, filled_in(root, add, name="Harbor Bio", legal_name="Harbor Bio, Inc."))

    listed = root.get("/admin/company/company/")

    assert listed["Location"] == "/admin/company/company/1/change/"
    assert root.get(add).status_code == 403
    assert root.post("/admin/company/company/1/delete/", {"post": "yes"}).status_code == 403
    assert Company.objects.get().pk == 1


def test_person_is_added_by_e_mail_address_and_given_a_role():
    root = signed_in(factories.person("Root", is_superuser=True))
    add = "/admin/accounts/user/add/"
    words = {"password1": "quiet harbor morning", "password2": "quiet harbor morning"}

    root.post(add, {"email": "New@Harbor-Bio.example", "full_name": "Nora New"} | words)
    nora = User.objects.get(full_name="Nora New")
    path = f"/admin/accounts/user/{nora.pk}/change/"
    role = Group.objects.get(name="writer")
    root.post(path, filled_in(root, path, groups=[role.pk]))

    assert nora.email == "new@harbor-bio.example"
    assert nora.check_password("quiet harbor morning")
    assert list(nora.groups.all()) == [role]


def test_second_account_for_an_address_is_refused_at_its_field():
    factories.ada()
    root = signed_in(factories.person("Root", is_superuser=True))
    words = {"password1": "quiet harbor morning", "password2": "quiet harbor morning"}
    sent = {"email": "ADA@harbor-bio.example", "full_name": "Another"} | words

    response = root.post("/admin/accounts/user/add/", sent)

    assert "email" in errors_of(response) or "__all__" in errors_of(response)
    assert User.objects.filter(email__iexact="ada@harbor-bio.example").count() == 1


def test_whoever_manages_people_gives_nobody_more_than_they_have():
    from django.contrib.auth.models import Permission

    manager = factories.person("Mina")
    manager.user_permissions.set(Permission.objects.filter(codename__endswith="_user"))
    client = signed_in(manager)
    path = f"/admin/accounts/user/{manager.pk}/change/"
    roles = Group.objects.values_list("pk", flat=True)

    client.post(path, filled_in(client, path, is_superuser="on", groups=list(roles)))

    manager.refresh_from_db()
    assert not manager.is_superuser
    assert not manager.groups.exists()


def test_account_is_never_deleted():
    ada = factories.ada()
    root = signed_in(factories.person("Root", is_superuser=True))

    response = root.post(f"/admin/accounts/user/{ada.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403


def test_roles_are_given_and_not_edited():
    assert Group not in admin.site._registry
