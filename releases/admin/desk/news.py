"""What others changed since the user last opened a release's page: who, and what, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.models import Entry
from audit.recording import BY_TRIGGERS
from ircms.edge import AsOfRequest
from releases.admin.desk.lines import SHOWN, UNREAD, Line, Way, line_of
from releases.admin.state import with_state
from releases.admin.story.acts import model_of
from releases.admin.story.changes import noun
from releases.admin.story.lists import counted, listed
from releases.admin.story.values import label
from releases.insiders import known_q
from releases.models import Contribution, LastLook, Release, Step
from releases.models.release import CONTROLLED
from releases.querysets import public_q
from releases.statements import parts

# Looks further back than this many are not gone through: nobody has so many releases at hand.
LOOKED_AT = 200
_ENTRIES = 300  # of the audit, for all lines together
_TIME = ("publish_at", "publish_time_known")
_DONE = {"insert": "added", "update": "changed", "delete": "removed"}
_STEPS = {
    Step.Kind.SUBMITTED: "submitted it for review",
    Step.Kind.COMMENTED: "commented",
    Step.Kind.SENT_BACK: "sent it back",
    Step.Kind.RECALLED: "recalled it",
    Step.Kind.APPROVED: "approved it",
    Step.Kind.RESCHEDULED: "gave it another time",
    Step.Kind.HELD: "put it on hold",
    Step.Kind.RESUMED: "lifted the hold",
}


@dataclass
class _Doing:
    """What one person did to one release."""

    steps: dict[str, None] = field(default_factory=dict)
    columns: dict[str, None] = field(default_factory=dict)
    rows: dict[tuple[str, str], set[int | None]] = field(default_factory=dict)

    @property
    def told(self) -> tuple[str, ...]:
        """Columns that the steps tell of already."""
        return _TIME if _STEPS[Step.Kind.RESCHEDULED] in self.steps else ()

    def in_words(self) -> SafeString:
        told: list[Any] = list(self.steps)
        if self.columns:
            told.append(format_html("changed the {}", listed(self.columns)))
        told += [f"{done} {counted(len(keys), name)}" for (done, name), keys in self.rows.items()]
        return listed(told or ["changed it"])


def changed(request: AsOfRequest) -> list[Line]:
    """Releases that somebody else has changed, or taken a step with, since the user looked, the
    newest look first: a fixed number of queries."""
    found = _looked_at(request)
    doings = _doings(found, request)
    people = _names({person for each in doings.values() for person in each})
    lines = []
    for look in found:
        line = line_of(look.release, request)
        for person, doing in doings[look.release_id].items():
            who = people.get(person, "Somebody")
            line = line.asking(format_html("{} {}.", who, doing.in_words()))
        lines.append(line.leading(_history(look.release)))
    return lines


def _looked_at(request: AsOfRequest) -> list[LastLook]:
    me: Any = request.user
    at = request.as_of
    last = LastLook.objects.filter(user=me).order_by("-at").values("pk")[:LOOKED_AT]
    wrote = Contribution.objects.filter(
        release=OuterRef("release_id"), last_revision__gt=OuterRef("revision")
    )
    steps = Step.objects.filter(release=OuterRef("release_id"), at__gt=OuterRef("at"))
    news = Q(revision__lt=F("release__revision")) & Exists(wrote.exclude(user=me))
    rows = LastLook.objects.filter(
        news | Q(Exists(steps.exclude(by=me))),
        known_q(me, at, "release__"),
        pk__in=last,
        release__withdrawn_at__isnull=True,
    )
    shown = list(rows.exclude(public_q(at, "release__")).order_by("-at", "-pk")[:SHOWN])
    releases = with_state(Release.objects.filter(pk__in=[look.release_id for look in shown]), at)
    by_key = releases.select_related("translation_of").defer(*UNREAD).in_bulk()
    for look in shown:
        look.release = by_key[look.release_id]
    return shown


def _doings(found: Iterable[LastLook], request: AsOfRequest) -> Mapping[int, dict[int, _Doing]]:
    """By release and person, what was done after the look."""
    looks = {look.release_id: look for look in found}
    doings: dict[int, dict[int, _Doing]] = defaultdict(lambda: defaultdict(_Doing))
    if not looks:
        return doings
    since, me = min(look.at for look in looks.values()), request.user.pk
    steps = Step.objects.filter(release__in=looks, at__gt=since).exclude(by=me)
    for step in steps.order_by("pk"):
        if step.at > looks[step.release_id].at:
            words = _STEPS.get(Step.Kind(step.kind), step.get_kind_display().lower())
            doings[step.release_id][step.by_id].steps[words] = None
    for entry in _entries(looks, since, me):
        look = looks[entry.release_id or 0]
        if entry.actor is not None and entry.at > look.at:
            _note(doings[look.release_id][entry.actor], entry)
    return doings


def _entries(looks: Mapping[int, LastLook], since: Any, me: Any) -> list[Entry]:
    """Changes of the releases and of what hangs on them, in their order, without what they said."""
    tables = {Release._meta.db_table, *(part.model._meta.db_table for part in parts())}
    entries = Entry.objects.filter(
        release_id__in=looks, at__gt=since, action__in=BY_TRIGGERS, table__in=tables
    )
    newest = entries.exclude(actor=me).order_by("-pk")[:_ENTRIES]
    return sorted(newest, key=lambda entry: entry.pk)


def _note(doing: _Doing, entry: Entry) -> None:
    model = model_of(entry.table)
    if model is None:
        return
    if model is not Release:
        doing.rows.setdefault((_DONE[entry.action], noun(model)), set()).add(entry.row_id)
        return
    for column in model._meta.concrete_fields:
        if column.column in entry.columns and column.name not in (*CONTROLLED, *doing.told):
            doing.columns[label(column)] = None


def _names(keys: set[int]) -> dict[int, str]:
    people = get_user_model().objects.filter(pk__in=keys)
    return {person.pk: str(person) for person in people}


def _history(release: Release) -> Way:
    return Way("See what changed", reverse("admin:releases_release_story", args=[release.pk]))
