"""The staff side's edge: sessions, CSRF protection, sign-in and messages, for ``/admin/`` alone.

Loaded only where the staff side is mounted; the public site sets no cookie and reads none.
"""

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from ircms.edge import is_staff_path


class StaffOnlySession(SessionMiddleware):
    """Sessions, for staff addresses alone: the public site sets no cookie and reads none."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_staff_path(request):
            return self.get_response(request)
        response = super().__call__(request)
        response._csp_config = settings.IRCMS_STAFF_POLICY  # type: ignore[attr-defined]  # django-csp's seam
        # Under the public pages' no-referrer a browser sends forms with "Origin: null" (Fetch
        # standard, 3.2), which CSRF protection refuses. To other sites still nothing is said.
        response["Referrer-Policy"] = "same-origin"
        return response


class StaffOnlyCsrf(CsrfViewMiddleware):
    """Cross-site request forgery protection, where there are sessions to ride on."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        if not is_staff_path(request):
            return None
        return super().process_view(request, *args)  # type: ignore[arg-type]  # passed through


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: from another site, or from a page open since long ago."""
    return render(request, "admin/csrf_refused.html", {"title": "This was not sent"}, status=403)


class StaffOnlyAuth(AuthenticationMiddleware):
    """``request.user``, for staff addresses alone."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)


class StaffOnlyMessages(MessageMiddleware):
    """Messages to staff, for staff addresses alone."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)
