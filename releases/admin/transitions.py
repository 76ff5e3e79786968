"""How a way of a release is shown and gone: one page each, made alike.

The page shows the release in full and carries the revision it shows; what is done is done to that
revision or refused. The models hold the rules (``releases/transitions.py`` and its neighbours), the
page shows what they say. ``ways.py`` has the list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ircms.actor import acting_as
from ircms.admin import REFUSALS, guards_sentence
from ircms.edge import AsOfRequest
from releases import approval, preflight, schedule
from releases.admin import once, state
from releases.admin.in_full import in_full
from releases.admin.way_forms import WayForm
from releases.models import Release
from releases.transitions import APPROVE, IMPORT_HISTORIC, RELEASE_NOW, TransitionRefused

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Act:
    """What the person saw, said and chose."""

    by: "User"
    at: datetime
    revision: int
    said: dict[str, Any] = field(default_factory=dict)
    acknowledged: tuple[str, ...] = ()
    mark: int | None = None

    @property
    def reason(self) -> str:
        return str(self.said.get("reason", ""))


@dataclass(frozen=True)
class Transition:
    """One way a release can go, as its page puts it. ``run`` gives the release that the person is
    led to, where that is another than the one they came from."""

    name: str
    right: str
    title: str
    advice: str
    button: str
    done: str
    run: Callable[[Release, Act], Release | None]
    is_open: Callable[[Release, datetime], bool]
    form: type[WayForm] = WayForm
    is_final: bool = False  # cannot be taken back: the button says so by its colour
    is_apart: bool = False  # done seldom: its button stands behind the others
    shows_preflight: bool = False
    template: str = "admin/releases/release/transition.html"

    @property
    def url_name(self) -> str:
        return f"admin:releases_release_{self.name}"


def objection(transition: Transition, release: Release, by: "User") -> str:
    """Why ``by`` in particular cannot do this, known before the page is read; or nothing."""
    if transition.right not in {APPROVE, IMPORT_HISTORIC}:
        return ""
    if by.pk not in approval.contributors_since_last_approval(release):
        return ""
    return (
        "You contributed to this release since its last approval. Somebody else has to approve it."
    )


def attempt(transition: Transition, release: Release, act: Act) -> tuple[str, Release | None]:
    """Do it, once: the reason why not, or nothing and the release to go to."""
    try:
        if not once.stays_open(transition.name):
            return "", transition.run(release, act)
        with acting_as(act.by):
            # Locked, so that of two at once the second sees what the first has done.
            Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
            before = once.sent_before(transition.name, release, act)
            if before is not None:
                return "", once.led_to(transition.name, before, release)
            return "", transition.run(release, act)
    except TransitionRefused as refused:
        return " ".join(refused.messages), None
    except REFUSALS as error:
        sentence = guards_sentence(error)
        if sentence is None:
            raise
        return sentence, None


def act_of(request: AsOfRequest, form: WayForm) -> Act:
    """What was sent with a form that has been found in order."""
    by: Any = request.user  # a stored user: admin_view lets nobody else in
    return Act(
        by=by,
        at=request.as_of,
        revision=form.cleaned_data.get("revision") or 0,
        said=form.cleaned_data,
        acknowledged=tuple(request.POST.getlist("acknowledge")),
        mark=form.cleaned_data.get("mark"),
    )


def page(transition: Transition, release: Release, at: datetime) -> dict[str, Any]:
    """What the page of ``transition`` shows."""
    context: dict[str, Any] = in_full(release, at) | {
        "title": transition.title,
        "subtitle": release.headline,
        "transition": transition,
        "state": state.state_of(release, at),
        "is_open": transition.is_open(release, at),
        "is_approval": transition.right == APPROVE,
        "along": [],
    }
    if transition.right == RELEASE_NOW:
        context["clock"] = preflight.if_released(release, at)
    if "versions" in transition.form.base_fields:
        context["along"] = [in_full(version, at) for version in schedule.going_along(release, at)]
    if transition.shows_preflight:
        context["preflight"] = preflight.open_findings(release, at)
    return context
