"""``docs/rights.md``, written from what is expected."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse

from releases.admin.ways import TRANSITIONS
from tests.conscience.surfaces import Surface, argument_names
from tests.rights.calls import CALLS
from tests.rights.expected import COLUMNS, DOES, NO, READS, Row, expected, may, staff_surfaces

PAGE = settings.BASE_DIR / "docs" / "rights.md"
ANEW = "python -m tests.rights > docs/rights.md"
_WORDS = {DOES: "yes", READS: "reads", NO: "–"}

_INTRODUCTION = f"""\
# Who may do what

Generated from what the tests expect (`tests/rights/`), which ask every page of the desk and every
transition for everybody. Written anew by `{ANEW}`.
**yes**: the page is shown, and what its form sends is done. **reads**: it is shown, and nothing
that is sent there changes anything. **–**: neither.

A right is asked for twice: by the page, and again by the transition, in its transaction, whoever
calls it. The database knows people and not roles; it adds what no right lifts: four eyes, and the
states a release can be in ([embargo.md](embargo.md), [disclosure.md](disclosure.md)). A release
that is confidential does not exist for anybody who is not on its list, a superuser included
([insiders.md](insiders.md)).

A superuser has every right, and is for setting up: the four roles do the work. *No role* is staff
whom nobody has given one. Whoever has no session of their own (nobody signed in, an account made
inactive, no member of staff, a session ended by signing out or by a new password) gets from every
address to the sign-in page and no further. A form without its token, with that of another session,
or from another site is refused on every page. Nobody who manages people gives a role or a right:
superusers do, and it is in the audit.
"""


def page() -> str:
    """The whole of ``docs/rights.md``."""
    sections = (
        ("The ways of a release", "way | right | in the code", _ways()),
        ("Transitions within other pages", "transition | right | in the code", _others()),
        ("The pages of the desk", "page | address", _pages()),
    )
    parts = [_INTRODUCTION]
    parts += [f"## {title}\n\n{_table(heads, rows)}" for title, heads, rows in sections]
    return "\n".join(parts)


def _table(heads: str, rows: Iterable[str]) -> str:
    columns = " | ".join([heads, *COLUMNS])
    rule = " | ".join("---" for _ in columns.split(" | "))
    return "".join(f"| {line} |\n" for line in (columns, rule, *rows))


def _cells(granted: dict[str, str]) -> str:
    return " | ".join(_WORDS[granted[column]] for column in COLUMNS)


def _ways() -> Iterator[str]:
    for way in TRANSITIONS.values():
        functions = ", ".join(f"`{name}`" for name, call in CALLS.items() if call.way == way.name)
        yield f"{way.title} | `{_short(way.right)}` | {functions} | {_cells(may(way.right))}"


def _others() -> Iterator[str]:
    for name, call in CALLS.items():
        if call.way not in TRANSITIONS:
            said = name.partition(".")[2].replace("_", " ")
            yield f"{said} | `{_short(call.right)}` | `{name}` | {_cells(may(call.right))}"


def _pages() -> Iterator[str]:
    rows: dict[str, Surface] = {surface.name: surface for surface in staff_surfaces()}
    ways = {f"admin:releases_release_{name}" for name in TRANSITIONS}
    for surface in rows.values():
        if surface.name not in ways:
            row: Row = expected(surface)
            yield f"{row.title} | `{_address(surface)}` | {_cells(row.may)}"


def _address(surface: Surface) -> str:
    """As the resolver has it, with names for what differs."""
    if " " in surface.name:
        return "/admin/…/<key>/" if "<path" in surface.name else "/admin/…"
    samples = {"app_label": "releases", "object_id": 0, "key": 0, "id": 0, "file_key": 0,
               "path": "…"}  # fmt: skip
    names = argument_names(surface)
    address = reverse(surface.name, kwargs={name: samples[name] for name in names})
    return re.sub("/0/", "/<key>/", address) if "app_label" not in names else "/admin/<app>/"


def _short(right: str) -> str:
    return right.removeprefix("releases.")
