"""What is done with grants from outside, in the audit: what was opened, and what was refused.

Nobody is signed in: the entries name the grant by its row, and in what stands beside the chain (and
can be erased) its recipient. Of refusals so many are recorded in an hour, of each grant and of what
is no grant's: whoever tries keys by the thousand does not fill the record.
"""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.urls import reverse

from audit.models import Entry
from audit.recording import PREVIEW_OPENED, PREVIEW_REFUSED, PREVIEWED, record
from ircms.edge import AsOfRequest
from outbox import writing
from outbox.occasions import Occasion
from previews.grants import Refused
from previews.models import Grant
from releases import insiders

FORWARDED = "opened elsewhere"
MOST_REFUSALS = 10
_WITHIN = timedelta(hours=1)
_TABLE = Grant._meta.db_table
_NO_GRANT = 0


def looked(request: AsOfRequest, grant: Grant, status: int) -> None:
    """A page or file was opened with ``grant``; or asked for, where ``status`` says that there is
    none."""
    said = {} if status == HTTPStatus.OK else {"status": status}
    _record(PREVIEWED, request, grant, said)


def opened(request: AsOfRequest, grant: Grant) -> None:
    """The link of ``grant`` was opened on a device, which from now on may look."""
    _record(PREVIEW_OPENED, request, grant)


def refused(request: AsOfRequest, refusal: Refused) -> None:
    """Something was brought that opens nothing. Whoever gave the grant is told by mail (once a
    day) where its link was opened on one device more than it may be."""
    grant, at = refusal.grant, request.as_of
    with transaction.atomic():
        left = MOST_REFUSALS - _lately(grant, at)
        if left > 0:
            said = {"why": refusal.why} | ({"more_are_not_recorded": True} if left == 1 else {})
            _record(PREVIEW_REFUSED, request, grant, said)
        if grant is not None and refusal.why == FORWARDED:
            _tell(grant, at)


def _lately(grant: Grant | None, at: datetime) -> int:
    """How many refusals stand in the record of the last hour; no more are counted than matter."""
    row = _NO_GRANT if grant is None else grant.pk
    entries = Entry.objects.filter(table=_TABLE, row_id=row).order_by("-pk")
    newest = entries.values_list("action", "at")[: 4 * MOST_REFUSALS]
    return sum(action == PREVIEW_REFUSED and then > at - _WITHIN for action, then in newest)


def _record(
    action: str, request: AsOfRequest, grant: Grant | None, said: dict[str, Any] | None = None
) -> None:
    who = {} if grant is None else {"name": grant.recipient_name, "email": grant.recipient_email}
    record(
        action,
        by=None,
        at=request.as_of,
        release=None if grant is None else grant.release_id,
        row=(_TABLE, _NO_GRANT if grant is None else grant.pk),
        said=said,
        detail=who | _where_from(request),
    )


def _where_from(request: AsOfRequest) -> dict[str, str]:
    """As for staff (``audit.recording.seen``); of an address that holds a token, none of it."""
    match = request.resolver_match
    is_page = match is not None and match.url_name == "preview_page"
    return {
        "address": request.get_full_path() if is_page else "",
        "ip": request.META.get("REMOTE_ADDR", ""),
        "forwarded_for": request.META.get("HTTP_X_FORWARDED_FOR", ""),
        "user_agent": request.META.get("HTTP_USER_AGENT", ""),
    }


def _tell(grant: Grant, at: datetime) -> None:
    giver = insiders.among([grant.given_by], grant.release, at)
    page = reverse("admin:releases_release_change", args=[grant.release_id])
    key = f"preview:{grant.pk}:{at:%Y%m%d}"
    writing.tell(giver, Occasion.PREVIEW_FORWARDED, path=page, key=key, at=at)
