"""The pages of facilities. All that they show is asked for as of ``request.as_of``."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from facilities import capacity_csv
from facilities.models import Facility
from facilities.pages import FacilityPage, Overview
from facilities.scales import Units
from ircms.edge import AsOfRequest
from releases.models import Release


@require_safe
def facilities(request: AsOfRequest) -> HttpResponse:
    """Every facility with what holds of it, and the figures of several together; ``?units=`` is the
    system to see areas in."""
    page = Overview.of(request.as_of, Units.asked(request.GET))
    return render(request, "facilities/facilities.html", {"page": page})


@require_safe
def facility(request: AsOfRequest, slug: str) -> HttpResponse:
    """One facility and its history; ``?before=`` and ``?after=`` name the release to go on from."""
    found = get_object_or_404(Facility, slug=slug)
    before, after = _anchor(request, "before"), _anchor(request, "after")
    units = Units.asked(request.GET)
    page = FacilityPage.of(found, request.as_of, before=before, after=after, units=units)
    if page is None:
        raise Http404
    return render(request, "facilities/facility.html", {"page": page})


@require_safe
def capacity(request: AsOfRequest) -> StreamingHttpResponse:
    """All public figures as comma-separated values (RFC 4180), row by row."""
    lines = capacity_csv.lines(request.as_of) if request.method == "GET" else ()
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = 'attachment; filename="capacity.csv"'
    return response


def _anchor(request: AsOfRequest, name: str) -> Release | None:
    """The public release that ``?name=`` points at; an unknown one is a page that isn't there."""
    slug = request.GET.get(name)
    if slug is None:
        return None
    return get_object_or_404(Release.objects.public(request.as_of), slug=slug)
