"""What is done with a grant: it is given, opened on a device, looked with, and revoked.

Who may give and revoke is asked here, whoever calls. Whoever opens has nothing but a secret: what
they bring fits, or they are Refused, with a reason that the audit is told and they are not.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from ircms import printable
from previews.models import LONGEST, MOST_DEVICES, Device, Grant
from releases.models import Release
from releases.transitions import TransitionRefused, check_not_public, locked, words

if TYPE_CHECKING:
    from accounts.models import User

GIVE, REVOKE, SEE = "previews.add_grant", "previews.revoke_grant", "previews.view_grant"
USUAL = timedelta(days=3)
_SECRET_BYTES = 32
_LONGEST_WORDS = 200


class Refused(Exception):
    """What was brought opens nothing; ``why`` is a few plain words, ``grant`` the grant it was
    meant for, where there is one."""

    def __init__(self, why: str, grant: Grant | None = None) -> None:
        super().__init__(why)
        self.why, self.grant = why, grant


@dataclass(frozen=True)
class Terms:
    """For whom a grant is, what for, until when, and how often something may be opened with it, on
    how many devices."""

    name: str
    email: str
    purpose: str
    expires_at: datetime
    most_views: int | None = None
    most_devices: int = 1


def give(release: Release, terms: Terms, *, by: "User", at: datetime) -> tuple[Grant, str]:
    """A grant for ``release``, and the token of its link, which is stored nowhere: say it to ``by``
    now or never. Raises TransitionRefused."""
    with locked(release, by, GIVE, at) as stored:
        check_not_public(stored, at)
        _check(terms, stored, at)
        token = secrets.token_urlsafe(_SECRET_BYTES)
        grant = Grant.objects.create(
            release=stored,
            recipient_name=_words(terms.name, "Say for whom it is."),
            recipient_email=terms.email,
            purpose=_words(terms.purpose, "Say what it is for."),
            token_sha256=digest(token),
            given_by=by,
            given_at=at,
            expires_at=terms.expires_at,
            most_views=terms.most_views,
            most_devices=terms.most_devices,
        )
    return grant, token


def _words(text: str, missing: str) -> str:
    """As they will stand in a banner and in lists."""
    try:
        printable.validate(text.strip())
    except ValidationError as error:
        raise TransitionRefused(error.messages) from error
    if len(text) > _LONGEST_WORDS:
        raise TransitionRefused(f"Say it in {_LONGEST_WORDS} characters.")
    return words(text, missing)


def _check(terms: Terms, release: Release, at: datetime) -> None:
    try:
        validate_email(terms.email)
    except ValidationError as error:
        raise TransitionRefused("Give the e-mail address of whoever it is for.") from error
    if terms.expires_at <= at:
        raise TransitionRefused("It would have ended already: choose a later time.")
    if terms.expires_at > latest_end(release, at):
        raise TransitionRefused(
            "It ends at the release’s own time at the latest, and after fourteen days: choose an "
            "earlier end."
        )
    if terms.most_views is not None and terms.most_views < 1:
        raise TransitionRefused("Let one page be opened, at least.")
    if not 1 <= terms.most_devices <= MOST_DEVICES:
        raise TransitionRefused(f"It can be opened on one to {MOST_DEVICES} devices.")


def latest_end(release: Release, at: datetime) -> datetime:
    """When a grant that is given at ``at`` ends at the latest: at the release's second, where that
    is to come, and after a fortnight."""
    latest = at + LONGEST
    due = release.publish_at
    return due if due is not None and at < due < latest else latest


def usual_end(release: Release, at: datetime) -> datetime:
    """When such a grant ends unless something else is chosen."""
    return min(at + USUAL, latest_end(release, at))


def revoke(grant: Grant, *, by: "User", at: datetime) -> None:
    """Nothing is opened with it from now on. Raises TransitionRefused."""
    with locked(grant.release, by, REVOKE, at):
        if not Grant.objects.filter(pk=grant.pk, revoked_at=None).update(
            revoked_at=at, revoked_by=by
        ):
            raise TransitionRefused("It has been revoked already.")
    grant.refresh_from_db()


def redeem(token: str, *, at: datetime) -> tuple[Grant, str]:
    """The grant that ``token`` is of, and the secret of the device it is now opened on; an empty
    secret where it has been opened on as many devices as it may: one of them knows its secret.
    Raises Refused."""
    with transaction.atomic():
        rows = Grant.objects.select_for_update(of=("self",))
        grant = rows.filter(token_sha256=digest(token)).first()
        if grant is None:
            raise Refused("unknown link")
        _require_open(grant, at)
        if is_told(grant, at) or grant.devices.count() >= grant.most_devices:
            return grant, ""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        Device.objects.create(grant=grant, secret_sha256=digest(secret), opened_at=at)
        return grant, secret


def check(public_id: UUID, secret: str, *, at: datetime) -> Grant:
    """The grant at ``public_id``, for the device that has ``secret``. Raises Refused; not for a
    release that has been told, of which anybody may know."""
    grant = Grant.objects.filter(public_id=public_id).first()
    if grant is None:
        raise Refused("unknown address")
    if not secret:
        raise Refused("no cookie", grant)
    if not grant.devices.filter(secret_sha256=digest(secret)).exists():
        raise Refused("wrong cookie", grant)
    _require_open(grant, at)
    return grant


def _require_open(grant: Grant, at: datetime) -> None:
    release = release_of(grant)
    if release is None or release.withdrawn_at is not None:
        raise Refused("release gone", grant)
    if grant.revoked_at is not None:
        raise Refused("revoked", grant)
    if release.is_public(at):
        return  # whoever had a grant is led to its page, also where it ended with that second
    if why := grant.why_ended(at):
        raise Refused(why, grant)


def release_of(grant: Grant) -> Release | None:
    """The release; None where it was a draft, and has been deleted."""
    return Release.objects.filter(pk=grant.release_id).first()


def is_told(grant: Grant, at: datetime) -> bool:
    """Whether its release is public by now."""
    release = release_of(grant)
    return release is not None and release.is_public(at)


def count_view(grant: Grant, *, at: datetime) -> bool:
    """Count one opened page, in the caller's transaction; False where it cannot be opened any
    more. Two at once never count beyond what was given."""
    counted = (
        Grant.objects.standing(at)
        .filter(pk=grant.pk)
        .update(views=F("views") + 1, last_viewed_at=at)
    )
    return counted == 1


def digest(secret: str) -> str:
    """What is stored of a token or a device's secret."""
    return sha256(f"ircms preview {secret}".encode()).hexdigest()
