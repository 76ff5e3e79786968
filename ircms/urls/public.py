"""What the world may ask. No staff code is reached from here."""

from django.urls import include, path

from ircms import views

urlpatterns = [
    path("", include("releases.urls")),
    path("", include("facilities.urls")),
    path("", include("trials.urls")),
    path("", include("events.urls")),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
handler404 = "ircms.views.not_found"
handler500 = "ircms.views.server_error"
