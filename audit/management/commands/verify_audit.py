"""Walks the audit from its first link to its last; ends with 1 at the first that is broken."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import anchors
from audit.verification import ChainBroken, verify


class Command(BaseCommand):
    help = "Check that the audit is as it was written: every link, every entry, every detail."
    requires_system_checks = ()  # it has to say what it finds, whatever else is wrong

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            type=Path,
            metavar="FILE",
            help="An anchor that the chain must contain; may be given several times.",
        )
        parser.add_argument(
            "--public-key",
            default="",
            metavar="KEY",
            help="Whose signature counts: 64 hexadecimal digits, or the file of a public key in "
            "PEM. Left out, it is the key that IRCMS_AUDIT_KEY names.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            anchored = self._anchored(options["anchor"], options["public_key"])
            head = verify(anchored)
        except (anchors.AnchorRefused, ChainBroken) as refused:
            raise CommandError(str(refused)) from refused
        held = len(options["anchor"])
        kept = f" {held} {'anchor is' if held == 1 else 'anchors are'} in it." if held else ""
        self.stdout.write(
            f"{head.position} entries checked, all as they were written.{kept} "
            f"Head: position {head.position}, {head.hash}."
        )

    def _anchored(self, paths: list[Path], public_key: str) -> dict[int, str]:
        """The hashes that the anchors hold, by position."""
        if not paths:
            return {}
        key = anchors.trusted_key(public_key)
        found: dict[int, str] = {}
        for path in paths:
            anchor = anchors.read(path, key)
            if found.setdefault(anchor.position, anchor.hash) != anchor.hash:
                raise ChainBroken(
                    f"Two anchors hold different hashes of position {anchor.position}: there have "
                    "been two chains."
                )
        return found
