"""The front page, made of what all the others hold. It asks each app; none of them asks it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from company.models import Company
from events.coming import next_event
from facilities.key_figures import key_figures
from ircms.edge import AsOfRequest
from releases import structured_data
from releases.corrections import marked
from releases.models import Release, ReleaseContact
from releases.versions import as_read
from trials.glance import at_a_glance

NEWS = 6
CONTACTS = 2


@require_safe
def home(request: AsOfRequest) -> HttpResponse:
    """The company: its latest release, what comes next, its key figures and its pipeline."""
    at = request.as_of
    news = marked(Release.objects.public(at).originals(), at).newest_first(at)
    shown = as_read(news[:NEWS], at)
    lead = next((each for each in shown if each.kind == Release.Kind.PRESS_RELEASE), None)
    lead = lead or next(iter(shown), None)  # news of notices alone
    company = Company.objects.prefetch_related("listings").first() or Company.unnamed()
    context = {
        "lead": lead,
        "releases": [each for each in shown if each is not lead],
        "company": company,
        "contacts": ReleaseContact.objects.newest_listed(at)[:CONTACTS],
        "coming": next_event(at),
        "figures": key_figures(at),
        "glance": at_a_glance(at),
        "json_ld": structured_data.corporation(company, at),
    }
    return render(request, "front/home.html", context)
