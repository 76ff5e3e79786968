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

from ircms.edge import is_staff_path


class StaffOnlySession(SessionMiddleware):
    """Sessions, for staff addresses alone: the public site sets no cookie and reads none."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_staff_path(request):
            return self.get_response(request)
        response = super().__call__(request)
        response._csp_config = settings.IRCMS_STAFF_POLICY  # type: ignore[attr-defined]  # django-csp's seam
        return response


class StaffOnlyCsrf(CsrfViewMiddleware):
    """Cross-site request forgery protection, where there are sessions to ride on."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        if not is_staff_path(request):
            return None
        return super().process_view(request, *args)  # type: ignore[arg-type]  # passed through


class StaffOnlyAuth(AuthenticationMiddleware):
    """``request.user``, for staff addresses alone."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)


class StaffOnlyMessages(MessageMiddleware):
    """Messages to staff, for staff addresses alone."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)
