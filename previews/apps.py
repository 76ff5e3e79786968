"""Previews: the whole site as it will stand at the second of a release, for few eyes."""

from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "previews"
    verbose_name = "Previews"

    def ready(self) -> None:
        from previews import records

        records.register()
