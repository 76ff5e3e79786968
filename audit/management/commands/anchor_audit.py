"""Signs the head of the audit, to be kept where the database's owner cannot reach it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import anchors
from audit.models import Link
from audit.verification import Head
from ircms import clock


class Command(BaseCommand):
    help = "Write an anchor: the head of the audit, signed with the key of IRCMS_AUDIT_KEY."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out", type=Path, metavar="FILE", help="A new file; left out, it is printed."
        )
        parser.add_argument(
            "--new-key",
            type=Path,
            metavar="PATH",
            help="Make a key in this new file, print its public half, and do nothing else.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["new_key"]:
                self.stdout.write(anchors.new_key(options["new_key"]))
                return
            anchor = anchors.sign(self._head(), clock.now(), anchors.private_key())
        except anchors.AnchorRefused as refused:
            raise CommandError(str(refused)) from refused
        self._put(anchor, options["out"])

    def _head(self) -> Head:
        newest = Link.objects.order_by("-position").first()
        if newest is None:
            raise CommandError("The audit is empty: there is no head to anchor.")
        return Head(newest.position, newest.hash)

    def _put(self, anchor: anchors.Anchor, path: Path | None) -> None:
        if path is None:
            self.stdout.write(anchor.as_text(), ending="")
            return
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(anchor.as_text())
        except OSError as error:
            raise CommandError(
                f"The anchor cannot be written to {path}: {error.strerror}."
            ) from error
        self.stdout.write(f"Position {anchor.position}, {anchor.hash}: signed, in {path}.")
