"""Two worlds: what everyone may know, and what is planted beside it and must not show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse

from company.models import Category
from ircms import languages
from ircms.actor import acting_as
from previews.grants import digest
from previews.models import Grant
from releases.models import (
    Attachment,
    Contact,
    Release,
    ReleaseContact,
    ReleaseStandingText,
    StandingText,
)
from releases.slugs import validate
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.conscience import library, stated
from tests.conscience.canaries import Canaries
from tests.conscience.unseen import plant_unseen
from tests.factories import NOON
from tests.undoing import held_open

T = NOON + timedelta(hours=1)
FILE_CANARY = "qxfilezcanary"
SLUG_CANARY = "qxslugzcanary"
GONE_CANARY = "qxgonezcanary"  # what a withdrawn release said
TOLD_CANARY = "qxtoldzcanary"  # why it was withdrawn
LATE_CANARY = "qxlatezcanary"  # its language versions that never went out
TOKEN = "qxtokenzcanary"  # of a preview's link


@dataclass
class Hidden:
    """What is planted: the release that goes out at T, others that stay unseen even then, and the
    canaries of each by field. ``tombs`` are the addresses of what was withdrawn: there alone, and
    with 410, its headline and reason are told (``told``)."""

    release: Release
    unseen: list[Release] = field(default_factory=list)
    canaries: Canaries = field(default_factory=Canaries)
    never: Canaries = field(default_factory=Canaries)
    told: Canaries = field(default_factory=Canaries)
    tombs: set[str] = field(default_factory=set)


def everyone_knows() -> None:
    """The public world: a company, releases with every part, one withdrawn and corrected, and more
    of them than a page or a feed holds."""
    factories.company()
    _public("Harbor Bio opens a plant", 1, NOON - timedelta(days=40), stated.KNOWN_BODY, "faq")
    _public("Harbor Bio names a chair", 2, NOON - timedelta(days=4), page="board")
    _public("Harbor Bio reports a year", 3, NOON - timedelta(days=500))
    wrong = _withdrawn()
    right = _draft("Harbor Bio counts again", 7, NOON - timedelta(days=29), corrects=wrong)
    factories.approve(right)
    for number in range(20, 42):
        due = NOON - timedelta(days=number * 10)
        # One of them corrects what nobody has ever been told.
        unknown = {"corrects": wrong.translations.get(language="de")} if number == 20 else {}
        release = _draft(f"Harbor Bio goes on {number}", number, due, **unknown)
        if unknown:
            factories.categorise(release, factories.category())
        factories.approve(release)


def _withdrawn() -> Release:
    """Withdrawn with its French version, and with every part; its German version was due at T, its
    Chinese one was never approved."""
    out, said = NOON - timedelta(days=30), f"{GONE_CANARY} has 918,507 square feet"
    texts = {"subheadline": f"{GONE_CANARY} subheadline", "body": f"<p>{said}.</p>"}
    wrong = _draft("Harbor Bio counts wrongly", 6, out, **texts)
    stated.make_unseen(wrong, GONE_CANARY)
    factories.categorise(wrong, factories.category(f"{GONE_CANARY} category", "gone"))
    factories.print_text(wrong, factories.standing_text(key="gone", title=GONE_CANARY))
    factories.print_contact(wrong, factories.contact(f"{GONE_CANARY} person"))
    data = f"{GONE_CANARY}\n".encode()
    factories.attach(wrong, name=f"{GONE_CANARY}.csv", data=data, public_id=UUID(int=106))
    factories.approve(wrong)
    body = f"<p>{GONE_CANARY}</p>"
    french = {"translation_of": wrong, "language": "fr", "body": body}
    factories.approve(_draft("Harbor Bio compte mal", 8, out, **french))
    never_out = f"{LATE_CANARY} headline"
    german = {"translation_of": wrong, "language": "de", "public_id": UUID(int=9)}
    factories.approved(never_out, publish_at=T, **german)
    _draft(never_out, 10, out, translation_of=wrong, language="zh-hans")
    withdraw(wrong, by=factories.cora(), at=NOON, reason=f"A {TOLD_CANARY} figure was wrong.")
    return wrong


def everyone_learns_later() -> None:
    """Public rows made after the planting, in both worlds."""
    factories.approve(_draft("Harbor Bio moves house", 4, NOON - timedelta(minutes=5)))
    release = _draft(
        "Harbor Bio buys a van", 5, NOON - timedelta(minutes=3), body=stated.MOVED_BODY
    )
    with acting_as(factories.ada()):
        stated.move_known(release)
    factories.categorise(release, factories.category("Transport", "transport"))
    factories.print_text(release, factories.standing_text(key="later"))
    factories.print_contact(release, factories.contact("Otto Later"))
    factories.approve(release)


def plant() -> Hidden:
    """The embargoed release with a row of every part and a canary in every field; its kin, due at T
    too; and what must stay unseen."""
    canaries = Canaries()
    hidden = Hidden(factories.approve(write_embargoed(canaries)), canaries=canaries)
    grant_preview(hidden.release, canaries)
    known = Release.objects.get(slug="harbor-bio-opens-a-plant")
    _kin(known, canaries)
    hidden.unseen += plant_unseen(known, hidden.never)
    _note_withdrawn(hidden)
    hidden.release.refresh_from_db()
    return hidden


def grant_preview(release: Release, canaries: Canaries) -> Grant:
    """A preview of ``release`` for somebody outside, who has not opened it."""
    given = {
        "release": release,
        "token_sha256": digest(TOKEN),
        "given_by": factories.cora(),
        "given_at": NOON,
        "expires_at": T,
        "most_devices": 1,
        "views": 0,
        "last_viewed_at": None,
        "revoked_at": None,
    }
    canaries.note("previews.Grant.token_sha256", digest(TOKEN))
    return Grant.objects.create(**canaries.fill(Grant, **given))


def _note_withdrawn(hidden: Hidden) -> None:
    """What was withdrawn is known in both worlds, as far as it is still told of."""
    wrong = Release.objects.get(slug="harbor-bio-counts-wrongly")
    versions = list(wrong.translations.all())
    hidden.unseen += [wrong, *versions]
    again = {"corrects": wrong, "publish_at": NOON - timedelta(days=3)}
    hidden.unseen.append(factories.draft("qxunretoldzcanary", **again))
    hidden.never.note("draft of a correction of what was withdrawn", "qxunretoldzcanary")
    hidden.never.note("withdrawn", GONE_CANARY, "918,507", "918507")
    hidden.never.note("withdrawn before it went out", LATE_CANARY)
    hidden.told.note("headline of what was withdrawn", "counts wrongly", "compte mal")
    hidden.told.note("reason of the withdrawal", TOLD_CANARY)
    for each in (wrong, *(version for version in versions if version.language == "fr")):
        hidden.tombs |= {languages.path_in(one, "release", slug=each.slug)
                         for one in languages.NAMES}  # fmt: skip
        hidden.tombs |= {reverse(f"release_{form}", args=[each.slug])
                         for form in ("json", "pdf", "txt")}  # fmt: skip


def _kin(known: Release, canaries: Canaries) -> None:
    """Due at T: translations and a correction of public releases; a correction of a withdrawn
    one; a translation that waits for its original, its own time long come; the end of a public
    contact."""
    language = {"translation_of": known, "language": "fr"}
    _approved(canaries, "version", **language)
    # In the other language of the site, where it stands in the place of its original.
    chair = Release.objects.get(slug="harbor-bio-names-a-chair")
    _approved(canaries, "chinese", translation_of=chair, language="zh-hans")
    reason = {"correction_reason": "qxwhyzcanary"}
    _approved(canaries, "correction", corrects=known, **reason)
    canaries.note("reason of a correction", "qxwhyzcanary")
    library.plant_newer_versions(T, canaries)
    _approved(canaries, "retold", corrects=Release.objects.get(slug="harbor-bio-counts-wrongly"))
    original = _approved(canaries, "original")
    waiting = {"translation_of": original, "language": "fr"}
    _approved(canaries, "waiting", publish_at=NOON + timedelta(minutes=5), **waiting)
    end = factories.draft("qxendzcanary", publish_at=T)
    canaries.note("end", "qxendzcanary")
    leaving = Contact.objects.get(name="Person 2")
    factories.print_contact(end, leaving, is_listed=False, is_ended=True)
    factories.approve(end)


def _approved(canaries: Canaries, name: str, **columns: Any) -> Release:
    word = f"qx{name}zcanary"
    canaries.note(name, word)
    made = {"publish_at": T, "body": f"<p>{word}</p>"} | columns
    return factories.approved(f"{word} headline", **made)


def write_embargoed(canaries: Canaries) -> Release:
    """A draft due at T, with a row of every part and a canary in every field."""
    validate(SLUG_CANARY)
    canaries.note("releases.Release.slug", SLUG_CANARY)
    values = canaries.fill(
        Release,
        slug=SLUG_CANARY,
        kind=Release.Kind.NOTICE,  # what is a page's text is one
        publish_at=T,
        corrects=Release.objects.get(slug="harbor-bio-names-a-chair"),
        wire=Release.Wire.BUSINESS_WIRE,
        body=stated.BODY,
    )
    canaries.note("releases.Release.body", "qxbodyzcanary")
    with acting_as(factories.ada()):
        release = Release.objects.create(**values)
        # Facilities before the figures about them.
        for planter in PLANTERS.values():
            planter(release, canaries)
    return release


def _plant_category(release: Release, canaries: Canaries) -> None:
    """One of its own, and one that readers know."""
    release.categories.add(Category.objects.create(**canaries.fill(Category)))
    release.categories.add(factories.category())


def _plant_texts(release: Release, canaries: Canaries) -> None:
    """One of each kind; the first is the next version of a text that readers know."""
    for kind in StandingText.Kind:
        known = {"key": "about-1", "version": 2} if kind == StandingText.Kind.ABOUT else {}
        text = StandingText.objects.create(**canaries.fill(StandingText, kind=kind, **known))
        ReleaseStandingText.objects.create(
            **canaries.fill(ReleaseStandingText, release=release, standing_text=text)
        )


def _plant_contact(release: Release, canaries: Canaries) -> None:
    """One of its own, and a new number of one that readers know."""
    contact = Contact.objects.create(**canaries.fill(Contact))
    ReleaseContact.objects.create(**canaries.fill(ReleaseContact, release=release, contact=contact))
    known = Contact.objects.get(name="Person 1")
    ReleaseContact.objects.create(release=release, contact=known, name="qxnumberzcanary")
    canaries.note("new printing of a known contact", "qxnumberzcanary")


def _plant_file(release: Release, canaries: Canaries) -> None:
    name = "qxnamezcanary.csv"
    file = SimpleUploadedFile(name, f"measure,{FILE_CANARY}\n".encode())
    derived = {"filename": "", "size": 0, "sha256": ""}
    made = Attachment.objects.create(
        **canaries.fill(Attachment, release=release, file=file, **derived)
    )
    canaries.note("releases.Attachment.filename", "qxnamezcanary")
    canaries.note("bytes of releases.Attachment.file", FILE_CANARY)
    canaries.note("releases.Attachment.file", made.file.name)
    canaries.note("releases.Attachment.sha256", made.sha256)


# One row of every part that the registry knows; a new kind of statement needs its planter.
PLANTERS: dict[type[models.Model], Any] = {
    Release.categories.through: _plant_category,
    ReleaseStandingText: _plant_texts,
    ReleaseContact: _plant_contact,
    Attachment: _plant_file,
    **stated.PLANTERS,
    **library.PLANTERS,
}


def _draft(headline: str, number: int, publish_at: datetime, **columns: Any) -> Release:
    return factories.draft(headline, publish_at=publish_at, public_id=UUID(int=number), **columns)


def _public(
    headline: str, number: int, publish_at: datetime, body: str = "", page: str = ""
) -> Release:
    columns = ({"body": body} if body else {}) | ({"kind": "notice"} if page else {})
    release = _draft(headline, number, publish_at, **columns)
    with acting_as(factories.ada()):
        if body:
            stated.make_known(release)
        if page:
            library.make_known(release, page)
    factories.categorise(release, factories.category())
    factories.print_text(release, factories.standing_text(key=f"about-{number}"))
    factories.print_contact(release, factories.contact(f"Person {number}"))
    factories.attach(release, public_id=UUID(int=100 + number))
    return factories.approve(release)


@contextmanager
def undone(stopped_clock: StoppedClock) -> Iterator[None]:
    """What is done inside never was."""
    before = stopped_clock.instant

    class Undo(Exception):
        pass

    try:
        with held_open():
            yield
            raise Undo
    except Undo:
        stopped_clock.set(before)
