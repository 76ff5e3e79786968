"""What of a grant is kept, and where it counts."""

from django.db.models import Q

from audit.watched import watch
from previews.models import Device, Grant
from releases import outside
from releases.models import Release
from releases.statements import exempt

# Counted with every page, which has an entry of its own; and what opens a preview stands nowhere.
_NOT_RECORDED = ("token_sha256", "views", "last_viewed_at")
_PLAIN = (
    "given_by_id",
    "given_at",
    "expires_at",
    "most_views",
    "most_devices",
    "revoked_at",
    "revoked_by_id",
)


def register() -> None:
    """Who was given what, until when, and what was taken back is in the audit, whichever way it was
    written. Neither grants nor devices are part of what a release says."""
    watch(Grant, without=_NOT_RECORDED, plain=_PLAIN, release_path="release")
    exempt(Grant)
    exempt(Device)
    outside.sources.append(_outsiders)


def _outsiders(release: Release) -> list[outside.Outsider]:
    """Whoever has or had a preview of ``release`` or of a version of it: with a version its
    original is seen as well."""
    original = release.translation_of_id or release.pk
    family = Q(release=original) | Q(release__translation_of=original)
    return [
        outside.Outsider(
            grant.recipient_name,
            grant.recipient_email,
            grant.purpose,
            grant.given_at,
            str(grant.given_by),
            min(grant.expires_at, grant.revoked_at or grant.expires_at),
        )
        for grant in Grant.objects.filter(family).select_related("given_by")
    ]
