"""What speaks against approving a release, of what it says of events."""

from typing import TYPE_CHECKING

from django.db.models import DateTimeField, F, Func, Q

from events.models import EventUpdate

if TYPE_CHECKING:
    from releases.models import Release

_NOW: Func = Func(function="ircms_now", output_field=DateTimeField())


def of_events(release: "Release") -> list[str]:
    """A new time for an event that was called off, without a word on whether it is on again:
    readers would be shown the time, and that it is cancelled."""
    silent = EventUpdate.objects.filter(release=release, starts_on__isnull=False, status="")
    return [
        f"“{update}” was cancelled, and is given a day without a status: say that it is moved, or "
        "scheduled."
        for update in silent.select_related("event")
        if _is_cancelled(update)
    ]


def _is_cancelled(update: EventUpdate) -> bool:
    """Whether the newest status given by another approved release is that; what is confidential
    and not out yet counts for nobody."""
    others = EventUpdate.objects.filter(
        Q(release__is_confidential=False) | Q(out_at__lte=_NOW),
        event=update.event_id,
        release__approved_revision=F("release__revision"),
        release__withdrawn_at__isnull=True,
        out_at__isnull=False,
    ).exclude(release=update.release_id)
    newest = others.exclude(status="").order_by("-out_at", "-id").first()
    return newest is not None and newest.status == EventUpdate.Status.CANCELLED
