"""Documents, and the pages that are written by notices."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Documents and pages"

    def ready(self) -> None:
        from library import bundle, searched, sitemaps
        from releases.sitemaps import register

        bundle.register()
        searched.register()
        register("documents", sitemaps.of_documents)
        register("about", sitemaps.of_pages)
