"""Every transition as a function, the right it asks for, and how it is called where it is open."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import releases
from accounts.models import User
from releases import approval, copying, insiders, leak, preflight, review, schedule, withdrawal
from releases.admin.ways import TRANSITIONS
from releases.models import Release
from releases.transitions import APPROVE, HOLD
from tests import factories
from tests.factories import NOON
from tests.rights import desk_world as stands

Stand = Callable[[], Release]


@dataclass(frozen=True)
class Call:
    """One transition: the page it stands behind, if it has one of its own, or the right that it
    asks for; where it is open; and how ``by`` calls it there."""

    way: str
    stand: Stand
    run: Callable[[Release, User], Any]

    @property
    def right(self) -> str:
        way = TRANSITIONS.get(self.way)
        return way.right if way else self.way


def kept() -> Release:
    """A draft that Ada and Ben know of, and Bea does not."""
    release = stands.draft()
    factories.bea()
    listed = [factories.ben(), factories.person("Walt", "writer")]
    insiders.make_confidential(release, by=factories.ada(), at=NOON, people=listed)
    return release


def _seen(release: Release) -> dict[str, Any]:
    return {"at": NOON, "revision": release.revision}


CALLS: dict[str, Call] = {
    "review.submit": Call(
        "submit", stands.draft, lambda r, by: review.submit(r, by=by, **_seen(r))
    ),
    "review.comment": Call(
        "comment", stands.draft, lambda r, by: review.comment(r, by=by, at=NOON, text="Well.")
    ),
    "review.send_back": Call(
        "send-back",
        stands.in_review,
        lambda r, by: review.send_back(r, by=by, text="Again.", **_seen(r)),
    ),
    "review.recall": Call(
        "recall", stands.in_review, lambda r, by: review.recall(r, by=by, **_seen(r))
    ),
    "approval.approve": Call(
        "approve",
        stands.in_review,
        lambda r, by: approval.approve(r, by=by, acknowledged=factories.warnings(r), **_seen(r)),
    ),
    "approval.approve_in_leak_mode": Call(
        APPROVE,
        stands.in_review,
        lambda r, by: approval.approve_in_leak_mode(r, by=by, **_seen(r)),
    ),
    "approval.import_historic": Call(
        "import-historic",
        stands.past,
        lambda r, by: approval.import_historic(r, by=by, **_seen(r)),
    ),
    "schedule.reschedule": Call(
        "reschedule",
        stands.draft,
        lambda r, by: schedule.reschedule(r, by=by, publish_at=None, **_seen(r)),
    ),
    "schedule.record_notice": Call(
        "notice",
        stands.draft,
        lambda r, by: schedule.record_notice(
            r, by=by, at=NOON, market="XNAS", waiver_reason="Not material."
        ),
    ),
    "schedule.release_now": Call(
        "release-now", stands.approved, lambda r, by: schedule.release_now(r, by=by, **_seen(r))
    ),
    "schedule.hold": Call(
        "hold", stands.approved, lambda r, by: schedule.hold(r, by=by, at=NOON, reason="Wait.")
    ),
    "schedule.resume": Call(
        "resume", stands.on_hold, lambda r, by: schedule.resume(r, by=by, at=NOON)
    ),
    "leak.release_bundle": Call(
        "leak", stands.approved, lambda r, by: leak.release_bundle(r, by=by, **_seen(r))
    ),
    "leak.hold_bundle": Call(
        HOLD, stands.approved, lambda r, by: leak.hold_bundle(r, by=by, at=NOON)
    ),
    "withdrawal.withdraw": Call(
        "withdraw",
        stands.public,
        lambda r, by: withdrawal.withdraw(r, by=by, at=NOON, reason="Wrong."),
    ),
    "copying.copy": Call("copy", stands.draft, lambda r, by: copying.copy(r, by=by, at=NOON)),
    "copying.correct": Call(
        "correct", stands.public, lambda r, by: copying.correct(r, by=by, at=NOON, reason="Wrong.")
    ),
    "insiders.make_confidential": Call(
        insiders.CHANGE,
        stands.draft,
        lambda r, by: insiders.make_confidential(r, by=by, at=NOON),
    ),
    "insiders.open_up": Call(
        insiders.CHANGE, kept, lambda r, by: insiders.open_up(r, by=by, at=NOON)
    ),
    "insiders.name_insider": Call(
        insiders.CHANGE,
        kept,
        lambda r, by: insiders.name_insider(r, factories.bea(), by=by, at=NOON),
    ),
    "insiders.take_off": Call(
        insiders.CHANGE,
        kept,
        lambda r, by: insiders.take_off(r, factories.ben(), by=by, at=NOON),
    ),
}
# Parts of a transition: they ask nobody, because whoever calls them has. Who may is stated here.
PARTS: dict[str, set[str]] = {
    "autosave.keep": {"releases/admin/autosave_views.py"},
    "review.enter_review": {"releases/review.py", "releases/leak.py"},
    "approval.approve_unasked": {"releases/rehearsal.py"},
    "insiders.begin_list": {
        "releases/admin/release.py",
        "releases/drafting/release_proposal.py",
    },
    "insiders.keep_list": {"releases/admin/release.py"},
    "transitions.take_step": {
        f"releases/{name}.py"
        for name in ("approval", "copying", "leak", "review", "schedule", "withdrawal")
    },
    "transitions.locked": {
        f"releases/{name}.py"
        for name in (
            "approval", "copying", "insiders", "leak", "review", "schedule", "withdrawal",
        )
    } | {"previews/grants.py"},
    "concerned.tell_of_edit": {"releases/admin/release.py"},
    "preflight.acknowledge": {"releases/approval.py"},
    "preflight.acknowledge_everything": {"releases/approval.py"},
    "preflight.let_stand": {"releases/schedule.py", "releases/preflight/acknowledging.py"},
}  # fmt: skip


def found() -> dict[str, FunctionType]:
    """Everything in ``releases`` that somebody does at some time: functions that take ``by`` and
    ``at``, by module and name."""
    root = Path(releases.__file__).parent
    modules = [import_module(f"releases.{each.stem}") for each in sorted(root.glob("[a-z]*.py"))]
    return {
        f"{module.__name__.removeprefix('releases.')}.{name}": function
        for module in (*modules, preflight)
        for name, function in vars(module).items()
        if not name.startswith("_")
        and inspect.isfunction(function)
        and (function.__module__ == module.__name__ or module is preflight)
        and {"by", "at"} <= set(inspect.signature(function).parameters)
    }
