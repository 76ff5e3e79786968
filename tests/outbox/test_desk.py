"""The ledger on the desk: read by whoever may, written by nobody."""

import pytest
from django.contrib.auth.models import Permission

from outbox.delivery import deliver_due
from tests.admin.desk import signed_in
from tests.factories import NOON, ada, person
from tests.outbox.makers import told

pytestmark = pytest.mark.usefixtures("stopped_clock")
LIST = "/admin/outbox/message/"


def reader():
    dora = person("Dora", "auditor")
    dora.user_permissions.add(Permission.objects.get(codename="view_message"))
    return signed_in(dora)


def test_the_list_says_who_was_told_what_and_whether_it_went():
    told("step:1")
    deliver_due(NOON)
    told("step:2")

    page = reader().get(LIST).content.decode()

    assert page.count("A release waits for your review") == 2
    assert "Ben" in page
    assert page.count('"field-state">sent<') == 1
    assert page.count('"field-state">waiting<') == 1


def test_a_message_is_read_and_not_changed():
    message = told()
    client = reader()
    page = f"{LIST}{message.pk}/change/"

    assert "step:1:user" in client.get(page).content.decode()
    assert client.post(page, {"path": "/admin/"}).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{message.pk}/delete/", {"post": "yes"}).status_code == 403


def test_not_even_a_superuser_writes_messages():
    message = told()
    root = signed_in(person("Root", is_superuser=True))

    assert root.post(f"{LIST}{message.pk}/change/", {"path": "/admin/"}).status_code == 403
    assert root.post(f"{LIST}{message.pk}/delete/", {"post": "yes"}).status_code == 403


def test_staff_without_the_right_see_no_message():
    message = told()
    client = signed_in(ada())

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{message.pk}/change/").status_code == 403


def test_the_list_costs_the_same_however_long_it_is(django_assert_max_num_queries):
    for number in range(60):
        told(f"step:{number}")
    client = reader()

    with django_assert_max_num_queries(8):
        page = client.get(LIST)

    assert len(page.context["cl"].result_list) == 50
