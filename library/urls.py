"""Addresses of documents and of standing pages. No document has the address of a kind."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from library import views
from library.kinds import Kind


class KindConverter(StringConverter):
    """A kind of documents."""

    regex = "|".join(Kind.values)


register_converter(KindConverter, "kind")

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<kind:kind>/", views.documents, name="documents_of_kind"),
    path("documents/<slug:slug>/", views.document, name="document"),
    path("about/", views.about, name="about"),
    path("about/<slug:slug>/", views.site_page, name="site_page"),
]
