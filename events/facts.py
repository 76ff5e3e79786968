"""What a release says of events, as its page and its JSON tell it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from events import occasions
from events.models import EventUpdate
from events.printed import Times
from releases.facts import Fact, Subject

if TYPE_CHECKING:
    from releases.models import Release


def of_events(release: "Release", at: datetime) -> list[Fact]:
    """What ``release`` states of events, and no more; the events are called as they are at
    ``at``."""
    updates = list(EventUpdate.objects.filter(release=release).select_related("release", "event"))
    if not updates:
        return []
    titles = occasions.titles({update.event_id for update in updates}, at)
    return [_fact(update, titles.get(update.event_id, "")) for update in updates]


def _fact(update: EventUpdate, title: str) -> Fact:
    """``title`` is what the event is called, empty where nothing that stands says so."""
    name = title or update.title or update.event.spoken_address
    place = _(", ").join(filter(None, (_when(update), update.venue)))
    status = update.get_status_display()
    webcast = {"label": _("Webcast"), "text": update.webcast_url}
    webcast_said = _("%(label)s: %(text)s") % webcast if update.webcast_url else ""
    leading, *others = filter(None, (place, status, update.title, webcast_said))
    return Fact(
        kind=_("Event"),
        text=leading,
        passage=update.passage,
        subjects=(Subject(name, update.event.get_absolute_url()),),
        detail=_("; ").join(each for each in others if each != name),
        data=_data(update, name),
    )


def _when(update: EventUpdate) -> str:
    return str(Times.of(update)) if update.starts_on is not None else ""


def _data(update: EventUpdate, name: str) -> dict[str, Any]:
    """What ``update`` states of what is called ``name``, as JSON tells it: what it does not state
    is not there."""
    times = Times.of(update) if update.starts_on is not None else None
    said = {
        "title": update.title,
        "start": times.start if times else "",
        "end": times.end if times else "",
        "zone": update.zone,
        "venue": update.venue,
        "webcast": update.webcast_url,
        "status": update.status,
    }
    return {
        "event": {"name": name, "url": settings.SITE_URL + update.event.get_absolute_url()},
        "uid": str(update.event.uid),
        **{name: value for name, value in said.items() if value},
        "passage": update.passage,
        "source": settings.SITE_URL + update.get_absolute_url(),
    }
