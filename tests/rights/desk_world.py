"""A world in which every way is open, and what the forms of every page would send there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from company.models import Category
from events.models import Event
from facilities.models import Facility
from ircms.actor import acting_as
from library.models import Document, SitePage
from outbox.models import Message
from releases import schedule
from releases.models import Release, SharedRowAuthor, StandingText
from tests import factories
from tests.admin.announced import TEXT, answered, read
from tests.admin.desk import filled_in
from tests.conscience.surfaces import Surface, argument_names
from tests.factories import NOON
from tests.rights.expected import COLUMNS, SUPERUSER, NoExpectation, staff_surfaces
from tests.rights.people import PASSWORD, asker, browser, session_of
from trials.models import ClinicalTrial

SOON = NOON + timedelta(hours=3)
Sent = dict[str, Any]


def draft() -> Release:
    release = factories.draft("Harbor Bio drafts", publish_at=SOON)
    factories.attach(release)
    release.refresh_from_db()
    return release


def in_review() -> Release:
    return factories.submitted(factories.draft("Harbor Bio waits", publish_at=SOON))


def approved() -> Release:
    return factories.approved("Harbor Bio is ready", publish_at=SOON)


def on_hold() -> Release:
    release = factories.approved("Harbor Bio holds", publish_at=SOON)
    schedule.hold(release, by=factories.cora(), at=NOON, reason="Wait.")
    return release


def public() -> Release:
    return factories.public("Harbor Bio is out")


def past() -> Release:
    return factories.draft("Harbor Bio was out", publish_at=NOON - timedelta(days=9))


# Where each way is open.
STANDS: dict[str, Callable[[], Release]] = {
    "submit": draft,
    "approve": in_review,
    "send-back": in_review,
    "recall": in_review,
    "release-now": approved,
    "hold": approved,
    "resume": on_hold,
    "reschedule": draft,
    "notice": draft,
    "leak": approved,
    "correct": public,
    "withdraw": public,
    "import-historic": past,
    "copy": draft,
    "comment": draft,
}
# What a person types there.
TYPED: dict[str, Sent] = {
    "reschedule": {"publish_at": "2026-03-05T09:00:00"},
    "notice": {"market": "XNAS", "reference": "MW-1", "given_at": "2026-03-02T11:00:00"},
}


@dataclass
class World:
    """Releases by how they stand; what is at each address of the staff side, and what is sent."""

    releases: dict[str, Release]
    rows: dict[str, int]
    sessions: dict[str, str]
    addresses: dict[str, str] = field(default_factory=dict)
    _filled_in: dict[str, Sent] = field(default_factory=dict)

    def client(self, column: str) -> Client:
        return browser(self.sessions[column])

    def sent(self, surface: Surface) -> Sent:
        """What the form of the page sends, filled in by somebody who may do everything."""
        if surface.name not in self._filled_in:
            self._filled_in[surface.name] = _sent(surface, self)
        return self._filled_in[surface.name]

    def release_at(self, surface: Surface) -> Release | None:
        """The release that the address of ``surface`` is of."""
        name = surface.name.removeprefix("admin:releases_release_")
        if name == surface.name or not argument_names(surface):
            return None
        return self.releases[STANDS.get(name, draft).__name__]


def world(*, is_kept: bool = False) -> World:
    """``is_kept``: what is not public is confidential, and its list names the askers alone."""
    factories.company()
    made = {each.__name__: each() for each in dict.fromkeys(STANDS.values())}
    people = {column: asker(column) for column in COLUMNS}
    rows = _rows(made, people.values())
    found = World(made, rows, {name: session_of(who) for name, who in people.items()})
    for surface in staff_surfaces():
        found.addresses[surface.name] = _address(surface, found)
    if is_kept:
        for surface in filter(found.release_at, staff_surfaces()):
            found.sent(surface)
        _keep(made, [person for person in people.values() if person.groups.exists()])
    return found


def _keep(made: dict[str, Release], people: list[User]) -> None:
    for release in made.values():
        if not release.is_public(NOON):
            factories.keep_to_few(release, *people)


def _rows(made: dict[str, Release], people: Iterable[User]) -> dict[str, int]:
    """A row of each kind that may be changed and deleted, by the beginning of its pages' names: no
    release mentions it, and every asker counts as its author, so that it exists for all of them."""
    uma = factories.person("Uma", "writer")
    text = {"kind": "about", "key": "spare", "title": "About", "body": "<p>Harbor Bio.</p>"}
    with acting_as(factories.ada()):
        shared: dict[str, Any] = {
            "company_category": Category.objects.create(name="Spare", slug="spare"),
            "events_event": Event.objects.create(name="Spare", slug="spare"),
            "facilities_facility": Facility.objects.create(name="Spare", slug="spare"),
            "library_document": Document.objects.create(name="Spare", slug="spare"),
            "library_sitepage": SitePage.objects.create(name="Spare", slug="spare"),
            "releases_contact": factories.contact("Spare"),
            "releases_standingtext": StandingText.objects.create(**text),
            "trials_clinicaltrial": ClinicalTrial.objects.create(name="Spare", slug="spare"),
        }
    for person, row in product(people, shared.values()):
        with acting_as(person):
            SharedRowAuthor.objects.get_or_create(
                table=row._meta.db_table, row_id=row.pk, user=person
            )
    return {name: row.pk for name, row in shared.items()} | {
        "accounts_user": uma.pk,
        "auth_user": uma.pk,
        "audit_entry": Entry.objects.latest("pk").pk,
        "company_company": 1,
        "outbox_message": Message.objects.latest("pk").pk,
        "file": made["draft"].attachments.get().pk,
    }


def _address(surface: Surface, found: World) -> str:
    name = surface.name.removeprefix("admin:")
    if " " in name:
        row = found.rows["company_category"]
        return f"/admin/company/category/{row}/" if "<path" in name else "/admin/nothing/here/"
    release = found.release_at(surface)
    begins = name.rpartition("_")[0].removesuffix("_password")
    key = release.pk if release else found.rows.get(begins)
    known: dict[str, Any] = {
        "key": key,
        "object_id": key,
        "id": key,
        "file_key": found.rows["file"],
        "path": "news/",
    }
    known["app_label"] = "releases"
    address = reverse(surface.name, kwargs={key: known[key] for key in argument_names(surface)})
    return address + _ASKED.get(name, lambda found: "")(found)


_ASKED: dict[str, Callable[[World], str]] = {
    "autocomplete": lambda found: (
        "?app_label=releases&model_name=releasecontact&field_name=contact&term="
    ),
    "releases_release_preflight": lambda found: f"?release={found.releases['draft'].pk}",
}


def _sent(surface: Surface, found: World) -> Sent:
    way = surface.name.removeprefix("admin:releases_release_")
    if way in STANDS:
        return _sent_on_its_way(found.client(SUPERUSER), found.addresses[surface.name], way)
    name, address = surface.name.removeprefix("admin:"), found.addresses[surface.name]
    if name in _PLAIN:
        return _PLAIN[name]
    if name in _FILLED_IN:
        return filled_in(found.client(SUPERUSER), address, **_FILLED_IN[name])
    if name in {"releases_release_preflight", "releases_release_preview_typed"}:
        address = found.addresses["admin:releases_release_change"]
        return filled_in(found.client(SUPERUSER), address)
    if name in _BY_OTHER_PAGES:
        return _BY_OTHER_PAGES[name](found.client(SUPERUSER), found)
    if name.endswith("_delete"):
        return {"post": "yes"}
    if name.endswith("_changelist"):
        row = found.rows.get(name.removesuffix("_changelist"), found.releases["draft"].pk)
        return {"action": "delete_selected", "_selected_action": row, "post": "yes"}
    return {"name": "Mallory", "full_name": "Mallory", "path": "/mallory/", "publish_at": ""}


def _sent_on_its_way(client: Client, address: str, way: str) -> Sent:
    """The page read, its warnings ticked, the password typed."""
    shown = client.get(address).context
    along = [version["release"] for version in shown["along"]]
    sent: Sent = {
        "revision": shown["release"].revision,
        "versions": " ".join(f"{each.pk}:{each.revision}" for each in along),
        "password": PASSWORD,
        "reason": "A reason.",
    }
    if found := shown.get("preflight"):
        sent["acknowledge"] = [finding.fingerprint for finding in found.warnings]
    if not shown["is_open"]:
        raise NoExpectation(f"{way} is not open where tests/rights/desk_world.py puts it.")
    return sent | TYPED.get(way, {})


_NEW_WORDS = {"password1": "quiet harbor morning", "password2": "quiet harbor morning"}
_OWN_WORDS = {"new_password1": "quiet harbor evening", "new_password2": "quiet harbor evening"}
_TYPED = {"open_form": "8f6a2d4e-5a51-4d8e-9a8f-0b7a3c1d2e3f", "headline": "Harbor Bio types"}
_PLAIN: dict[str, Sent] = {
    "login": {"username": "ada@harbor-bio.example", "password": PASSWORD},
    "password_change": {"old_password": PASSWORD, **_OWN_WORDS},
    "auth_user_password_change": _NEW_WORDS,
    "accounts_user_add": {"email": "new@harbor-bio.example", "full_name": "Nora", **_NEW_WORDS},
    "releases_release_insiders": {"act": "make"},
    "releases_release_grants": {
        "act": "give",
        "name": "Rosa Okafor",
        "email": "rosa@auditors.example",
        "purpose": "Audit",
        "expires_at": "2026-03-02T13:00:00",
        "most_devices": "1",
    },
    "releases_release_editing": {},
    "releases_release_read_again": {"text": TEXT},
    "releases_release_unsaved": _TYPED,
    "releases_release_unsaved_new": _TYPED,
}
# What a page sends that another one has filled in.
_BY_OTHER_PAGES: dict[str, Callable[[Client, World], Sent]] = {
    "releases_release_from_text": lambda client, found: answered(read(client)),
    "releases_release_preview_new": lambda client, found: filled_in(
        client, found.addresses["admin:releases_release_add"], headline="New", body="<p>New.</p>"
    ),
}
_FILLED_IN: dict[str, Sent] = {
    "accounts_user_change": {"full_name": "Uma Changed"},
    "company_category_add": {"name": "Transport", "slug": "transport"},
    "company_category_change": {"name": "Sites"},
    "company_company_change": {"tagline": "Changed"},
    "events_event_add": {"name": "A new event", "slug": "a-new-event"},
    "events_event_change": {"name": "The changed event"},
    "facilities_facility_add": {"name": "A new plant", "slug": "a-new-plant"},
    "facilities_facility_change": {"name": "The changed plant"},
    "library_document_add": {"name": "A new charter", "slug": "a-new-charter"},
    "library_document_change": {"name": "The changed charter"},
    "library_sitepage_add": {"name": "A new page", "slug": "a-new-page"},
    "library_sitepage_change": {"name": "The changed page"},
    "releases_contact_add": {"name": "Otto New"},
    "releases_contact_change": {"name": "Mara Changed"},
    "releases_release_add": {"headline": "Harbor Bio begins", "body": "<p>It begins.</p>"},
    "releases_release_change": {"headline": "Harbor Bio changes"},
    "releases_standingtext_add": {
        "kind": "about", "key": "new", "title": "New", "body": "<p>New.</p>",
    },
    "releases_standingtext_change": {"title": "About us"},
    "trials_clinicaltrial_add": {"name": "A new trial", "slug": "a-new-trial"},
    "trials_clinicaltrial_change": {"name": "The changed trial"},
}  # fmt: skip
