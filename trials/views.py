"""The pipeline's pages. Each asks what stands at ``request.as_of``."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from releases.tables import csv_response
from trials import narrowing, pages, table
from trials.models import ClinicalTrial
from trials.particulars import particulars
from trials.querysets import history, known_trial, pipeline, title_of

HISTORY_LENGTH = 20


@require_safe
def pipeline_page(request: AsOfRequest) -> HttpResponse:
    """The trials by condition and phase: all, or those that the query narrows them down to."""
    found = narrowing.narrowed(pipeline(request.as_of), request.GET)
    context = {"narrowed": found, "chart": pages.chart(found.trials)}
    return render(request, "trials/pipeline.html", context)


@require_safe
def trial(request: AsOfRequest, slug: str) -> HttpResponse:
    """One trial: what holds of it, and all that was said; ``?before=`` names the release to go on
    from."""
    found = get_object_or_404(ClinicalTrial, slug=slug)
    at, before = request.as_of, request.GET.get("before")
    said = history(found, at)
    anchor = None if before is None else get_object_or_404(said, release__slug=before)
    past = pages.History.of(history(found, at, anchor), length=HISTORY_LENGTH)
    if anchor is None and not past.entries:
        raise Http404  # nothing public was ever said of it: it is not known
    known = known_trial(found, at)
    context = {
        "trial": found,
        "title": title_of(known) if known else found.spoken_address,
        "known": known,
        "particulars": particulars(known.said) if known else {},
        "standing": pages.standing(known) if known else "",
        "history": past,
        "is_continued": anchor is not None,
    }
    return render(request, "trials/trial.html", context)


@require_safe
def trials_csv(request: AsOfRequest) -> HttpResponse:
    """A row for each trial, with what holds of it; the query narrows them down as on the page."""
    found = narrowing.narrowed(pipeline(request.as_of), request.GET)
    rows = (table.row(known) for known in found.trials)
    return csv_response("trials.csv", table.COLUMNS, rows)
