"""The front page; while developing, the styleguide beside it."""

from django.conf import settings
from django.urls import path

from front import views

urlpatterns = [path("", views.home, name="home")]
if settings.DEBUG:
    from front.styleguide import styleguide

    urlpatterns += [path("styleguide/", styleguide, name="styleguide")]
