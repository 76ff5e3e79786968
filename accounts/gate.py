"""The gate of the desk: a session gets nowhere before it was proven with a second factor.

It stands in front of every staff address, knows no exception for anybody, and has no setting.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from accounts import factors, sessions
from accounts.devices import known
from accounts.sign_ins import record_moved
from ircms.edge import AsOfRequest, GetResponse, is_staff_path

# To prove who one is, and to leave.
ALWAYS = {"admin:login", "admin:logout", "account:code", "account:passkey_options"}
# Besides, before there is anything to prove it with.
TO_ENROL = {"account:app", "account:passkey", "account:again"}


class SecondFactorGate:
    """Stops whoever has signed in with a password and no more, and whose session was ended."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase | None:
        """Asked once it is known which page it is, before anything of it is done."""
        if not is_staff_path(request) or not request.user.is_authenticated:
            return None  # readers; and nobody: the pages lead them to the sign-in
        return stopped(request)


def stopped(request: AsOfRequest) -> HttpResponseBase | None:
    """Where ``request`` is led instead; None where it may go on."""
    if sessions.row_of(request) is None:
        request.session.flush()
        return HttpResponseRedirect(f"{reverse('admin:login')}?{_next(request)}")
    user: Any = request.user  # somebody: it was asked
    held = factors.held_by(user)
    _lose_what_is_carried_off(request)
    if sessions.is_proven(request, held):
        return None
    name = request.resolver_match.view_name if request.resolver_match else ""
    enrols = not factors.suffice(held)
    if name in ALWAYS or (enrols and name in TO_ENROL):
        return None
    to = reverse("account:app" if enrols else "account:code")
    return HttpResponseRedirect(f"{to}?{_next(request)}")


def _lose_what_is_carried_off(request: AsOfRequest) -> None:
    """A session that turns up in another browser has to be proven there."""
    device = sessions.device_of(request)
    if device is None:
        return
    user: Any = request.user
    here = known(request, user)
    if here is None or here.pk != device or sessions.has_moved(request):
        sessions.lose_proof(request)
        record_moved(request)


def _next(request: HttpRequest) -> str:
    """Back to the page that was asked for; to one that was sent something, from its beginning."""
    path = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return urlencode({"next": path})
