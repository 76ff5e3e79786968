"""Erases texts and personal data of one entry; the chain goes on to stand."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from audit.erasure import erase
from audit.models import Detail
from ircms import clock


class Command(BaseCommand):
    help = "Erase what stands beside the audit's chain for one entry, and record that."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("entry", type=int, help="The key of the entry.")
        parser.add_argument("--reason", required=True, help="Why; it is recorded.")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="Who erases: an active superuser."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = get_user_model().objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None or not by.is_superuser:
            raise CommandError(
                f"No active superuser has the address {options['by']}: nobody else erases."
            )
        try:
            entry = erase(options["entry"], by=by, at=clock.now(), reason=options["reason"])
        except Detail.DoesNotExist as error:
            raise CommandError(
                f"The entry {options['entry']} has nothing beside the chain: there is no such "
                "entry, or it has been erased."
            ) from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Erased. Entry {entry.pk} says so; the chain stands (manage.py verify_audit)."
        )
