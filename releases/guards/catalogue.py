"""What both databases' guards are made from: columns, paths, messages."""

import hashlib
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import models

from audit import triggers as audit
from audit import watched
from releases import digest, statements
from releases.models import (
    Acknowledgement,
    Approval,
    Asked,
    Contribution,
    ExchangeNotice,
    Insider,
    Release,
    SharedRowAuthor,
    Step,
)
from releases.statements import Part

RELEASE = Release._meta.db_table
APPROVAL = Approval._meta.db_table
CONTRIBUTION = Contribution._meta.db_table
AUTHOR = SharedRowAuthor._meta.db_table
STEP = Step._meta.db_table
ASKED = Asked._meta.db_table
# The record of a release's way: written once, by whoever takes the step.
RECORDS = (STEP, Acknowledgement._meta.db_table, ExchangeNotice._meta.db_table)
INSIDER = Insider._meta.db_table
USER = get_user_model()._meta.db_table
FREEZE_SECONDS = 10  # releases.transitions.FREEZE says why
RECENT_SECONDS = 60  # how far a transition's own time may lie behind the clock

MESSAGES = {
    "actor": "ircms: a write to a release needs a named actor",
    "draft": "ircms: a release begins as a draft, at revision 1",
    "frozen": "ircms: this release is public or about to be: correct it or withdraw it",
    "stale": "ircms: this release has changed since it was read",
    "identity": "ircms: a row keeps its key",
    "not_reviewed": "ircms: only the revision that was reviewed and recorded can be approved",
    "too_late": "ircms: approving this now would make it public at once",
    "not_submitted": "ircms: this has not been submitted for review as it stands",
    "submitted": "ircms: what is submitted is the present revision, and alone",
    "held": "ircms: this release is on hold: lift the hold first",
    "step": "ircms: a step is recorded by whoever takes it",
    "unapprove": "ircms: the approval of a public release stays: withdraw the release instead",
    "released_at": "ircms: only an approved release can be released, once, and at the present time",
    "withdrawn_at": "ircms: only a public release can be withdrawn, once, and at the present time",
    "kept": "ircms: a release that was ever approved is kept",
    "retained": "ircms: inside information is kept until its retention has ended",
    "shared": "ircms: an approved release prints this: enter a new one instead of changing it",
    "moved": "ircms: what hangs on a release stays on it: enter it anew on the other",
    "elsewhere": "ircms: this belongs to something that hangs on another release",
    "missing": "ircms: that release, or what it is to print, does not exist",
    "chain": "ircms: a translation is made of an original, not of a translation",
    "original": "ircms: the original is not approved: approve that one first",
    "digest": "ircms: the digest is not that of the bytes",
    "historic": "ircms: only what went out in the past can be entered as historic",
    "four_eyes": "ircms: whoever contributed since the last approval cannot approve",
    "inactive": "ircms: an account that is switched off cannot approve",
    "approver": "ircms: an approval is made by its approver, for the present revision",
    "append_only": "ircms: this record is never changed or deleted",
    "truncate": "ircms: guarded tables are not truncated",
}


# Conditions that read the same on both databases, of a new row of their table.
CONTRIBUTED = (
    f'EXISTS (SELECT 1 FROM "{CONTRIBUTION}" WHERE release_id = NEW.release_id '
    "AND user_id = NEW.approver_id AND last_revision > "
    f'(SELECT COALESCE(MAX(revision), 0) FROM "{APPROVAL}" '
    "WHERE release_id = NEW.release_id AND revision < NEW.revision))"
)
IS_PAST = (
    f'EXISTS (SELECT 1 FROM "{RELEASE}" WHERE id = NEW.release_id AND publish_at <= ircms_now())'
)
IS_ACTIVE = f'EXISTS (SELECT 1 FROM "{USER}" WHERE id = NEW.approver_id AND is_active)'
CURRENT = f'(SELECT revision FROM "{RELEASE}" WHERE id = NEW.release_id)'
FORGED_CONTRIBUTION = f"ircms_actor() IS NULL OR NEW.last_revision > COALESCE({CURRENT}, 0) + 1"
FORGED_AUTHOR = "ircms_actor() IS NULL OR NEW.user_id <> ircms_actor()"
FORGED_STEP = "ircms_actor() IS NULL OR NEW.by_id <> ircms_actor()"
LOWERED = (
    "NEW.release_id <> OLD.release_id OR NEW.user_id <> OLD.user_id OR NEW.id <> OLD.id "
    "OR NEW.last_revision < OLD.last_revision"
)


@dataclass(frozen=True)
class Guard:
    """One trigger (or function) by name, with the SQL that makes it."""

    name: str
    table: str
    sql: str


def version(guards: list[Guard]) -> str:
    """The catalogue as a name: a guard called after it tells one version's guards from another's,
    though they be as many and called alike."""
    text = "\n".join(guard.sql for guard in guards)
    return f"catalogue_{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def columns(model: type[models.Model], *, without: frozenset[str] = frozenset()) -> list[str]:
    """The concrete columns of ``model``, generated ones and ``without`` (by field name) apart."""
    return [
        field.column
        for field in model._meta.concrete_fields
        if field.name not in without and not field.generated
    ]


def release_columns() -> list[str]:
    """The columns whose change is a change of the bundle."""
    return [field.column for field in digest.content_fields()]


def part_columns(part: Part) -> list[str]:
    """The columns of a part whose change is a change of the bundle."""
    return columns(part.model, without=frozenset({"out_at"}) if part.is_ranked else frozenset())


def differs(names: list[str], operator: str) -> str:
    """SQL: whether any of the columns differs between OLD and NEW (NULL equals NULL)."""
    return "(" + " OR ".join(f'NEW."{name}" {operator} OLD."{name}"' for name in names) + ")"


def release_key(part: Part, row: str) -> str:
    """SQL: the key of the release that ``row`` (OLD or NEW) of a part hangs on."""
    model: type[models.Model] = part.model
    expression = ""
    for step, name in enumerate(part.release_path.split("__")):
        field = model._meta.get_field(name)
        assert isinstance(field, models.ForeignKey)  # noqa: S101 -- a registered path is of keys
        if step == 0:
            expression = f'{row}."{field.column}"'
        else:
            expression = (
                f'(SELECT "{field.column}" FROM "{model._meta.db_table}" '
                f'WHERE "{model._meta.pk.column}" = {expression})'
            )
        model = field.remote_field.model
    return expression


def elsewhere(part: Part) -> str:
    """SQL: whether the row that a new row belongs to hangs on another release."""
    if not part.within:
        return ""
    key = part.model._meta.get_field(part.within)
    assert isinstance(key, models.ForeignKey)  # noqa: S101 -- what a part is within, it has a key to
    table = key.remote_field.model._meta.db_table
    return f'NEW.release_id <> (SELECT release_id FROM "{table}" WHERE id = NEW."{key.column}")'


def tables() -> set[str]:
    """Every guarded table."""
    parts = {part.model._meta.db_table for part in statements.parts()}
    return (
        {RELEASE, APPROVAL, CONTRIBUTION, AUTHOR, *RECORDS, ASKED, INSIDER}
        | parts
        | {*audit.TABLES, *(each.table for each in watched.tables())}
        | {b.table for b in all_bindings() if not b.copied}
    )


def ranked_tables() -> list[str]:
    """Tables of the parts that repeat the release's out_at."""
    return [part.model._meta.db_table for part in statements.parts() if part.is_ranked]


@dataclass(frozen=True)
class Binding:
    """A shared table that a part prints or copies from: ``link`` is the part's table, ``column``
    its key to ``table``, ``contents`` the columns of ``table`` that readers see, ``copied`` those
    that the part holds itself (none where it prints the shared row as it stands)."""

    table: str
    link: str
    column: str
    contents: tuple[str, ...]
    copied: tuple[str, ...] = ()


def bindings(part: Part) -> list[Binding]:
    """What ``part`` prints, and what it copies from."""
    found = []
    for name, shared in ((part.binds, part.bound_model), (part.copies, part.copied_model)):
        if shared is None:
            continue
        key = part.model._meta.get_field(name)
        assert isinstance(key, models.ForeignKey)  # noqa: S101 -- what a part binds, it has a key to
        seen = columns(shared)
        if name == part.binds and part.binds_columns:
            seen = [column for column in seen if column in {"id", *part.binds_columns}]
        copied = (
            sorted(set(seen) & set(columns(part.model)) - {"id"}) if name == part.copies else []
        )
        table, link = shared._meta.db_table, part.model._meta.db_table
        found.append(Binding(table, link, key.column, tuple(seen), tuple(copied)))
    return found


def all_bindings() -> list[Binding]:
    """Every shared table with a part that prints it or copies from it."""
    return [binding for part in statements.parts() for binding in bindings(part)]


def shared_tables() -> list[tuple[Binding, ...]]:
    """The same by shared table: several parts may print the same row."""
    found: dict[str, list[Binding]] = {}
    for binding in all_bindings():
        found.setdefault(binding.table, []).append(binding)
    for table, group in found.items():
        if len({(each.contents, each.copied) for each in group}) > 1:
            raise ValueError(f"Parts disagree on which columns of {table} readers see.")
    return [tuple(group) for group in found.values()]


def users_of(group: tuple[Binding, ...], row: str) -> str:
    """SQL: the keys of the releases that print the shared ``row`` (OLD or NEW)."""
    return " UNION ".join(
        f'SELECT release_id FROM "{each.link}" WHERE "{each.column}" = {row}.id' for each in group
    )
