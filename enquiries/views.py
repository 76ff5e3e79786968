"""Whom to ask, and the form with which to ask them."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttle import network_of
from enquiries import limits, sending
from enquiries.forms import EnquiryForm
from ircms.edge import AsOfRequest
from releases.models import ReleaseContact


@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: AsOfRequest) -> HttpResponse:
    """Each contact as last printed by a public release that marks it for here, and the form. On a
    past day, and where no mailbox is set, there is no form."""
    if not settings.IRCMS_IR_MAILBOX or request.as_of_day is not None:
        return _page(request, None)
    if request.method != "POST":
        return _page(request, EnquiryForm())
    return _sent(request)


@require_safe
def sent(request: AsOfRequest) -> HttpResponse:
    """That it has been taken in, and when to expect an answer."""
    return render(request, "enquiries/sent.html", {"days": settings.IRCMS_IR_ANSWER_DAYS})


def _sent(request: AsOfRequest) -> HttpResponse:
    # What another page sends is not shown: it would put its words on this one.
    if not sending.is_from_here(request):
        why = _("This was sent from another site. Nothing was kept: please write it here.")
        return _page(request, EnquiryForm(), HTTPStatus.FORBIDDEN, why)
    if not sending.is_of_a_persons_size(request):
        why = _("This could not be read. Nothing was kept: please write it here.")
        return _page(request, EnquiryForm(), HTTPStatus.BAD_REQUEST, why)
    form = EnquiryForm(request.POST)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not limits.take(network_of(request), request.as_of):
        why = _("More is being sent at the moment than we can read. Nothing was kept: please try "
                "again later, or call or write to one of the people above.")  # fmt: skip
        return _page(request, form, HTTPStatus.TOO_MANY_REQUESTS, why)
    sending.keep(form.cleaned_data, request.as_of)
    # 303, so that going back or reloading sends nothing again (RFC 9110, 15.4.4).
    return HttpResponseRedirect(reverse("contacts_sent"), status=HTTPStatus.SEE_OTHER)


def _page(
    request: AsOfRequest, form: EnquiryForm | None, status: int = HTTPStatus.OK, refused: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "contacts": ReleaseContact.objects.newest_listed(request.as_of),
        "form": form,
        "refused": refused,
        "days": settings.IRCMS_IR_ANSWER_DAYS,
    }
    response = render(request, "enquiries/contacts.html", context, status=status)
    # Under the public pages' no-referrer a browser sends forms with "Origin: null" (Fetch, 3.2).
    response["Referrer-Policy"] = "same-origin"
    return response
