"""A release as JSON: the same facts as its page, for scripts (docs/data.md)."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from releases.corrections import Corrected, Correction
from releases.models import Attachment, Release, ReleaseContact, StandingText
from releases.paper import libraries
from releases.told import Told
from releases.tombstones import Withdrawal


def document(release: Release, parts: dict[str, Any]) -> dict[str, Any]:
    """``release`` with ``parts`` (the context of its page) as values that JSON has."""
    told: Told = parts["told"]
    return {
        "id": f"urn:uuid:{release.public_id}",
        "url": _url(release),
        "pdf": _form(release, "release_pdf") if libraries.are_there() else None,
        "txt": _form(release, "release_txt"),
        "kind": release.kind,
        "language": release.language,
        "published": release.printed_date_iso,
        "headline": release.headline,
        "subheadline": release.subheadline,
        "dateline": _dateline(release),
        "wire": {"name": release.wire, "url": release.wire_url} if release.wire else None,
        "tickers": release.tickers,
        "is_inside_information": release.is_inside_information,
        "categories": [{"slug": each.slug, "name": each.name} for each in parts["categories"]],
        "body_html": release.body,
        "standing_texts": [_text(text) for text, _ in told.texts],
        "contacts": [_contact(each) for each in parts["contacts"] if not each.is_ended],
        "attachments": [_file(each) for each in parts["attachments"]],
        "statements": told.data,
        "is_corrected": parts["is_corrected"],
        "translation_of": _url(parts["original"]) if release.translation_of_id else None,
        "versions": {each.language: _url(each) for each in parts["versions"]},
        "corrects": _what_it_corrects(parts["corrects"]),
        "corrected_by": [_correction(each) for each in parts["corrected_by"]],
    }


def tombstone(parts: dict[str, Any]) -> dict[str, Any]:
    """What is left of a withdrawn release, with ``parts`` (the context of its page)."""
    release: Release = parts["release"]
    withdrawal: Withdrawal = parts["withdrawal"]
    return {
        "id": f"urn:uuid:{release.public_id}",
        "url": _url(release),
        "status": "withdrawn",
        "kind": release.kind,
        "language": release.language,
        "published": release.printed_date_iso,
        "headline": release.headline,
        "withdrawn": withdrawal.iso,
        "reason": withdrawal.reason,
        "corrected_by": [_correction(each) for each in parts["corrected_by"]],
    }


def _what_it_corrects(corrected: Corrected | None) -> dict[str, Any] | None:
    if corrected is None:
        return None
    return _other(corrected.release, corrected.withdrawal) | {"reason": corrected.reason}


def _correction(correction: Correction) -> dict[str, Any]:
    """Of a correction that is withdrawn, without a reason: it was part of what was taken back."""
    return _other(correction.release, correction.withdrawal) | {"reason": correction.reason}


def _other(release: Release, withdrawal: Withdrawal | None) -> dict[str, Any]:
    return {
        "url": _url(release),
        "published": release.printed_date_iso,
        "withdrawn": withdrawal.iso if withdrawal else None,
    }


def _url(release: Release) -> str:
    return f"{settings.SITE_URL}{release.canonical_path}"


def _form(release: Release, name: str) -> str:
    return settings.SITE_URL + reverse(name, args=[release.slug])


def _dateline(release: Release) -> dict[str, Any]:
    day = release.dateline_date
    return {"places": release.dateline_places, "date": day.isoformat() if day else None}


def _text(text: StandingText) -> dict[str, str]:
    return {"kind": text.kind, "title": text.title, "body_html": text.body}


def _contact(contact: ReleaseContact) -> dict[str, str]:
    fields = ("name", "title", "organisation", "phone", "email")
    return {field: getattr(contact, field) for field in fields}


def _file(file: Attachment) -> dict[str, Any]:
    return {
        "title": file.title,
        "url": settings.SITE_URL + file.get_absolute_url(),
        "content_type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
    }
