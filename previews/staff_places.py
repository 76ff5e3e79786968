"""Where one may want to look in the rehearsed site, and what else stands there."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from releases.models import Release
from releases.rehearsal import Rehearsal


@dataclass(frozen=True)
class Place:
    """A page of the site by its name, and its address in the preview; ``lang`` where its name is
    of another language."""

    name: str
    address: str
    lang: str = ""


_ALWAYS = (
    ("Home", "home"),
    ("Newsroom", "newsroom"),
    ("Facilities", "facilities"),
    ("Pipeline", "pipeline"),
    ("Events", "events"),
    ("Contacts", "contacts"),
)
_DATA = (
    ("Feed", "newsroom_rss"),
    ("Calendar", "events_ics"),
    ("Capacity as CSV", "capacity_csv"),
    ("Sitemap", "sitemap"),
)


def places(rehearsal: Rehearsal, prefix: str) -> dict[str, Any]:
    """The context of the frame: ``first`` is the release's own page, ``pages`` and ``data`` what
    else may be looked at, ``versions`` its other languages, ``others`` what goes out by then too.
    To be asked for within the rehearsal."""
    release = rehearsal.release

    def at(address: str) -> str:
        return prefix + address.lstrip("/")

    original = release.translation_of_id or release.pk
    family = Release.objects.public(rehearsal.instant).filter(
        Q(pk=original) | Q(translation_of=original)
    )
    return {
        "instant": rehearsal.instant,
        "is_own_time": release.out_at == rehearsal.instant,
        "first": Place("Release", at(release.canonical_path)),
        "pages": [Place(title, at(reverse(name))) for title, name in _ALWAYS],
        "data": [
            Place("As data", at(reverse("release_json", args=[release.slug]))),
            *(Place(title, at(reverse(name))) for title, name in _DATA),
        ],
        "files": [
            Place(each.title, at(each.get_absolute_url())) for each in release.attachments.all()
        ],
        "versions": [
            Place(each.get_language_display(), at(each.canonical_path))
            for each in family.exclude(pk=release.pk).order_by("language")
        ],
        "others": [
            {"release": each, "address": at(each.canonical_path)}
            for each in rehearsal.shown
            if each.pk != release.pk
        ],
    }
