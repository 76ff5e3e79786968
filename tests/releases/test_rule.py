"""The rule, against an oracle in plain Python: every state that a release can be in."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from releases import guards, statements
from releases.models import Release, ReleaseContact
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON

SECOND = timedelta(seconds=1)
TIMES: list[datetime | None] = [None, NOON - SECOND, NOON, NOON + timedelta(microseconds=1)]


@dataclass(frozen=True)
class State:
    """A state of a release's row."""

    approved: int | None
    publish_at: datetime | None
    released_at: datetime | None
    is_withdrawn: bool

    def columns(self) -> dict[str, Any]:
        return {
            "revision": 3,
            "approved_revision": self.approved,
            "publish_at": self.publish_at,
            "released_at": self.released_at,
            "withdrawn_at": NOON - SECOND if self.is_withdrawn else None,
            "withdrawal_reason": "Wrong." if self.is_withdrawn else "",
        }

    def stands(self, at: datetime) -> bool:
        """The rule, as the design says it."""
        is_time = (self.publish_at is not None and self.publish_at <= at) or (
            self.released_at is not None and self.released_at <= at
        )
        return self.approved == 3 and is_time and not self.is_withdrawn


STATES = [
    state
    for state in itertools.starmap(
        State, itertools.product([None, 2, 3], TIMES, TIMES, [False, True])
    )
    # The constraint: what was released by hand went out before its time.
    if not (state.publish_at and state.released_at and state.released_at > state.publish_at)
]


def rows(states: list[State], **columns: Any) -> list[Release]:
    made = [
        Release(
            headline="H", body="<p>B</p>", slug=f"{'t' if columns else 'o'}-{n}",
            **state.columns(), **{name: value[n] for name, value in columns.items()},
        )
        for n, state in enumerate(states)
    ]  # fmt: skip
    return Release.objects.bulk_create(made)


@pytest.mark.django_db
def test_the_rule_is_the_one_that_the_design_states(stopped_clock: StoppedClock) -> None:
    guards.remove()
    originals = rows(STATES)
    pairs = list(itertools.product(range(len(STATES)), range(len(STATES))))
    versions = rows(
        [STATES[own] for own, _ in pairs],
        translation_of=[originals[original] for _, original in pairs],
        language=[f"x{own}" for own, _ in pairs],
    )

    public = set(Release.objects.public(NOON).values_list("pk", flat=True))

    for state, row in zip(STATES, originals, strict=True):
        assert (row.pk in public) == state.stands(NOON), state
    for (own, original), row in zip(pairs, versions, strict=True):
        expected = STATES[own].stands(NOON) and STATES[original].stands(NOON)
        assert (row.pk in public) == expected, (STATES[own], STATES[original])


@pytest.mark.django_db
def test_a_preview_shows_the_releases_named_and_nothing_else_embargoed(
    stopped_clock: StoppedClock,
) -> None:
    out, shown, hidden = factories.public("Out"), factories.approved("Shown"), factories.draft("No")
    for release in (shown, hidden):
        factories.print_contact(release, factories.contact())

    assert set(Release.objects.public(NOON, plus=[shown])) == {out, shown}
    (printing,) = ReleaseContact.objects.public(NOON, plus=[shown])
    assert printing.release == shown


# Keys, and what is derived from something bound: everything more is bound by the approval.
NOT_DIGESTED = {"id", "release", "out_at", "starts_at", "ends_at", "over_at"}


@pytest.mark.parametrize("part", statements.parts(), ids=lambda part: part.key)
def test_an_approval_binds_every_column_of_every_part(part: statements.Part) -> None:
    reached = {field.removesuffix("_id") for field in part.fields}
    reached |= {field.split("__")[0] for field in part.fields}

    columns = {field.name for field in part.model._meta.concrete_fields}

    assert columns - NOT_DIGESTED <= reached


@pytest.mark.parametrize(
    "part", [part for part in statements.parts() if part.binds], ids=lambda part: part.key
)
def test_an_approval_binds_what_readers_see_of_shared_rows(part: statements.Part) -> None:
    prefix = f"{part.binds}__"
    reached = {field.removeprefix(prefix) for field in part.fields if field.startswith(prefix)}
    assert part.bound_model is not None

    seen = set(part.binds_columns) or {
        field.name for field in part.bound_model._meta.concrete_fields
    }

    assert seen - NOT_DIGESTED <= reached
