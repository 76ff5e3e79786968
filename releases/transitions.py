"""What every transition of a release shares: the right to it, the lock, the record.

A transition checks the right and what it can explain, changes the release, records its step and
has the people concerned told, all in one transaction. The database's guards (``releases/guards``)
refuse what must never be whoever asks, and are the last word.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from ircms.actor import acting_as
from releases.guards.catalogue import FREEZE_SECONDS
from releases.models import Release, Step

if TYPE_CHECKING:
    from accounts.models import User

# A bundle is frozen this long before its time, and cannot be approved later than this before it:
# no transaction begun in time can then be seen only after the bundle's second.
FREEZE = timedelta(seconds=FREEZE_SECONDS)

ADD = "releases.add_release"
SUBMIT = "releases.submit_release"
COMMENT = "releases.comment_release"
APPROVE = "releases.approve_release"
SEND_BACK = "releases.send_back_release"
IMPORT_HISTORIC = "releases.import_historic_release"
SCHEDULE = "releases.schedule_release"
HOLD = "releases.hold_release"
RELEASE_NOW = "releases.release_now_release"
CORRECT = "releases.correct_release"
WITHDRAW = "releases.withdraw_release"


class TransitionRefused(ValidationError):
    """A release cannot go that way; the message says why and what to do instead."""


@contextmanager
def locked(
    release: Release, by: "User", right: str, at: datetime, *, with_versions: bool = False
) -> Iterator[Release]:
    """The stored row, locked against every other change of its bundle until the end, for somebody
    who has ``right`` and to whom the release exists; then ``release`` itself is brought up to date.
    ``with_versions`` locks its language versions too.

    Raises TransitionRefused for anybody else.
    """
    from releases import insiders

    with acting_as(by):
        if not by.is_active:
            raise TransitionRefused(f"The account of {by} is switched off.")
        if not by.has_perm(right):
            raise TransitionRefused(f"This is not among the rights of {by} ({right}).")
        rows = Release.objects.select_for_update(of=("self",))
        if with_versions:
            # Versions before their original, as an edit of a version locks them.
            list(rows.filter(translation_of=release.pk).order_by("pk"))
        stored = rows.get(pk=release.pk)
        if not insiders.knows(by, stored, at):
            raise TransitionRefused(f"{by} is not on the insider list of this release.")
        yield stored
    release.refresh_from_db()


def check_revision(stored: Release, revision: int) -> None:
    """Refuse where ``revision``, the one looked at, is no longer the one that stands."""
    if stored.revision != revision:
        raise TransitionRefused(
            f"It has changed since it was reviewed (revision {revision}, now {stored.revision}). "
            "Read it again first."
        )


def check_not_public(stored: Release, at: datetime) -> None:
    """Refuse what can be done only while nobody knows of it."""
    if stored.withdrawn_at is not None:
        raise TransitionRefused("It has been withdrawn.")
    if stored.is_public(at):
        raise TransitionRefused("It is public: correct it or withdraw it, with a reason.")


def words(text: str, missing: str) -> str:
    """``text`` without blanks at its ends; TransitionRefused(``missing``) where nothing is left."""
    said = text.strip()
    if not said:
        raise TransitionRefused(missing)
    return said


def take_step(
    release: Release,
    kind: str,
    *,
    by: "User",
    at: datetime,
    text: str = "",
    also: "Iterable[User]" = (),
) -> Step:
    """Record a step that ``by`` takes with ``release`` as it stands, and have the people concerned
    told, ``also`` among them."""
    from releases import concerned

    revision = Release.objects.values_list("revision", flat=True).get(pk=release.pk)
    step = Step.objects.create(
        release=release, kind=kind, by=by, at=at, revision=revision, text=text
    )
    concerned.tell(step, also=also)
    return step
