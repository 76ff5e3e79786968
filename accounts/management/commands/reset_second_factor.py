"""``manage.py reset_second_factor``: for somebody who has lost app, passkeys and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from accounts import sessions
from accounts.models import User
from accounts.sign_ins import tell
from audit.recording import record
from ircms import clock
from ircms.actor import acting_as
from outbox.occasions import Occasion


class Command(BaseCommand):
    help = (
        "Remove every second factor and recovery code of an account and end its sessions: whoever "
        "owns it enrols anew at the next sign-in. Make sure by voice or in person who asks for it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose factors are lost")
        parser.add_argument("--by", required=True, help="the superuser who answers for it, by mail")

    def handle(self, *args: Any, email: str, by: str, **options: Any) -> None:
        person, superuser = self._account(email), self._account(by)
        if not (superuser.is_superuser and superuser.is_active):
            raise CommandError(f"{by} is no active superuser: name one who answers for it.")
        at = clock.now()
        with acting_as(superuser):
            # Recovery codes are one row, however many there are.
            number, _ = Authenticator.objects.filter(user_id=person.pk).delete()
            ended = sessions.end_all(person)
            record(
                "second factors reset",
                by=superuser,
                at=at,
                row=(User._meta.db_table, person.pk),
                said={"factors": number, "sessions": ended},
            )
            tell(person, Occasion.FACTOR_REMOVED, at)
        self.stdout.write(
            f"{person.email} has no second factor any more and is signed out everywhere. The next "
            "sign-in leads them to set one up, and no further."
        )

    def _account(self, email: str) -> User:
        found = User.objects.filter(email__iexact=email).first()
        if found is None:
            raise CommandError(f"There is no account {email}: give an e-mail address of the desk.")
        return found
