"""What the world may ask. No staff code is reached from here."""

from django.urls import path

from enquiries.urls import urlpatterns as enquiries
from events.urls import urlpatterns as events
from facilities.urls import urlpatterns as facilities
from front.urls import urlpatterns as front
from ircms import views
from ircms.languages import in_every_language
from ircms.urls.standing import urlpatterns as standing
from library.urls import urlpatterns as library
from releases.urls import urlpatterns as releases
from search.urls import urlpatterns as search
from trials.urls import urlpatterns as trials

urlpatterns = [
    *in_every_language(
        front, releases, facilities, trials, events, library, search, enquiries, standing
    ),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
handler404 = "ircms.views.not_found"
handler500 = "ircms.views.server_error"
