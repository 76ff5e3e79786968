"""The project itself, as an app: its checks and commands."""

from django.apps import AppConfig


class IrcmsConfig(AppConfig):
    name = "ircms"

    def ready(self) -> None:
        from ircms import checks, keys  # noqa: F401 -- registers checks, and a look-up
