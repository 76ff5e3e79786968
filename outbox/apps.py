"""Mail to staff: a ledger of what they are to be told, and the worker that tells them."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "Mail to staff"
