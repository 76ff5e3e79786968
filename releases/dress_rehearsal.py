"""The dress rehearsal of a release: every surface with it and without it at the same instant, and
all that would go wrong. Nothing of it stays (``releases/rehearsal.py``)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from ircms.market_time import in_market_zone
from ircms.storage import TamperedFile
from outbox.models import Message
from releases import preflight, surfaces
from releases.models import Release
from releases.rehearsal import MADE_UP, Rehearsal, rehearsed
from releases.rehearsed_site import answer
from releases.surfaces import Surface

OK, FAILED = 200, 500


@dataclass(frozen=True)
class Seen:
    """What an address answered: with ``failure``, why it did not."""

    status: int
    content: bytes = b""
    failure: str = ""


@dataclass(frozen=True)
class Change:
    """One surface, without the release and with it."""

    surface: Surface
    without: Seen
    with_it: Seen
    names_it: bool

    @property
    def kind(self) -> str:
        """``fails``, ``appears``, ``changes``, ``goes`` or ``stays``."""
        if self.with_it.failure or self.with_it.status >= FAILED:
            return "fails"
        if self.without.status != self.with_it.status:
            return "appears" if self.with_it.status == OK else "goes"
        return "stays" if self.without.content == self.with_it.content else "changes"


@dataclass
class Report:
    """What was seen; ``wrong`` are the reasons why it would not go right, as sentences, and
    ``notes`` what is to be known besides."""

    release: Release
    instant: datetime
    others: list[Release]
    changes: list[Change] = field(default_factory=list)
    mails: dict[str, list[str]] = field(default_factory=dict)
    findings: preflight.Findings = field(default_factory=preflight.Findings)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rehearse(release: Release, at: datetime) -> Report:
    """Rehearse ``release`` at every surface; ``at`` is the present. Raises what ``rehearsed`` does,
    and ``surfaces.UnknownSurface``."""
    last_mail: int = Message.objects.aggregate(last=Max("pk"))["last"] or 0
    with rehearsed(release, at=at) as rehearsal:
        others = [each for each in rehearsal.shown if each.pk != release.pk]
        report = Report(release, rehearsal.instant, others)
        report.mails = _mails(release, last_mail)
        report.changes = _changes(rehearsal)
    report.findings = preflight.open_findings(release, at)
    _say_where_it_stands(report, at)
    _say_what_fails(report)
    return report


def _changes(rehearsal: Rehearsal) -> list[Change]:
    release, instant = rehearsal.release, rehearsal.instant
    asked = surfaces.of_release(release, instant)
    with_it = [_seen(each, instant) for each in asked]
    rehearsal.leave_out()
    without = [_seen(each, instant) for each in asked]
    name = release.slug.encode()
    return [
        Change(surface, before, after, name in after.content)
        for surface, before, after in zip(asked, without, with_it, strict=True)
    ]


def _seen(surface: Surface, instant: datetime) -> Seen:
    try:
        with transaction.atomic():  # what a database refuses ends here, and the walk goes on
            response = answer(surface.address, "", instant)
    except TamperedFile as tampered:
        return Seen(FAILED, failure=str(tampered))
    except Exception as error:  # noqa: BLE001 -- whatever it is, readers would get a 500 for it
        return Seen(FAILED, failure=f"{type(error).__name__}: {error}")
    return Seen(response.status_code, response.content)


def _mails(release: Release, last: int) -> dict[str, list[str]]:
    """Whom the steps that are still to be taken would tell, by occasion."""
    family = [key for key in (release.pk, release.translation_of_id) if key is not None]
    paths = [
        reverse("admin:releases_release_change", args=[key], urlconf="ircms.urls.staff")
        for key in family
    ]
    told = Message.objects.filter(pk__gt=last, path__in=paths).select_related("recipient")
    told = told.exclude(recipient__email__endswith=MADE_UP)
    found: dict[str, list[str]] = {}
    for message in told.order_by("pk"):
        found.setdefault(message.get_occasion_display(), []).append(str(message.recipient))
    return found


def _say_where_it_stands(report: Report, at: datetime) -> None:
    for release in (report.release.translation_of, report.release):
        if release is None or release.is_public(at):
            continue
        it = "It" if release is report.release else "Its original"
        if why := _why_unapproved(release):
            report.wrong.append(f"{it} {why}")
        if release.out_at is None:
            made_up = f"{in_market_zone(report.instant)} is made up for this."
            report.notes.append(f"{it} has no time, and goes out only by “release now”: {made_up}")
        elif release.out_at <= at and not release.is_approved:
            report.wrong.append(
                f"{it} was to go out on {in_market_zone(release.out_at)}, and did not."
            )


def _why_unapproved(release: Release) -> str:
    if release.held_at is not None:
        return "is on hold."
    if release.is_in_review:
        return "is in review: nobody has approved it yet."
    return "" if release.is_approved else "is a draft: nobody has approved it."


def _say_what_fails(report: Report) -> None:
    report.wrong += [f"Pre-flight: {each.what}" for each in report.findings.blocking]
    for change in report.changes:
        address = change.surface.address
        if change.kind == "fails":
            report.wrong.append(f"{address} would fail: {change.with_it.failure or 'an error'}.")
        elif change.surface.must_name and not change.names_it:
            report.wrong.append(f"{address} would not name it.")
        elif change.surface.name == "attachment" and change.with_it.status != OK:
            report.wrong.append(f"{address} would not be there.")
