"""The other language versions of a release: which are missing, and which are behind."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q

from releases.models import Approval, Release
from releases.preflight.changes import last_change
from releases.preflight.parts import Behind, Original

_TEXTS = ("headline", "subheadline", "body")


def missing_languages(release: Release, at: datetime) -> tuple[str, ...]:
    """The languages that the last public release of its kind had and ``release`` has not; asked of
    originals."""
    if release.translation_of_id is not None:
        return ()
    others = Release.objects.public(at).originals().filter(kind=release.kind)
    last = others.exclude(pk=release.pk or 0).newest_first(at).first()
    if last is None:
        return ()
    before = Release.objects.public(at).filter(Q(pk=last.pk) | Q(translation_of=last.pk))
    own = Release.objects.filter(translation_of=release.pk or 0).values_list("language", flat=True)
    missing = set(before.values_list("language", flat=True)) - {release.language, *own}
    return tuple(sorted(missing))


def original_of(release: Release) -> Original | None:
    """What ``release`` translates, and whether its text was changed after the translation's."""
    if release.translation_of_id is None:
        return None
    language = Release.objects.values_list("language", flat=True).get(pk=release.translation_of_id)
    changed = last_change(release.translation_of_id, _TEXTS)
    own = last_change(release.pk, _TEXTS) if release.pk else None
    is_younger = changed is not None and own is not None and own < changed
    return Original(language=language, is_younger=is_younger, change=str(changed or ""))


def behind(release: Release) -> tuple[Behind, ...]:
    """The approved language versions of ``release`` whose approval was given beside another text of
    it than is stored now: they go out with it as they are, and nobody has compared the two."""
    if not release.pk or release.translation_of_id is not None:
        return ()
    versions = list(
        Release.objects.filter(
            translation_of=release.pk, approved_revision=F("revision"), withdrawn_at__isnull=True
        )
        .annotate(approval=Max("approvals__pk"))
        .order_by("language", "pk")
        .values_list("language", "approval")
    )
    if not versions:
        return ()
    now = _digest(Release.objects.filter(pk=release.pk).values(*_TEXTS).get())
    rows = Approval.objects.filter(release=release.pk).order_by("pk")
    approved = [(row.pk, _approved_text(row)) for row in rows]
    found = []
    for language, approval in versions:
        beside = [text for key, text in approved if key < (approval or 0)]
        if beside and beside[-1] != now:
            found.append(Behind(language, change=f"{approval} {now}"))
    return tuple(found)


def _approved_text(approval: Approval) -> str:
    content = json.loads(bytes(approval.canonical))["release"]
    return _digest({name: content[name] for name in _TEXTS})


def _digest(texts: Mapping[str, Any]) -> str:
    told = json.dumps([texts[name] for name in _TEXTS])
    return hashlib.sha256(told.encode()).hexdigest()
