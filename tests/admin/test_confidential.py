"""A confidential release does not exist for staff who are not on its list, whatever their role.

That every page says the same with and without one to somebody who has every right is asked by the
conscience (tests/test_embargo.py); here it is asked for each role, and where the rule is removed.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.utils.html import strip_tags

from facilities.models import Facility
from releases import insiders
from releases.models import StandingText
from tests.admin.desk import as_shown
from tests.conftest import StoppedClock
from tests.conscience.crawl import Answer, differences
from tests.conscience.kept import Kept, colleagues_write, plant_kept
from tests.conscience.uninvited import (
    EVERYTHING,
    ROLES,
    Ask,
    ask,
    asks,
    crawl_uninvited,
    staff_surfaces,
    strangers_to_it,
)
from tests.conscience.worlds import everyone_knows, undone
from tests.undoing import held_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def clients(stopped_clock: StoppedClock) -> dict[str, Client]:
    """The world that everybody knows, and a browser of each role that is on nobody's list."""
    everyone_knows()
    colleagues_write()
    found = strangers_to_it()
    stopped_clock.settle()
    return found


@pytest.mark.parametrize("role", [role for role in ROLES if role != EVERYTHING])
def test_with_and_without_it_the_desk_is_the_same_for_whoever_is_not_on_its_list(
    clients: dict[str, Client], stopped_clock: StoppedClock, role: str
) -> None:
    with undone(stopped_clock):
        kept = plant_kept()
        asked = [each for surface in staff_surfaces() for each in asks(surface, kept)]
        plainly = [each for each in asked if each.is_plain]
        with_it = crawl_uninvited(clients[role], plainly)
    without_it = crawl_uninvited(clients[role], plainly)

    assert kept.leaks(with_it) == []
    assert differences(with_it, without_it) == []
    assert len(with_it) > 150


# The mutation run: with the rule taken out at one place, a page must show something.

ADD = "/admin/releases/release/add/"
# Asked once more, behind or beside a page that has asked already.
SECOND = {
    "releases/admin/confidential.py:_require_known",
    "releases/admin/entries.py:_known_q",
    "releases/admin/story/names.py:_look_up",
    "releases/admin/collision/sections.py:sections",
    "releases/transitions.py:locked",
}
OF_THE_RULE = {"releases/insiders.py", "releases/known_rows.py", "ircms/existence.py"}


def test_every_place_that_asks_the_rule_is_missed_where_it_does_not(
    clients: dict[str, Client], stopped_clock: StoppedClock
) -> None:
    client = clients[EVERYTHING]
    with undone(stopped_clock):
        kept = plant_kept()
        asked = [each for surface in staff_surfaces() for each in asks(surface, kept)]
        asked = [*forms_that_name(kept, client), *asked]
        honest: dict[Ask, Answer] = {}
        asking: dict[str, list[Ask]] = {}
        for each in asked:
            seen: set[str] = set()
            with (
                patched_rule(lambda site, seen=seen: bool(seen.add(site)) or True),
                undone(stopped_clock),
            ):
                honest[each] = ask(client, each)
            for site in seen:
                asking.setdefault(site, []).append(each)
        missed = [site for site, found in asking.items() if not _shows(client, site, found, honest)]

    assert [site for site in missed if site.rpartition(" < ")[2] not in SECOND] == []
    assert len(asking) > 12


def _shows(client: Client, site: str, asked: list[Ask], honest: dict[Ask, Answer]) -> bool:
    """Whether a page says something else with the rule taken out at ``site``."""
    for each in asked:
        with patched_rule(lambda other: other != site), held_open():
            answer = ask(client, each)
            transaction.set_rollback(True)
        if answer != honest[each]:
            return True
    return False


def forms_that_name(kept: Kept, client: Client) -> list[Ask]:
    """Forms, filled in with what does not exist."""
    keys = kept.keys
    text = StandingText.objects.get(pk=keys["releases.StandingText"][0])
    passage = " ".join(strip_tags(text.body).split())
    facility = max(keys["facilities.Facility"])
    named = {
        "translation_of": keys["releases.Release"][0],
        "printed_contacts-0-contact": keys["releases.Contact"][0],
        "printed_texts-0-standing_text": text.pk,
        "facilityupdate-TOTAL_FORMS": 1,
        "facilityupdate-0-facility": facility,
        "facilityupdate-0-passage": passage,
        "capacityfigure-TOTAL_FORMS": 1,
        "capacityfigure-0-places": (facility,),
        "slug": kept.release.slug,
    }
    known = min(keys["facilities.Facility"])
    together = {
        "capacityfigure-TOTAL_FORMS": 1,
        "capacityfigure-0-places": (known, facility),
        "capacityfigure-0-measure": "building_area",
    }
    blank = as_shown(client.get(ADD)) | {"headline": "Another", "body": "<p>It is.</p>"}
    blank["language"] = "fr"
    slug = Facility.objects.get(pk=facility).slug
    return [
        *(
            Ask(ADD, "post", tuple((blank | {name: value}).items()))
            for name, value in named.items()
        ),
        Ask(ADD, "post", tuple((blank | named).items())),
        Ask(ADD, "post", tuple((blank | together).items())),
        _preflight(blank, keys["releases.StandingText"]),
        Ask("/admin/facilities/facility/add/", "post", (("name", "Another"), ("slug", slug))),
    ]


def _preflight(blank: dict[str, Any], texts: list[int]) -> Ask:
    """Forward-looking words that a safe-harbor statement would cover, were it there."""
    harbor = StandingText.objects.get(pk__in=texts, kind=StandingText.Kind.SAFE_HARBOR)
    sent = {"body": "<p>We expect to open.</p>", "printed_texts-0-standing_text": harbor.pk}
    return Ask("/admin/releases/release/preflight/", "post", tuple((blank | sent).items()))


@contextmanager
def patched_rule(keeps: Callable[[str], object]) -> Iterator[None]:
    """``known_q`` holds only where ``keeps`` (given the lines of ours that ask it) says so."""
    original = insiders.known_q

    def known_q(user: Any, at: Any, prefix: str = "") -> Q:
        if keeps(_call_site()):
            return original(user, at, prefix)
        return Q(**{f"{prefix}pk__isnull": False})

    bearers: list[Any] = [
        module for module in sys.modules.values() if getattr(module, "known_q", None) is original
    ]
    for module in bearers:
        module.known_q = known_q  # the mutation itself
    try:
        yield
    finally:
        for module in bearers:
            module.known_q = original  # and its end


def _call_site() -> str:
    """The product's frames of the call at hand, innermost first, up to the one that asks."""
    frame, found = inspect.currentframe(), []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        inside = (
            path.relative_to(settings.BASE_DIR) if path.is_relative_to(settings.BASE_DIR) else None
        )
        if inside is not None and inside.parts[0] not in {"tests", ".venv"}:
            found.append(f"{inside}:{frame.f_code.co_name}")
            if str(inside) not in OF_THE_RULE:
                break
        frame = frame.f_back
    return " < ".join(found)
