"""Staff who are not on an insider list: what they could ask for, and everything that comes back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import APPROVER, AUDITOR, PUBLISHER, WRITER
from accounts.urls import urlpatterns as account_pages
from events.models import EventUpdate
from facilities.models import CapacitySeries
from releases.admin import ReleaseAdmin
from releases.admin.inlines import all_inlines
from releases.models import Release
from tests import factories
from tests.conscience.crawl import Answer, Key
from tests.conscience.kept import OPENED, WRITTEN_ON, Kept
from tests.conscience.surfaces import Surface, UncoveredSurface, argument_names, surfaces
from tests.conscience.worlds import TOKEN

NOBODYS = 987654321
# Pages of one thing that show others beside it.
_SHOWING_OTHERS = ("_change", "_delete", "_ledger", "_story", "_copy", "_correct", "_preview")
EVERYTHING = "everything"
ROLES = (WRITER, APPROVER, PUBLISHER, AUDITOR, EVERYTHING)


def uninvited(role: str) -> User:
    """Somebody with ``role`` (or every right) who is on nobody's list."""
    name = f"Uninvited {role}".replace(" ", "-")
    if role == EVERYTHING:
        return factories.person(name, is_superuser=True)
    return factories.person(name, role)


# What is asked for.


@dataclass(frozen=True)
class Ask:
    """One question to the desk: an address, and what is sent to it."""

    address: str
    method: str = "get"
    sent: tuple[tuple[str, Any], ...] = ()

    @property
    def label(self) -> str:
        return " ".join(f"{name}={value}" for name, value in self.sent)

    @property
    def is_plain(self) -> bool:
        """Without a question in its address: what every role is asked about."""
        return "?" not in self.address


def asks(surface: Surface, kept: Kept) -> list[Ask]:
    """Each address of ``surface`` read, and (with nothing asked beside it) sent empty."""
    addresses = list(dict.fromkeys(staff_addresses(surface, kept)))
    found = [Ask(address) for address in addresses]
    return [*found, *(Ask(each.address, "post") for each in found if each.is_plain)]


def staff_addresses(surface: Surface, kept: Kept) -> list[str]:
    """Addresses that lead to what is kept, and to what everybody knows beside it. Raises
    UncoveredSurface for an argument that is not known here."""
    names = argument_names(surface)
    if " " in surface.name:
        return [f"/admin/releases/release/{kept.release.pk}/", f"/admin/{kept.release.slug}/"]
    if surface.name.startswith("preview_"):
        return list(_previews(surface, kept))
    if names == {"key", "path"}:
        return list(_in_a_preview(surface, kept))
    if not names:
        page = reverse(surface.name)
        return [page, *_asks(surface.name, page, kept)]
    if names == {"app_label"}:
        return [reverse(surface.name, args=["releases"])]
    model = _model_of(surface.name)
    if model is not None and "file_key" in names:
        return [_filled(surface, kept.release.pk, key) for key in kept.keys["releases.Attachment"]]
    if model is None or len(names) > 1:
        raise UncoveredSurface(f"{surface.name}: teach tests/conscience/uninvited.py its samples.")
    hidden = list(dict.fromkeys(kept.keys.get(model._meta.label, ())))
    known = _known_keys(model, hidden) if surface.name.endswith(_SHOWING_OTHERS) else []
    asks = f"?before={kept.release.pk}&release={kept.release.pk}"
    return [
        *(_filled(surface, key) for key in (*hidden, NOBODYS, *known)),
        *(f"{_filled(surface, key)}{asks}" for key in known),
    ]


def _previews(surface: Surface, kept: Kept) -> Iterator[str]:
    """What is meant for somebody outside: with its link, and with its address."""
    assert kept.grant is not None
    for key in (kept.grant.public_id, UUID(int=NOBODYS)):
        known = {"public_id": key, "token": TOKEN, "path": f"news/{kept.release.slug}/"}
        names = argument_names(surface)
        yield reverse(surface.name, kwargs={name: known[name] for name in names})


def _in_a_preview(surface: Surface, kept: Kept) -> Iterator[str]:
    """Pages of the site, in previews of what is kept and of what everybody knows."""
    hidden = kept.keys["releases.Release"]
    pages = ("", "news/", "news/feed.rss", "facilities/", "contacts/", f"news/{kept.release.slug}/")
    for key in (*hidden, NOBODYS, *_known_keys(Release, hidden)):
        for page in pages:
            yield reverse(surface.name, kwargs={"key": key, "path": page})


def _filled(surface: Surface, *keys: int) -> str:
    order = [
        name for name in ("key", "object_id", "id", "file_key") if name in argument_names(surface)
    ]
    return reverse(surface.name, kwargs=dict(zip(order, keys, strict=True)))


def _model_of(name: str) -> type[models.Model] | None:
    match = re.match(r"admin:([a-z]+)_([a-z]+)_|admin:(auth)_(user)_", name)
    if match is None:
        return None
    app, model = match[1] or "accounts", match[2] or "user"
    return apps.get_model("accounts" if app == "auth" else app, model)


def _known_keys(model: type[models.Model], hidden: list[int]) -> list[int]:
    """Of two that are known, beside which something could show."""
    rows = model._default_manager.exclude(pk__in=hidden).order_by("pk")
    if model is Release:
        rows = rows.filter(slug__in=(OPENED, WRITTEN_ON))
    return list(rows.values_list("pk", flat=True)[:2])


def _asks(name: str, page: str, kept: Kept) -> Iterator[str]:
    if name == "admin:autocomplete":
        for app, model, key in _look_ups():
            ask = f"{page}?app_label={app}&model_name={model}&field_name={key}"
            yield from (f"{ask}&term={word}" for word in ("", "qx"))
    elif name.endswith("_changelist"):
        yield from _asks_of_list(page, _model_of(name), kept)
    elif name.endswith("_add"):
        yield from _begun(page, kept)
    elif name.endswith("_calendar"):
        yield from (f"{page}?day={day:%Y-%m-%d}" for day in _days(kept))
    elif name.endswith("_figures"):
        for series in CapacitySeries.objects.filter(pk__in=kept.keys["facilities.CapacitySeries"]):
            places = "&".join(f"places={key}" for key in series.facility_set.split("+"))
            yield f"{page}?{places}&measure={series.measure}&label={series.label}"


def _asks_of_list(page: str, model: type[models.Model] | None, kept: Kept) -> Iterator[str]:
    yield from (f"{page}?q={word}" for word in ("qx", f"/news/{kept.release.slug}/"))
    yield from (f"{page}?before={key}" for key in kept.keys.get(_label(model), ())[:2])
    if model is Release:
        yield from _asks_of_releases(page, kept)
    elif model is not None:
        yield from (f"{page}?{each}" for each in _hanging_on(model, kept))


def _asks_of_releases(page: str, kept: Kept) -> Iterator[str]:
    yield f"{page}?q={kept.release.slug}"
    yield from (f"{page}?state={state}" for state in ("draft", "review", "held", "approved"))
    yield from (f"{page}?year={year}" for year in (2026, kept.release.out_at.year))
    for look_up in ("translations", "corrections", "copies"):
        yield from (f"{page}?{look_up}={key}" for key in kept.keys["releases.Release"])


def _hanging_on(model: type[models.Model], kept: Kept) -> Iterator[str]:
    """Look-ups from a shared row to what hangs on releases, as an address could ask them."""
    for each in model._meta.related_objects:
        related: Any = each.related_model
        hidden = kept.keys.get(related._meta.label, ())
        yield from (f"{each.name}={key}" for key in hidden[:1])


def _begun(page: str, kept: Kept) -> Iterator[str]:
    for key in kept.keys["releases.Release"]:
        yield f"{page}?translation_of={key}&corrects={key}"
    for key in kept.keys["releases.StandingText"]:
        yield f"{page}?from={key}"


def _days(kept: Kept) -> Iterator[datetime]:
    """On which something of it happens."""
    yield kept.release.out_at
    for said in EventUpdate.objects.filter(release=kept.release, starts_at__isnull=False):
        yield said.starts_at


def _look_ups() -> list[tuple[str, str, str]]:
    """Every choice of a release's page that is made by typing, found from the page."""
    pages: list[Any] = [ReleaseAdmin, *all_inlines()]
    return [
        (page_model._meta.app_label, str(page_model._meta.model_name), name)
        for page in pages
        for page_model in [getattr(page, "model", Release)]
        for name in page.autocomplete_fields
    ] + [("facilities", "capacityfigure", "facilities")]


def _label(model: type[models.Model] | None) -> str:
    return "" if model is None else model._meta.label


# What comes back.

_TOKENS = re.compile(rb'(name="(?:csrfmiddlewaretoken|open_form|mark)" value|nonce)="[^"]+"')
# Counted over all that is done, and by chance: docs/insiders.md says what that tells.
_COUNTED = re.compile(
    rb'(name="read_position" value=")[0-9]+"|(/audit/entry/)[0-9]+(?=/)'
    rb'|<p class="minute-place">.*?</p>|(class="field-position">)[0-9,-]+'
    rb"|(/news/[a-z-]+)-[2-9a-z]{6}(?=/)"
)
# The auditor's bare number.
_MEANT_TO_DIFFER = re.compile(rb'<p class="omitted quiet">.*?</p>|<span class="omitted">.*?</span>')
_OF_THE_MOMENT = {"Date", "Expires", "Last-Modified", "Content-Length", "Content-Security-Policy"}


def ask(client: Client, asked: Ask) -> Answer:
    """The answer without tokens, and with what it leaves in the browser's cookies."""
    response = getattr(client, asked.method)(asked.address, dict(asked.sent))
    said = response.cookies["messages"].value if "messages" in response.cookies else ""
    client.cookies.pop("messages", None)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple(sorted((n, v) for n, v in response.items() if n not in _OF_THE_MOMENT))
    body = _COUNTED.sub(b"counted", _MEANT_TO_DIFFER.sub(b"", _TOKENS.sub(b"token", body)))
    return Answer(response.status_code, (*headers, ("messages", _numberless(said))), body)


def _numberless(said: str) -> str:
    """What a message says, without its signature."""
    return said.partition(":")[0]


# Signing out would end the crawl, and so would what ends a session. Pages about one's own account
# hold fresh secrets, and no release.
LEFT_OUT = {"admin:logout", "admin:login", "admin:accounts_user_sessions"} | {
    f"account:{each.name}" for each in account_pages
}


def staff_surfaces() -> list[Surface]:
    """Those of the staff side alone."""
    public = {surface.name for surface in surfaces("ircms.urls.public")}
    found = surfaces("ircms.urls.staff")
    return [each for each in found if each.name not in public | LEFT_OUT]


def crawl_uninvited(client: Client, asked: list[Ask]) -> dict[Key, Answer]:
    """The answers to somebody who is not on the list."""
    return {(each.address, each.method, each.label): ask(client, each) for each in asked}


def strangers_to_it() -> dict[str, Client]:
    """A browser for each role, of somebody who is on nobody's list; signed in before anything is
    planted, so that the hour of it is no difference."""
    found = {}
    for role in ROLES:
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(uninvited(role))
    return found
