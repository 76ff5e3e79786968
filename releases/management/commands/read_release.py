"""Reads a release: text, HTML or .docx in, its facts as JSON out."""

import json
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ircms import clock
from releases.wire.reading import Reading, Unreadable, read

NO_RELEASE = 2
_STANDARD_INPUT = "-"
# JSON itself writes out those below a blank.
_COMMANDS = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Command(BaseCommand):
    help = (
        "Read a release and print its facts as JSON, each with the characters of the source that "
        "say it. What is doubtful goes to standard error, a line each. Ends with 2, and the "
        "reason, where there is no release in it."
    )
    requires_system_checks: list[str] = []  # reading needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="Text, HTML or .docx; - for standard input.")
        parser.add_argument(
            "--batch",
            metavar="FILE.jsonl",
            help="Lines of {“id”, “text”}; a line with that id comes out for each.",
        )
        parser.add_argument("--save", action="store_true", help="Make a draft of it as well.")
        parser.add_argument("--by", metavar="USER", help="Who drafts it: needed for --save.")

    def handle(self, *args: Any, **options: Any) -> None:
        file, batch = options["file"], options["batch"]
        if (file is None) == (batch is None):
            raise CommandError("Name one file to read, or --batch and one.", returncode=NO_RELEASE)
        if batch is not None:
            if options["save"]:
                raise CommandError("--save drafts one release, not a batch.", returncode=NO_RELEASE)
            self._read_batch(batch)
            return
        user = _user(options["by"]) if options["save"] else None
        try:
            reading = read(_bytes(file))
        except Unreadable as unreadable:
            raise CommandError(f"{file}: {unreadable}", returncode=NO_RELEASE) from unreadable
        self._tell(reading)
        if user is not None:
            self._save(reading, user)

    def _tell(self, reading: Reading) -> None:
        self.stdout.write(_json(reading.as_json(), indent=1))
        for warning in reading.warnings:
            self.stderr.write(_shown(f"{warning.code}: {warning.text}"))

    def _save(self, reading: Reading, user: Any) -> None:
        from releases.drafting import Refused, draft_without_asking

        try:
            release, left_out = draft_without_asking(reading, by=user, at=clock.now())
        except Refused as refused:
            reasons = "\n".join(f"{name}: {'; '.join(why)}" for name, why in refused.errors.items())
            raise CommandError(_shown(f"No draft was made.\n{reasons}")) from refused
        for sentence in left_out:
            self.stderr.write(_shown(f"Left out: {sentence}"))
        self.stderr.write(f"Drafted as release {release.pk}: “{release.headline}”.")

    def _read_batch(self, name: str) -> None:
        for number, line in enumerate(_bytes(name).splitlines(), start=1):
            if line.strip():
                self.stdout.write(_json(_read_line(line, number)))


def _json(told: dict[str, Any], indent: int | None = None) -> str:
    """As JSON, in which what ends a line for somebody, or commands a terminal, is written out."""
    text = json.dumps(told, ensure_ascii=False, indent=indent)
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _shown(text: str) -> str:
    """For people: a text that was read may hold what commands their terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


def _read_line(line: bytes, number: int) -> dict[str, Any]:
    """The facts of one line of a batch under its id, or what is wrong with it."""
    identity: Any = None
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
            raise Unreadable(f"Line {number} is no object with an “id” and a “text”.")
        identity = asked.get("id")
        return {"id": identity} | read(asked["text"]).as_json()
    except (Unreadable, ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, Unreadable) else f"Line {number} is no JSON."
        return {"id": identity, "error": reason}


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == _STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise CommandError(f"{name}: {reason}.", returncode=NO_RELEASE) from error


def _user(name: str | None) -> Any:
    """Who drafts: someone who may."""
    model = get_user_model()
    if not name:
        raise CommandError("Say who drafts it: --by and a user name.", returncode=NO_RELEASE)
    try:
        user: Any = model._default_manager.get_by_natural_key(name)
    except model.DoesNotExist as error:
        raise CommandError(f"There is no user “{name}”.", returncode=NO_RELEASE) from error
    if not (user.is_active and user.is_staff and user.has_perm("releases.add_release")):
        raise CommandError(f"“{name}” may not draft releases.", returncode=NO_RELEASE)
    return user
