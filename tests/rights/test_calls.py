"""Every transition, called directly: it asks for its right whoever calls, and from wherever."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from accounts.roles import RIGHTS, ROLES
from releases import insiders, leak
from releases.admin.ways import TRANSITIONS
from releases.models import Release
from releases.transitions import TransitionRefused
from tests import factories
from tests.factories import NOON
from tests.rights import desk_world as stands
from tests.rights.calls import CALLS, PARTS, found
from tests.rights.expected import COLUMNS, DOES, may
from tests.rights.people import asker, uninvited
from tests.rights.snapshots import changed, snapshot, undone

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_every_transition_is_called_here_and_every_page_of_one_is_among_them() -> None:
    assert set(found()) == set(CALLS) | set(PARTS)
    assert {call.way for call in CALLS.values()} >= set(TRANSITIONS)


@pytest.mark.parametrize("name", CALLS)
def test_a_transition_asks_for_its_right_whoever_calls(name: str) -> None:
    call = CALLS[name]
    release = call.stand()
    people = [*((column, asker(column)) for column in COLUMNS), *_former()]
    if call.right == insiders.CHANGE and release.is_confidential:
        people = [(column, who) for column, who in people if column != "superuser"]
    before = snapshot()

    for column, who in people:
        with undone():
            if may(call.right).get(column) == DOES:
                call.run(release, who)
                assert changed(before), f"{column} does nothing"
                continue
            with pytest.raises(TransitionRefused, match=r"not among the rights|switched off"):
                call.run(release, who)
            assert changed(before) == [], column
        release.refresh_from_db()


def _former() -> list[tuple[str, User]]:
    """Somebody of every role who has left, and Mallory."""
    left = factories.person("Lena", *ROLES)
    left.is_active = False
    left.save()
    return [("left", left), ("Mallory", factories.person("Mallory", is_staff=False))]


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"insiders.make_confidential"}))
def test_a_right_is_nothing_without_a_place_on_the_list(name: str) -> None:
    call = CALLS[name]
    release = call.stand()
    if release.is_public(NOON):
        with pytest.raises(TransitionRefused, match="It is public"):
            _keep(release)
        return  # it exists for everybody
    if not release.is_confidential:
        factories.keep_to_few(release)
    release.refresh_from_db()
    holders = [column for column in COLUMNS if may(call.right)[column] == DOES]
    people = [uninvited(column) for column in holders]
    before = snapshot()

    for who in people:
        with undone(), pytest.raises(TransitionRefused, match="not on the insider list"):
            call.run(release, who)

    assert people
    assert changed(before) == []


def _keep(release: Release) -> None:
    insiders.make_confidential(release, by=factories.ada(), at=NOON)


@pytest.mark.parametrize("column", [role for role in ROLES if role != "approver"])
def test_the_second_person_of_a_leak_needs_the_right_to_approve(column: str) -> None:
    release = stands.draft()
    second = factories.person(f"Second-{column}", column)
    cora = factories.cora()
    before = snapshot()

    with pytest.raises(TransitionRefused, match="not among the rights of Second"):
        leak.release_bundle(release, by=cora, at=NOON, revision=release.revision, approver=second)

    assert changed(before) == []


def test_parts_of_transitions_are_called_by_transitions_alone() -> None:
    callers: dict[str, set[str]] = {name: set() for name in PARTS}
    for path, name in product(_product(), PARTS):
        if _calls(path, *name.split(".")):
            callers[name].add(path.as_posix())

    assert callers == PARTS


def _calls(path: Path, module: str, function: str) -> bool:
    """Whether the module at ``path`` calls ``function`` of ``module``, by either name."""
    text = (settings.BASE_DIR / path).read_text()
    if re.search(rf"\b{module}\.{function}\(", text):
        return True
    imports = re.compile(rf"^from [\w.]*\b{module} import [^)]*?\b{function}\b", re.MULTILINE)
    is_known = path.as_posix().startswith(f"releases/{module}") or imports.search(text)
    return bool(is_known and re.search(rf"(?<!def )(?<![\w.]){function}\(", text))


def _product() -> list[Path]:
    apps = ("releases", "company", "accounts", "facilities", "trials", "events", "ircms", "audit")
    return [
        path.relative_to(settings.BASE_DIR)
        for app in (*apps, "library", "outbox", "previews")
        for path in sorted((settings.BASE_DIR / app).rglob("*.py"))
    ]


def test_a_role_has_the_rights_that_are_asked_for_and_the_transitions_cover_all_of_them() -> None:
    asked = {call.right for call in CALLS.values()} - {insiders.CHANGE}
    actions = {
        right
        for rights in RIGHTS.values()
        for right in rights
        if right.endswith("_release") and not re.search(r"\.(view|add|change|delete)_", right)
    }

    # Entering the past is nobody's by role; copying asks for the right to write.
    assert asked - actions == {"releases.import_historic_release", "releases.add_release"}
    assert actions - asked == set()
