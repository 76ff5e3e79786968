"""Facilities, and their capacity over time."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    name = "facilities"
    verbose_name = "Facilities"

    def ready(self) -> None:
        from facilities import bundle, proposals, searched, sitemaps
        from releases.sitemaps import register

        bundle.register()
        proposals.register()
        searched.register()
        register("facilities", sitemaps.entries)
