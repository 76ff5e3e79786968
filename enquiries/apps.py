"""The form on the contacts page: what a reader asks the investor relations team."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "enquiries"
    verbose_name = "Enquiries"

    def ready(self) -> None:
        from enquiries import posting
        from outbox import ledgers

        ledgers.register(posting.LEDGER)
