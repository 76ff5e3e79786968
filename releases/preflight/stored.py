"""The manuscript of a release as it is stored."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from ircms.storage import TamperedFile
from releases import statements
from releases.factcheck.files import LARGEST, is_read, text_of
from releases.models import Attachment, Release
from releases.preflight import ledger, notices, surroundings, versions
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Contact, File, StandingText, Trial


@dataclass(frozen=True)
class Rows:
    """What hangs on a release, as far as checks ask."""

    standing_texts: tuple[StandingText, ...] = ()
    contacts: tuple[Contact, ...] = ()
    files: tuple[File, ...] = ()
    trials: tuple[Trial, ...] = ()
    categories: tuple[str, ...] = ()


def of_release(release: Release, at: datetime) -> Manuscript:
    """What ``release`` says and will say as stored, looked at ``at``."""
    rows = Rows(
        standing_texts=_standing_texts(release),
        contacts=_contacts(release),
        files=_files(release),
        trials=trials_of(release, at),
        categories=tuple(release.categories.values_list("slug", flat=True)),
    )
    return assembled(release, rows, at)


def assembled(release: Release, rows: Rows, at: datetime) -> Manuscript:
    """The columns of ``release``, which may be unsaved, with ``rows`` and what is around it."""
    company, listings = surroundings.company_and_listings()
    manuscript = Manuscript(
        at=at,
        zone=ZoneInfo(settings.TIME_ZONE),
        site=settings.SITE_URL,
        **_columns(release),
        **vars(rows),
        company=company,
        listings=listings,
        notices=notices.of(release),
        original=versions.original_of(release),
        versions_behind=versions.behind(release),
        missing_languages=versions.missing_languages(release, at),
        insiders=surroundings.insiders_of(release),
    )
    dead = surroundings.dead_addresses(manuscript.links, release, at)
    text = "\n".join(text.content for text in manuscript.own_texts)
    return manuscript.knowing(dead).beside(ledger.of(release, text, at))


def _columns(release: Release) -> dict[str, Any]:
    same = (
        "kind language headline subheadline slug body dateline_date wire wire_url publish_at "
        "publish_time_known is_inside_information correction_reason"
    ).split()
    return {name: getattr(release, name) for name in same} | {
        "dateline_places": tuple(release.dateline_places),
        "tickers": tuple(release.tickers),
        "corrects": release.corrects_id is not None,
    }


def _standing_texts(release: Release) -> tuple[StandingText, ...]:
    links = release.printed_texts.select_related("standing_text")
    return tuple(
        standing_text(link.standing_text, f"printed_texts-{number}-standing_text")
        for number, link in enumerate(links)
    )


def standing_text(text: Any, field: str) -> StandingText:
    """``text``, a row of standing texts, as chosen in ``field``."""
    return StandingText(text.kind, text.key, text.language, text.title, text.body, field)


def _contacts(release: Release) -> tuple[Contact, ...]:
    return tuple(
        Contact(row.name, row.phone, row.email, f"printed_contacts-{number}-name")
        for number, row in enumerate(release.printed_contacts.all())
        if not row.is_ended
    )


def _files(release: Release) -> tuple[File, ...]:
    return tuple(
        File(
            row.filename,
            row.title,
            row.content_type,
            f"attachments-{number}-title",
            text_in(row),
        )
        for number, row in enumerate(release.attachments.all())
    )


def text_in(attachment: Attachment) -> str | None:
    """What a stored file says, where that can be read; None for what is no text, or not there."""
    if attachment.size > LARGEST or not is_read(attachment.filename):
        return None
    try:
        return _text_of(attachment.pk, attachment.filename, attachment.sha256)
    except (OSError, TamperedFile, Attachment.DoesNotExist):
        return None


@lru_cache(maxsize=32)
def _text_of(key: int, filename: str, sha256: str) -> str | None:
    """Kept by what is in the file, and the text alone: pages ask for it again and again."""
    content = b"".join(Attachment.objects.get(pk=key, sha256=sha256).open_verified())
    return text_of(filename, content)


def trials_of(release: Release, at: datetime) -> tuple[Trial, ...]:
    """What ``release``, or the original that it translates, states of clinical trials: of any
    statement that tells of an intervention."""
    original = release.translation_of if release.translation_of_id else release
    if original is None or not original.pk:
        return ()
    # Names of facilities and the like are not asked for what no check reads.
    stated = [
        part.facts(original, at)
        for part in statements.parts()
        if part.facts and "intervention" in part.fields
    ]
    return tuple(_trial(fact.data) for each in stated for fact in each if "trial" in fact.data)


def _trial(data: dict[str, Any]) -> Trial:
    names = (data.get("intervention", ""), data.get("modality", ""), data.get("title", ""))
    return Trial(
        names=tuple(name for name in names if name),
        phases=tuple(data.get("phase", {}).get("phases", ())),
        status=data.get("overall_status", ""),
    )
