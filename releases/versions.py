"""Language versions as readers of one language meet them (docs/languages.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ircms import languages
from ircms.languages import Languages
from releases.models import Release


@dataclass(frozen=True)
class Notice:
    """Said of a release that is not in the language of the page around it: ``version`` is the one
    that is, or None where there is none."""

    version: Release | None


def as_read(originals: Iterable[Release], at: datetime) -> list[Release]:
    """``originals`` in their order, each in the language being spoken where a version in it is
    public at ``at``, or else itself. One query, and none where all are in that language already.

    What a query has said of an original holds of its versions: whether it ``is_corrected``.
    """
    found = list(originals)
    language = languages.current()
    others = [each.pk for each in found if each.language != language]
    if not others:
        return found
    public = Release.objects.public(at).filter(translation_of__in=others, language=language)
    versions = {version.translation_of_id: version for version in public.order_by("-pk")}
    return [_instead(versions.get(each.pk), each) for each in found]


def one_as_read(original: Release | None, at: datetime) -> Release | None:
    """The same of one release, or of none."""
    return None if original is None else as_read([original], at)[0]


def _instead(version: Release | None, original: Release) -> Release:
    if version is None:
        return original
    version.translation_of = original
    if hasattr(original, "is_corrected"):
        version.is_corrected = original.is_corrected  # type: ignore[attr-defined]  # corrections.marked annotates it
    return version


def notice(release: Release, versions: list[Release]) -> Notice | None:
    """What is to be said of the language of ``release``, one of the public ``versions`` of its
    family; None where it is the page's own."""
    here = languages.current()
    if release.language == here:
        return None
    return Notice(next((each for each in versions if each.language == here), None))


def languages_of(release: Release, original: Release, versions: list[Release]) -> Languages:
    """The page of ``release`` in every language: a version in that language where there is one,
    else what was released first. For search engines, each version at its own address, and the
    original for whoever reads none of their languages."""
    by_language = {each.language: each for each in versions}
    shown = {each: by_language.get(each, original) for each in languages.NAMES}
    choices = languages.choices({each: path_in(each, one) for each, one in shown.items()})
    is_at_home = languages.current() == languages.nearest(release.language)
    alternates = (
        languages.alternates(
            {each.language: each.canonical_path for each in versions}, original.language
        )
        if is_at_home and len(versions) > 1
        else []
    )
    return Languages(languages.current(), choices, alternates)


def path_in(language: str, release: Release) -> str:
    """The page of ``release`` with everything around it in ``language``."""
    return languages.path_in(language, "release", slug=release.slug)
