"""``manage.py load_demo``: the demo company, its announcements and, if asked for, its staff."""

import shlex
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import demo_logins
from demo_company import loading
from ircms import clock


class Command(BaseCommand):
    help = "Add what is missing of the demo company; nothing that is there is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--logins",
            action="store_true",
            help="also make accounts for the demo's staff and show their passwords, once",
        )
        parser.add_argument(
            "--codes",
            action="store_true",
            help="only show the codes of the demo's staff at this moment",
        )

    def handle(self, *args: Any, logins: bool, codes: bool, **options: Any) -> None:
        self._require_demo()
        if codes:
            self._show_codes()
            return
        added = loading.load(clock.now())
        if added:
            self.stdout.write("Added to the demo company:")
        for what, count in added.items():
            self.stdout.write(f"  {count} × {what}")
        if not added:
            self.stdout.write("The demo company is complete: nothing was added.")
        if logins:
            self._make_logins()

    def _require_demo(self) -> None:
        if not settings.IRCMS_DEMO:
            raise CommandError(
                "This is no demo, and the demo company does not belong into the database of a real "
                "site. `make demo` loads it by itself; elsewhere set IRCMS_DEMO=1 first."
            )

    def _make_logins(self) -> None:
        made = demo_logins.create_missing(clock.now())
        if made:
            self.stdout.write("Staff logins of this machine (shown once, stored nowhere in clear):")
        for email, (name, role) in demo_logins.STAFF.items():
            if email in made:
                self.stdout.write(f"  {email}  {made[email]}  ({name}, {role})")
        self._show_second_factors()
        if known := [email for email in demo_logins.STAFF if email not in made]:
            self.stdout.write(
                f"The passwords of {', '.join(known)} were shown when the accounts were made. "
                f"To set a new one:\n  {_set_password_command(known[0])}"
            )

    def _show_second_factors(self) -> None:
        self.stdout.write("Their second factors, for an authenticator app, and the code of now:")
        codes = demo_logins.codes(clock.now())
        for email, secret in demo_logins.second_factors().items():
            self.stdout.write(f"  {email}  {secret}  code {codes[email]}")
        self.stdout.write(
            "Each code works once, for about a minute. Those of any later moment, without an app:\n"
            "  make demo-codes"
        )

    def _show_codes(self) -> None:
        for email, code in demo_logins.codes(clock.now()).items():
            self.stdout.write(f"  {email}  code {code}")


def _set_password_command(email: str) -> str:
    """For a shell that knows nothing of the demo: `make demo` keeps its environment to itself."""
    database = settings.DATABASES["default"]
    words = [".venv/bin/python", "manage.py", "changepassword", email]
    if database["ENGINE"] == "ircms.sqlite":
        words = ["DEBUG=1", f"DATABASE_URL=sqlite:///{database['NAME']}", *words]
    return shlex.join(words)
