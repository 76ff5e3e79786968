"""Up to where each person has read a release: written when they open its page, told on the desk."""

from typing import Any

from django.db import DatabaseError, transaction

from ircms.edge import AsOfRequest
from releases.admin import looks
from releases.models import LastLook, Release


def remember(request: AsOfRequest, release: Release) -> None:
    """That the answer to ``request`` shows all of ``release``, as it stands in memory, to whoever
    is signed in. Of what is public nothing is remembered: it does not change any more. A courtesy
    and not the record of looks (``looks.py``): that it cannot be written is no reason to fail."""
    if request.method != "GET" or not looks.embargoed([release], request.as_of):
        return
    by: Any = request.user  # a stored user: the admin lets nobody else in
    seen = LastLook(user=by, release=release, revision=release.revision, at=request.as_of)
    try:
        with transaction.atomic():
            LastLook.objects.bulk_create(
                [seen],
                update_conflicts=True,
                unique_fields=["user", "release"],
                update_fields=["revision", "at"],
            )
    except DatabaseError:
        return
