"""Says what will happen at the second of a release, and ends with 1 where something would go
wrong."""

from argparse import ArgumentParser
from datetime import UTC
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timesince import timeuntil

from ircms import clock
from ircms.keys import key_of
from ircms.market_time import in_market_zone
from releases import dress_rehearsal, surfaces
from releases.dress_rehearsal import Report
from releases.models import Release
from releases.rehearsal import AlreadyTold, Busy, NotRehearsable

BAD_ARGUMENT = 2
_HEADINGS = (
    ("appears", "Appears"),
    ("changes", "Changes"),
    ("goes", "Goes"),
    ("fails", "Fails"),
    ("stays", "Stays as it is"),
)


class Command(BaseCommand):
    help = (
        "Do all of a release as it will be done, look at every page, feed and file of the site at "
        "its second, say what would appear where and what would go wrong, and undo it all. Ends "
        "with 1 where something would go wrong, with 2 where there is nothing to rehearse."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "release", help="Its key (the number in its address at the desk), or its address."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        release = self._found(options["release"])
        at = clock.now()
        try:
            report = dress_rehearsal.rehearse(release, at)
        except AlreadyTold as told:
            raise CommandError(str(told), returncode=BAD_ARGUMENT) from told
        except NotRehearsable as refused:
            self._say(f"“{release.headline}” cannot go out as it stands:")
            self._list(refused.reasons)
            raise CommandError(_count(len(refused.reasons))) from refused
        except (Busy, surfaces.UnknownSurface) as stopped:
            raise CommandError(str(stopped)) from stopped
        self._tell(report, timeuntil(report.instant, at))
        if report.wrong:
            self._heading("Would go wrong")
            self._list(report.wrong)
            raise CommandError(_count(len(report.wrong)))
        self._say("\nNothing would go wrong. Nothing was changed.")

    @staticmethod
    def _found(named: str) -> Release:
        key = key_of(named)
        slug = named.strip("/").rpartition("/")[2]
        rows = Release.objects.select_related("translation_of")
        found = rows.filter(pk=key).first() if key is not None else None
        found = found or rows.filter(slug=slug).first()
        if found is None:
            raise CommandError(
                f"There is no release {named!r}: give its key or its address.",
                returncode=BAD_ARGUMENT,
            )
        return found

    def _tell(self, report: Report, remaining: str) -> None:
        release = report.release
        self._say(f"“{release.headline}”, {release.canonical_path}")
        utc = f"{report.instant.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        self._say(f"goes out on {in_market_zone(report.instant)} ({utc}), in {remaining}.")
        for note in report.notes:
            self._say(note)
        self._tell_surfaces(report)
        self._tell_preflight(report)
        self._heading("Goes out by then too")
        self._list([f"{each}, {in_market_zone(each.out_at)}" for each in report.others])
        self._heading("Mail")
        self._say("  At its second nobody is mailed: readers have no subscriptions here.")
        for occasion, people in report.mails.items():
            self._say(f"  On its way there, “{occasion}”: {', '.join(people)}")

    def _tell_surfaces(self, report: Report) -> None:
        for kind, heading in _HEADINGS:
            found = [each for each in report.changes if each.kind == kind]
            if not found:
                continue
            self._heading(heading)
            for each in found:
                named = "  names it" if each.names_it and kind != "appears" else ""
                self._say(f"  {each.with_it.status}  {each.surface.address}{named}")

    def _tell_preflight(self, report: Report) -> None:
        self._heading("Pre-flight")
        found = report.findings
        self._list(
            [
                *(f"to be mended: {each.what}" for each in found.blocking),
                *(f"to be acknowledged: {each.what}" for each in found.warnings),
                *(f"acknowledged by {each.by}: {each.finding.what}" for each in found.acknowledged),
            ]
        )

    def _heading(self, words: str) -> None:
        self._say(f"\n{words}")

    def _list(self, lines: list[str]) -> None:
        for line in lines or ["nothing"]:
            self._say(f"  {line}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)


def _count(number: int) -> str:
    return "One thing would go wrong." if number == 1 else f"{number} things would go wrong."
