"""The pages of facilities, for the sitemap."""

from datetime import datetime

from facilities.models import Facility
from facilities.places import known_facilities
from facilities.querysets import capacities


def entries(at: datetime) -> list[tuple[str, str]]:
    """Each facility of which something stands: its path, and when that was last added to."""
    newest: dict[Facility, datetime] = {
        each.identity: each.newest.out_at for each in known_facilities(at)
    }
    for capacity in capacities(at):
        for facility in capacity.facilities:
            times = [figure.out_at for figure in capacity.figures if figure.out_at is not None]
            newest[facility] = max([*times, *filter(None, [newest.get(facility)])])
    return [
        (facility.get_absolute_url(), out_at.isoformat(timespec="seconds"))
        for facility, out_at in sorted(newest.items(), key=lambda pair: pair[0].slug)
    ]
