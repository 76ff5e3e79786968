"""What the pages about one's own account have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts import proving, sessions
from ircms.edge import STAFF_PREFIX

View = Callable[..., HttpResponseBase]


def page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponseBase:
    """A page of the desk with its title, in the company's name."""
    shared = admin.site.each_context(request)
    answer = render(
        request,
        f"account/{name}.html",
        shared | {"title": title, "next": where_next(request)} | context,
    )
    return proving.keep_device(request, answer)


def where_next(request: HttpRequest) -> str:
    """The page of the desk to go on to; an address elsewhere is none."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if is_ours and asked.startswith(STAFF_PREFIX) else reverse("admin:index")


def go_on(request: HttpRequest) -> HttpResponseBase:
    """To the page that was asked for first."""
    return proving.keep_device(request, HttpResponseRedirect(where_next(request)))


def freshly_proven(view: View) -> View:
    """``view``, once this session has proven who it is within five minutes."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return prove_again(request) or view(request, *args, **kwargs)

    return asked


def prove_again(request: Any, back: str = "") -> HttpResponse | None:
    """Where to prove again who one is; None where that was within five minutes. What was sent from
    a page that stood open for longer is not done, and the page opens anew: the one at this address,
    or ``back`` where an address only takes what is sent."""
    if sessions.is_fresh(request):
        return None
    return HttpResponseRedirect(
        f"{reverse('account:again')}?{urlencode({'next': back or request.get_full_path()})}"
    )
