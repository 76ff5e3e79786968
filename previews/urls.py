"""Addresses of previews for people outside; mounted with the staff side, and nowhere else."""

from django.urls import path

from previews import outsiders

urlpatterns = [
    path("preview/<uuid:public_id>/", outsiders.page, name="preview_page"),
    path("preview/<uuid:public_id>/<path:path>", outsiders.page, name="preview_page"),
    path("preview/<str:token>", outsiders.door, name="preview_door"),
]
