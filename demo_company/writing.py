"""Writes one announcement as a draft, with all that hangs on it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Q

from accounts.models import User
from company.models import Category
from demo_company.announcement import Announcement
from demo_company.company import CATEGORIES
from demo_company.printed import Person, StandingWording
from demo_company.stated.rows import write_statements
from ircms.actor import acting_as
from releases.models import (
    Attachment,
    Contact,
    Release,
    ReleaseContact,
    ReleaseStandingText,
    StandingText,
)


def out_at(day: date | None) -> datetime | None:
    """The first instant of ``day`` in the market's zone, which is how a date without an hour is
    stored; None for no day."""
    if day is None:
        return None
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def write(announcement: Announcement, *, writer: User) -> Release:
    """The announcement as a draft of ``writer``'s, in the caller's transaction."""
    with acting_as(writer):
        release = _release(announcement)
        release.categories.set([_category(slug) for slug in announcement.categories])
        for position, wording in enumerate(announcement.standing_texts):
            ReleaseStandingText.objects.create(
                release=release, standing_text=_standing_text(wording), position=position
            )
        for position, person in enumerate(announcement.contacts):
            ReleaseContact.objects.create(
                release=release,
                contact=_contact(person),
                position=position,
                # The page of contacts rests on the original.
                is_listed=release.translation_of is None,
                **vars(person),
            )
        for position, file in enumerate(announcement.files):
            Attachment.objects.create(
                release=release,
                position=position,
                title=file.title,
                file=ContentFile(file.content, file.name),
            )
        write_statements(release, announcement.stated)
    release.refresh_from_db()
    return release


def _release(announcement: Announcement) -> Release:
    due = out_at(announcement.day)
    original = Release.objects.filter(slug=announcement.translation_of).first()
    release = Release(
        language=announcement.language,
        translation_of=original,
        slug=announcement.slug,
        kind=announcement.kind,
        headline=announcement.headline,
        dateline_places=list(announcement.dateline_places),
        dateline_date=announcement.day if announcement.dateline_places else None,
        wire=announcement.wire,
        tickers=list(announcement.tickers),
        body=announcement.body,
        staff_note=announcement.staff_note,
        publish_at=due,
        publish_time_known=due is None,
    )
    release.full_clean()
    release.save()
    return release


def _category(slug: str) -> Category:
    return Category.objects.filter(Q(slug=slug) | Q(name=CATEGORIES[slug]))[0]


def _standing_text(wording: StandingWording) -> StandingText:
    found, _ = StandingText.objects.get_or_create(
        key=wording.key,
        language=wording.language,
        version=1,
        defaults={"kind": wording.kind, "title": wording.title, "body": wording.body},
    )
    return found


def _contact(person: Person) -> Contact:
    found = Contact.objects.filter(email=person.email).first()
    return found or Contact.objects.create(**vars(person))
