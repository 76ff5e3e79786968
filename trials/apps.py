"""The clinical pipeline: trials, and what releases say of them."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "trials"
    verbose_name = "Clinical trials"

    def ready(self) -> None:
        from releases.sitemaps import register
        from trials import bundle, proposals, searched, sitemaps

        bundle.register()
        proposals.register()
        searched.register()
        register("pipeline", sitemaps.entries)
