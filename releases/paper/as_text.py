"""A release as plain text, in the form in which a wire carries one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from company.models import Company
from ircms import dates
from releases.corrections import Corrected, Correction
from releases.models import Attachment, Release, ReleaseContact
from releases.paper.columns import WIDTH, wrapped
from releases.paper.naming import (
    in_its_language,
    permanent_address,
    time_in_words,
    whole,
)
from releases.paper.text import text_of, underlined
from releases.templatetags.printed import (
    file_kind,
    full_text,
    still_named,
    went_out_on,
    withdrawn_at,
)

_END = "###"  # what ends a release on the wires


def document(
    release: Release, parts: dict[str, Any], company: Company, day: date | None = None
) -> str:
    """``release`` with its ``parts`` (``parts.of_text``), in lines of 76 columns. ``day`` is the
    past day it is shown as of."""
    with in_its_language(release):
        blocks = [
            _top(release, company),
            *_notes(parts, day),
            wrapped(release.headline),
            wrapped(release.subheadline) if release.subheadline else [],
            text_of(full_text(release), settings.SITE_URL),
            *(_standing(text.title, text.body) for text in parts["texts"]),
            _contacts(still_named(parts["contacts"])),
            _files(parts["attachments"]),
            [permanent_address(release)],
            [_END],
        ]
        return _joined(blocks)


def tombstone(parts: dict[str, Any], company: Company) -> str:
    """What is left of a withdrawn release, with ``parts`` (the context of its page)."""
    release: Release = parts["release"]
    withdrawal = parts["withdrawal"]
    with in_its_language(release):
        withdrawn = _("Withdrawn: %(time)s") % {"time": strip_tags(withdrawn_at(withdrawal))}
        blocks = [
            _top(release, company),
            wrapped(_("This release has been withdrawn").upper()),
            wrapped(release.headline),
            [*wrapped(withdrawn), *wrapped(withdrawal.reason)],
            *(_see(each.release, _("Corrected by:")) for each in parts["corrected_by"]),
            wrapped(_("What it said is not given here any more, and nothing on this site rests "
                      "on it.")),
            [permanent_address(release)],
            [_END],
        ]  # fmt: skip
        return _joined(blocks)


def _joined(blocks: Iterable[list[str]]) -> str:
    """The blocks that say something, an empty line apart."""
    text = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    return text.replace("\N{NO-BREAK SPACE}", " ")  # it has held its words together: done


def _top(release: Release, company: Company) -> list[str]:
    marks = [str(release.get_kind_display())]
    if release.is_inside_information:
        marks.append(_("Inside information"))
    tickers = wrapped(", ".join(release.tickers)) if release.tickers else []
    return [*wrapped(company.legal_name or company.name), *tickers, "",
            *wrapped(" | ".join(marks).upper()), time_in_words(release)]  # fmt: skip


def _notes(parts: dict[str, Any], day: date | None) -> list[list[str]]:
    notes = [_correction(each) for each in parts["corrected_by"]]
    if parts["corrects"] is not None:
        notes.append(_correcting(parts["corrects"]))
    if day is not None:
        shown = _("As it stood on %(day)s. What came later is not shown.")
        notes.append(wrapped(shown % {"day": dates.day(day)}))
    return notes


def _correction(correction: Correction) -> list[str]:
    """What corrects the release; of a correction that is withdrawn, that there was one."""
    title = wrapped(_("This release has been corrected").upper())
    if correction.withdrawal is not None:
        since = _("The correction has been withdrawn since; what was stated here does not hold "
                  "again.")  # fmt: skip
        return [*title, *wrapped(since), permanent_address(correction.release)]
    return [*title, *_see(correction.release, _("See the correction:")), *_said(correction.reason)]


def _correcting(corrected: Corrected) -> list[str]:
    title = wrapped(_("This is a correction").upper())
    if corrected.withdrawal is not None:
        since = _("It corrects a release that has been withdrawn.")
        return [*title, *wrapped(since), permanent_address(corrected.release),
                *_said(corrected.reason)]  # fmt: skip
    return [*title, *_see(corrected.release, _("It corrects:")), *_said(corrected.reason)]


def _see(release: Release, label: str) -> list[str]:
    on = strip_tags(went_out_on(release))
    return [*wrapped(f"{label} {release.headline} ({on})"), permanent_address(release)]


def _said(reason: str) -> list[str]:
    """The company's own words, set in."""
    return [f"  {line}".rstrip() for line in wrapped(reason, WIDTH - 2)] if reason else []


def _standing(title: str, body: str) -> list[str]:
    return [*underlined(title), "", *text_of(body, settings.SITE_URL)]


def _contacts(contacts: list[ReleaseContact]) -> list[str]:
    if not contacts:
        return []
    lines = underlined(ngettext("Contact", "Contacts", len(contacts)))
    for contact in contacts:
        said = (contact.name, contact.title, contact.organisation, contact.phone, contact.email)
        lines += ["", *(line for text in said if text for line in wrapped(text))]
    return lines


def _files(files: list[Attachment]) -> list[str]:
    if not files:
        return []
    lines = underlined(ngettext("File", "Files", len(files)))
    for file in files:
        about = f"{file.title} ({file_kind(file)}, {filesizeformat(file.size)})"
        lines += ["", *wrapped(about), whole(file.get_absolute_url())]
    return lines
