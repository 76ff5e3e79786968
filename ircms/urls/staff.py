"""The public site and, beside it, the staff side."""

from django.contrib import admin
from django.urls import include, path

from ircms.urls.public import handler404, handler500
from ircms.urls.public import urlpatterns as public_urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

handler403 = "ircms.staff_views.not_allowed"

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("previews.urls")),
    *public_urlpatterns,
]
