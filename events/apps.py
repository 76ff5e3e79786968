"""Events, and the calendars made of them."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        from events import bundle, proposals, searched, sitemaps
        from releases.sitemaps import register

        bundle.register()
        proposals.register()
        searched.register()
        register("events", sitemaps.entries)
