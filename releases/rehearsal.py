"""A rehearsal does it and undoes it: the site as it will stand at the second of a release.

Inside a transaction that is always rolled back, two made-up people take a release all the way by
the real transitions: one lifts its hold, gives it a time and submits it, the other approves it.
Then the real views answer at its second (``releases/rehearsed_site.py``). No guard is passed by,
and nothing of it can be committed: the transaction owes the database a row that there is not, so
that its COMMIT is refused whoever asks for it (docs/previews.md).
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.db.models import Q

from ircms.actor import NobodyWrites, acting_as
from releases import approval, review, schedule, statements
from releases.models import Insider, LastLook, Release
from releases.transitions import TransitionRefused

if TYPE_CHECKING:
    from accounts.models import User

# A time nearer than this is none to rehearse: it could come while the pages are made.
NOT_BEFORE = timedelta(minutes=1)
# How long a rehearsal waits for somebody who is saving, and so the longest that nothing happens.
PATIENCE_MS = 1_500
NOBODY = -1  # no user's key
# Where the made-up people have their addresses: no mail goes there (RFC 2606).
MADE_UP = "@rehearsal.invalid"
_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
_WAITED_IN_VAIN = {"40001", "40P01", "55P03"}  # PostgreSQL, appendix A

Written = Callable[["User"], Release]


class NotRehearsable(Exception):
    """A release cannot be shown as it will stand; ``reasons`` say what is missing, as sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class AlreadyTold(NotRehearsable):
    """It is public, or was: there is nothing to rehearse, its page is on the site."""


class Busy(Exception):
    """Somebody was saving for longer than a rehearsal waits; asking again helps."""

    def __init__(self) -> None:
        super().__init__("Somebody is saving at this moment. Please try again.")


@dataclass
class Rehearsal:
    """What is rehearsed: ``release`` as it stands in it, ``instant`` its second; ``shown`` are the
    releases that the site shows then and nobody outside may know of now (itself among them),
    ``hidden`` how many more there would be."""

    release: Release
    instant: datetime
    shown: list[Release] = field(default_factory=list)
    hidden: int = 0
    hand: "User | None" = None

    def leave_out(self) -> None:
        """Take the release out again: from here on, the same instant without it."""
        assert self.hand is not None  # noqa: S101 -- rehearsed() has named one
        with _said_plainly(), acting_as(self.hand):
            review.unapprove(self.release)


@contextmanager
def rehearsed(
    what: Release | Written, *, at: datetime, hide: Q | None = None
) -> Iterator[Rehearsal]:
    """Within the block, the database stands as at the second of ``what``, a stored release or a
    function that writes one in the name of whom it is given. ``at`` is the present. Of other
    releases that nobody outside knows of yet and that are due by then, those that ``hide`` is true
    of are taken out; ``Q()`` hides all of them, None none.

    Raises NotRehearsable, AlreadyTold and Busy before the block; RuntimeError within another
    transaction, because that one might be kept.
    """
    with ExitStack() as undo:
        with _said_plainly():
            undo.enter_context(_waiting_briefly())
            undo.enter_context(_undone())
            rehearsal = _rehearsal(what, at, hide)
        yield rehearsal


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic(durable=True):
        try:
            # A look by nobody: a foreign key that both databases ask about at COMMIT.
            LastLook.objects.create(user_id=NOBODY, release_id=NOBODY, revision=0, at=_LONG_AGO)
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def _waiting_briefly() -> Iterator[None]:
    """Lets SQLite wait for its one writer no longer than a reader of previews would."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    usual = int(1000 * connection.settings_dict["OPTIONS"].get("timeout", 5))
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What transitions, guards and databases refuse with, as this module's own errors."""
    try:
        yield
    except TransitionRefused as refused:
        raise NotRehearsable(refused.messages) from refused
    except NobodyWrites as away:
        raise NotRehearsable([str(away)]) from away
    except IntegrityError as error:
        guard, mark, said = str(error).strip().partition("\n")[0].partition("ircms: ")
        if guard or not mark:
            raise
        raise NotRehearsable([f"{said[:1].upper()}{said[1:]}."]) from error
    except OperationalError as error:
        code = getattr(error.__cause__, "pgcode", None)
        if code not in _WAITED_IN_VAIN and "is locked" not in str(error):
            raise
        raise Busy from error


def _rehearsal(what: Release | Written, at: datetime, hide: Q | None) -> Rehearsal:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
    hand, eyes = _made_up("hand", at), _made_up("eyes", at)
    with acting_as(hand):
        written = what if isinstance(what, Release) else what(hand)
    release = Release.objects.select_related("translation_of").get(pk=written.pk)
    _check_untold(release, at)
    _let_know(release, (hand, eyes), at)
    original = release.translation_of
    if original is not None and original.withdrawn_at is not None:
        raise NotRehearsable(["Its original has been withdrawn: no version of it goes out."])
    when = _time_of(release, at)
    for each in (original, release):
        if each is not None and not (each is original and each.is_public(at)):
            _take_all_the_way(each, hand, eyes, at, when, of_original=each is original)
    release.refresh_from_db()
    instant = max(each.out_at for each in (release, release.translation_of) if each and each.out_at)
    rehearsal = Rehearsal(release, instant, hand=hand)
    _show_and_hide(rehearsal, at, hide)
    return rehearsal


def _made_up(name: str, at: datetime) -> "User":
    """Somebody who may do everything and can never sign in: without a password, not of the staff,
    and gone with the transaction."""
    user: User = get_user_model()(
        email=f"rehearsal-{name}-{secrets.token_hex(8)}{MADE_UP}",
        full_name=f"Rehearsal ({name})",
        is_staff=False,
        is_superuser=True,
        created_at=at,
    )
    user.set_unusable_password()
    user.save()
    return user


def _check_untold(release: Release, at: datetime) -> None:
    if release.withdrawn_at is not None:
        raise AlreadyTold(["It has been withdrawn: its page says so."])
    if Release.objects.ever_public(at).filter(pk=release.pk).exists():
        raise AlreadyTold(["It is public: its page is on the site."])


def _let_know(release: Release, people: "tuple[User, User]", at: datetime) -> None:
    """Put the made-up people on the insider list, where there is one to be on."""
    with acting_as(people[0]):
        Insider.objects.bulk_create(
            Insider(release=each, user=person, added_by=people[0], added_at=at)
            for each in (release, release.translation_of)
            if each is not None and each.is_confidential
            for person in people
        )


def _time_of(release: Release, at: datetime) -> datetime:
    """When ``release`` is rehearsed to go out: at its own time, where one is to come, else at the
    next full minute that is not too near."""
    out_at: datetime | None = release.out_at
    if release.is_approved and out_at is not None and out_at > at:
        return out_at
    if release.publish_at is not None and release.publish_at > at + NOT_BEFORE:
        return release.publish_at
    return at.replace(second=0, microsecond=0) + NOT_BEFORE + timedelta(minutes=1)


def _take_all_the_way(
    release: Release,
    hand: "User",
    eyes: "User",
    at: datetime,
    when: datetime,
    *,
    of_original: bool,
) -> None:
    """Approved for a time to come, whatever it was. What is so already is left as it is."""
    is_on_its_way = release.is_approved and release.out_at is not None
    if is_on_its_way and (release.out_at > at or release.translation_of is not None):
        return
    if not release.body:
        raise NotRehearsable([_of("It has no text yet: write the announcement.", of_original)])
    if said := statements.objections(release):
        raise NotRehearsable([_of(each, of_original) for each in said])
    if release.held_at is not None:
        schedule.resume(release, by=hand, at=at)
    if release.publish_at is None or release.publish_at <= at + NOT_BEFORE:
        schedule.reschedule(release, by=hand, at=at, revision=release.revision, publish_at=when)
    if not release.is_in_review:
        review.submit(release, by=hand, at=at, revision=release.revision)
    with acting_as(eyes):
        stored = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
        approval.approve_unasked(stored, by=eyes, at=at)


def _of(reason: str, of_original: bool) -> str:
    return f"Of its original: {reason}" if of_original else reason


def _show_and_hide(rehearsal: Rehearsal, at: datetime, hide: Q | None) -> None:
    assert rehearsal.hand is not None  # noqa: S101 -- as above
    embargoed = _embargoed(at, rehearsal.instant)
    own = (rehearsal.release.pk, rehearsal.release.translation_of_id)
    if hide is not None:
        # Versions first: the order in which an edit of a version locks the two.
        others = embargoed.exclude(pk__in=[key for key in own if key is not None]).filter(hide)
        others = others.order_by(models.F("translation_of").asc(nulls_last=True), "pk")
        hidden = list(others)
        rehearsal.hidden = len(hidden)
        with acting_as(rehearsal.hand):
            for other in hidden:
                review.unapprove(other)
    rehearsal.shown = list(embargoed.order_by("pk"))


def _embargoed(at: datetime, until: datetime) -> "models.QuerySet[Release]":
    """What is public at ``until`` and not at ``at``, found among what goes out in between."""
    going = Release.objects.filter(out_at__gt=at, out_at__lte=until).values("pk")
    with_original = Release.objects.filter(
        translation_of__out_at__gt=at, translation_of__out_at__lte=until
    ).values("pk")
    return Release.objects.public(until).filter(pk__in=going.union(with_original))
