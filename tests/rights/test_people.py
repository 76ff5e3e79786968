"""Whoever manages people: what they can give, and that it is in the record."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from audit.models import Entry
from tests import factories
from tests.admin.desk import filled_in, signed_in
from tests.rights.people import PASSWORD

pytestmark = pytest.mark.usefixtures("stopped_clock")
PEOPLE = "/admin/accounts/user/"


def mina() -> User:
    """She manages people and has no role."""
    manager = factories.person("Mina")
    manager.user_permissions.set(Permission.objects.filter(codename__endswith="_user"))
    return manager


def more(user: User) -> dict[str, object]:
    """All that somebody could want."""
    roles = list(Group.objects.values_list("pk", flat=True))
    rights = list(Permission.objects.values_list("pk", flat=True)[:50])
    return {"groups": roles, "user_permissions": rights, "is_superuser": "on"}


def has_nothing(user: User) -> bool:
    user = User.objects.get(pk=user.pk)
    return not (user.is_superuser or user.groups.exists() or user.user_permissions.exists())


def test_whoever_manages_people_gives_no_role_to_anybody() -> None:
    client, nobody = signed_in(mina()), factories.person("Nobody")
    path = f"{PEOPLE}{nobody.pk}/change/"

    client.post(path, filled_in(client, path, full_name="Somebody") | more(nobody))

    assert User.objects.get(pk=nobody.pk).full_name == "Somebody"
    assert has_nothing(nobody)


def test_nobody_is_entered_with_more_than_whoever_enters_them_has() -> None:
    client = signed_in(mina())
    words = {"password1": "quiet harbor morning", "password2": "quiet harbor morning"}
    sent = {"email": "new@harbor-bio.example", "full_name": "Nora"} | words

    client.post(f"{PEOPLE}add/", sent | more(factories.person("Nobody")))

    assert has_nothing(User.objects.get(full_name="Nora"))


def test_a_role_that_is_given_or_taken_is_in_the_audit_with_who_did_it() -> None:
    root, uma = factories.person("Root", is_superuser=True), factories.person("Uma", "writer")
    client, path = signed_in(root), f"{PEOPLE}{uma.pk}/change/"
    approver = Group.objects.get(name="approver")
    last = Entry.objects.latest("pk").pk

    client.post(path, filled_in(client, path, groups=[approver.pk]))

    written = Entry.objects.filter(pk__gt=last, table=User.groups.through._meta.db_table)
    assert sorted(written.values_list("action", "actor")) == [
        ("delete", root.pk),
        ("insert", root.pk),
    ]
    given = written.get(action="insert").said["after"]
    assert (given["user_id"], given["group_id"]) == (uma.pk, approver.pk)


def test_what_makes_somebody_a_superuser_or_shuts_them_out_is_in_the_audit() -> None:
    root, uma = factories.person("Root", is_superuser=True), factories.person("Uma", "writer")
    client, path = signed_in(root), f"{PEOPLE}{uma.pk}/change/"

    client.post(path, filled_in(client, path, is_superuser="on", is_active=None))

    entry = Entry.objects.filter(table=User._meta.db_table, row_id=uma.pk).latest("pk")
    assert entry.actor == root.pk
    assert {"is_superuser", "is_active"} <= set(entry.columns)


def test_everybody_changes_their_own_password_and_nobody_learns_it_from_the_audit() -> None:
    dora = factories.person("Dora", "auditor")
    client, new = signed_in(dora), "quiet harbor evening"

    client.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    dora.refresh_from_db()
    assert dora.check_password(new)
    entry = Entry.objects.filter(table=User._meta.db_table, row_id=dora.pk).latest("pk")
    assert entry.columns == ["password"]
    assert dora.password not in entry.record
    assert dora.password not in str(entry.beside)
