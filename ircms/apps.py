"""The project itself, as an app: its checks and commands."""

from django.apps import AppConfig


class IrcmsConfig(AppConfig):
    name = "ircms"

    def ready(self) -> None:
        from ircms import checks  # noqa: F401 -- registers them
