"""Confidential releases: to staff who are not on the insider list they do not exist.

One spelling of the rule, as for readers: ``known_q`` as a condition, asked by every list, look-up
and page of the desk. What has been public exists for everybody. ``releases/known_rows.py``
brings it to the pages of the desk; docs/insiders.md tells the whole.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from releases import statements
from releases.models import Insider, Release, SharedRowAuthor
from releases.querysets import ever_public_q
from releases.transitions import HOLD, TransitionRefused, locked

if TYPE_CHECKING:
    from accounts.models import User

CHANGE = "releases.change_release"


def known_q(user: Any, at: datetime, prefix: str = "") -> Q:
    """Whether ``user`` may know at ``at`` of a release, as a condition on it, or through ``prefix``
    (such as ``"release__"``) on what hangs on it: not confidential, or public once, or named on its
    list; and the same of the original whose language version it is."""
    original = f"{prefix}translation_of__"
    return _known_alone(user, at, prefix) & (
        Q(**{f"{prefix}translation_of__isnull": True}) | _known_alone(user, at, original)
    )


def _known_alone(user: Any, at: datetime, prefix: str) -> Q:
    named = Insider.objects.filter(user=user, release=models.OuterRef(f"{prefix}pk"))
    is_open = Q(**{f"{prefix}is_confidential": False})
    return is_open | Q(models.Exists(named)) | ever_public_q(at, prefix)


def shared_q(model: type[models.Model], user: Any, at: datetime) -> Q | None:
    """Whether ``user`` may know at ``at`` of a row of ``model``, as a condition on it; None where
    its rows are not what releases print, copy from or are about.

    Known is what a release they know of mentions, and what they wrote themselves; and what nobody
    in particular wrote. No other release is asked, so that one they do not know of changes nothing,
    and what nobody mentions yet is not shown to all: it may be meant for such a release.
    """
    mentions = [
        models.Exists(
            part.model._default_manager.filter(**{name: models.OuterRef("pk")}).filter(
                known_q(user, at, f"{part.release_path}__")
            )
        )
        for part in statements.parts()
        for name, shared in ((part.binds, part.bound_model), (part.copies, part.copied_model))
        if shared is model
    ]
    if not mentions:
        return None
    table = model._meta.db_table
    authors = SharedRowAuthor.objects.filter(table=table, row_id=models.OuterRef("pk"))
    known = Q(models.Exists(authors.filter(user=user))) | ~Q(models.Exists(authors))
    for mention in mentions:
        known |= Q(mention)
    return known


def hidden(user: Any, at: datetime) -> "tuple[models.QuerySet[Release], models.QuerySet[Release]]":
    """What does not exist for ``user`` at ``at``: originals, and the language versions of those.
    Found among confidential releases, which have an index, however many there are of others."""
    confidential = Release.objects.filter(is_confidential=True)
    known = confidential.filter(known_q(user, at))
    unknown = confidential.exclude(pk__in=known.values("pk"))
    return unknown, Release.objects.filter(translation_of__in=unknown.values("pk"))


def knows(user: Any, release: Release, at: datetime) -> bool:
    """Whether ``release`` exists for ``user`` at ``at``."""
    return Release.objects.filter(known_q(user, at), pk=release.pk).exists()


def is_open(release: Release, at: datetime) -> bool:
    """Whether ``release`` exists for all staff: nobody has to be named on a list."""
    return all(
        each is None
        or not each.is_confidential
        or each.withdrawn_at is not None
        or each.is_public(at)
        for each in (release, release.translation_of)
    )


def among(people: "Iterable[User]", release: Release, at: datetime) -> "list[User]":
    """Those of ``people`` to whom ``release`` exists, in the order of their keys."""
    ordered = sorted(people, key=lambda user: user.pk)
    if is_open(release, at):
        return ordered
    return [user for user in ordered if knows(user, release, at)]


def listed(release: Release) -> "models.QuerySet[Insider]":
    """Who is on the list of ``release``; of a language version, on that of its original."""
    rows = Insider.objects.filter(release=release.translation_of_id or release.pk)
    return rows.select_related("user", "added_by").order_by("added_at", "pk")


def begin_list(release: Release, *, by: "User", at: datetime) -> None:
    """Put ``by`` first on the list of a release that has been confidential from its first instant,
    in the transaction that made it."""
    _name(release, {by}, by=by, at=at)


def keep_list(release: Release, *, by: "User", at: datetime) -> None:
    """Before ``release`` is deleted: a language version takes its original's list along, by which
    its record stays with those who knew of it."""
    if release.translation_of_id is not None and not is_open(release, at):
        _name(release, {row.user for row in listed(release)}, by=by, at=at)


def relation_problems(release: Release, at: datetime, *, is_kept: bool) -> dict[str, str]:
    """What is wrong with the relations of ``release``, by field, where one of the two is kept to
    few people (``is_kept``: this one is) and the other is not."""
    problems = {}
    original, wrong = release.translation_of, release.corrects
    if original is not None and is_kept:
        problems["translation_of"] = (
            "A language version is known to whoever knows of its original: the list is the "
            "original’s, and this one has none of its own."
        )
    if wrong is not None and not is_open(wrong, at):
        problems["corrects"] = "That is confidential, and nobody has read it: change it itself."
    return problems


def is_built_on(release: Release) -> bool:
    """Whether another release is a version, a correction or a copy of it, be it known or not: it
    is kept then, and nobody is told for the sake of which."""
    found = [
        related.order_by().values("pk")
        for related in (release.translations, release.corrections, release.copies)
    ]
    return bool(found[0].union(*found[1:])[:1])


def make_confidential(
    release: Release, *, by: "User", at: datetime, people: "Collection[User]" = ()
) -> None:
    """Keep ``release`` and its language versions to ``people``, and to whoever does it, until it is
    public."""
    with locked(release, by, CHANGE, at) as stored:
        if stored.is_confidential:
            raise TransitionRefused("It is confidential already.")
        if stored.translation_of_id is not None:
            raise TransitionRefused(
                "A language version is known to whoever knows of its original: make that one "
                "confidential."
            )
        if stored.is_public(at) or stored.withdrawn_at is not None:
            raise TransitionRefused("It is public: there is nothing to keep.")
        if stored.corrections.filter(is_confidential=False).exists():
            raise TransitionRefused("It is named as corrected by another release.")
        if stored.is_approved or any(each.is_approved for each in stored.translations.all()):
            raise TransitionRefused(
                "It is approved: recall it first, so that whoever has to know of it is told."
            )
        for person in people:
            _check_may_know(person)
        Release.objects.filter(pk=stored.pk).update(is_confidential=True)
        _name(stored, {by, *people}, by=by, at=at)
        _tell(stored, set(people))


def open_up(release: Release, *, by: "User", at: datetime) -> None:
    """Let all staff know of ``release`` again. The list stays in the record."""
    with locked(release, by, CHANGE, at) as stored:
        if not stored.is_confidential:
            raise TransitionRefused("It is not confidential.")
        if stored.corrects is not None and not is_open(stored.corrects, at):
            raise TransitionRefused("It names what it corrects, which is confidential: open that.")
        Release.objects.filter(pk=stored.pk).update(is_confidential=False)


def name_insider(release: Release, user: "User", *, by: "User", at: datetime) -> None:
    """Put ``user`` on the insider list."""
    with locked(release, by, CHANGE, at) as stored:
        if not stored.is_confidential:
            raise TransitionRefused("It is not confidential: everybody here knows of it.")
        _check_may_know(user)
        if not stored.insiders.filter(user=user).exists():
            _name(stored, {user}, by=by, at=at)
            _tell(stored, {user})


def take_off(release: Release, user: "User", *, by: "User", at: datetime) -> None:
    """Take ``user`` off the insider list. Somebody stays on it, or nobody could ever open it."""
    with locked(release, by, CHANGE, at) as stored:
        if not stored.is_confidential:
            raise TransitionRefused("It is not confidential: its list is a record.")
        others = stored.insiders.exclude(user=user)
        if not any(_can_keep(row.user) for row in others.select_related("user")):
            raise TransitionRefused("Nobody who can write it would be left on its list.")
        if stored.is_approved and not any(
            row.user.is_active and row.user.has_perm(HOLD) for row in others.select_related("user")
        ):
            raise TransitionRefused("It is approved, and nobody would be left who can hold it.")
        if not stored.insiders.filter(user=user).delete()[0]:
            raise TransitionRefused(f"{user} is not on its list.")


def _can_keep(user: "User") -> bool:
    return user.is_active and user.has_perm(CHANGE)


def _check_may_know(user: "User") -> None:
    if not user.is_active or not user.has_perm("releases.view_release"):
        raise TransitionRefused(f"{user} has no right to see releases at all.")


def _tell(stored: Release, people: "set[User]") -> None:
    """Have ``people``, who were just named, told that they were: a link, and no word of it."""
    from releases import concerned

    rows = stored.insiders.filter(user__in=people).select_related("user", "release")
    for row in rows.order_by("pk"):
        concerned.tell_named(row)


def _name(stored: Release, people: "set[User]", *, by: "User", at: datetime) -> None:
    Insider.objects.bulk_create(
        (Insider(release=stored, user=user, added_by=by, added_at=at) for user in people),
        ignore_conflicts=True,
    )
