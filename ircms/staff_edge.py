"""The staff side's edge: sessions, CSRF protection, sign-in and messages, for ``/admin/`` alone.

Loaded only where the staff side is mounted; the public site sets no cookie and reads none.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

from ircms.edge import is_staff_path


class StaffOnlySession(SessionMiddleware):
    """Sessions, for staff addresses alone: the public site sets no cookie and reads none."""

    def __call__(self, request: HttpRequest) -> Any:
        if not is_staff_path(request):
            return self.get_response(request)
        response: Any = super().__call__(request)
        response._csp_config = settings.IRCMS_STAFF_POLICY  # noqa: SLF001 -- django-csp's own seam
        # Under the public pages' no-referrer a browser sends forms with "Origin: null" (Fetch
        # standard, 3.2), which CSRF protection refuses. To other sites still nothing is said.
        # A preview, from which no form is sent, has said something stricter.
        response.setdefault("Referrer-Policy", "same-origin")
        return response


class StaffOnlyCsrf(CsrfViewMiddleware):
    """Cross-site request forgery protection, where there are sessions to ride on."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().process_view(request, *args, **kwargs) if is_staff_path(request) else None


class StaffOnlyAuth(AuthenticationMiddleware):
    """``request.user``, for staff addresses alone."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)


class StaffOnlyMessages(MessageMiddleware):
    """Messages to staff, for staff addresses alone."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_staff_path(request) else self.get_response(request)
