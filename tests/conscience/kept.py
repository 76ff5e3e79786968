"""What is kept to few people: a confidential release with all that hangs on it, and the colleagues
from whom it is kept, who write about the same things."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models

from accounts.models import User
from facilities.models import Facility, FacilityUpdate
from ircms.actor import acting_as
from previews.models import Grant
from releases import insiders, review, statements
from releases.models import (
    Contact,
    LastLook,
    Release,
    ReleaseStandingText,
    StandingText,
    Unsaved,
)
from tests import factories
from tests.conscience.canaries import Canaries
from tests.conscience.crawl import Answer, Key
from tests.conscience.unseen import YEAR
from tests.conscience.worlds import grant_preview, write_embargoed
from tests.factories import NOON

OPENED, WRITTEN_ON = "harbor-bio-names-a-chair", "harbor-bio-writes-on"


@dataclass
class Kept:
    """What is confidential: a release with a row of every part and a canary in every field, its
    version, a correction begun in secret, a row that nobody mentions yet; by model, their keys."""

    release: Release
    version: Release
    canaries: Canaries
    keys: dict[str, list[int]] = field(default_factory=dict)
    grant: Grant | None = None

    def leaks(self, answers: dict[Key, Answer]) -> list[str]:
        """The words that come from nowhere else and show, and where; what the asker put into the
        address is no news. (A form offers all there is to choose from, zones and countries, and so
        canaries that are such: of those the comparison of two worlds tells.)"""
        words = {token for found in self.canaries.tokens.values() for token in found}
        words = {word for word in words if word.startswith("qx")}
        return sorted(
            f"{word} at {' '.join(key)} ({each.status})"
            for key, each in answers.items()
            for word in words
            if word.encode() in each.read and word not in key[0]
        )


def iris() -> User:
    """A writer who is on the list."""
    return factories.person("Iris", "writer")


def colleagues_write() -> Release:
    """A draft that everybody here knows of, about the plant that the kept release speaks of too;
    and all who work here."""
    for person in (
        factories.ada,
        factories.ben,
        factories.bea,
        factories.cora,
        factories.ivo,
        iris,
    ):
        person()
    draft = factories.draft(
        "Harbor Bio writes on",
        slug=WRITTEN_ON,
        body="<p>The plant measures 13,000 square feet.</p>",
        corrects=Release.objects.get(slug="harbor-bio-opens-a-plant"),
        publish_at=NOON + 6 * YEAR,  # by which all that is kept will have gone out
    )
    plant = Facility.objects.get(slug="plant")
    with acting_as(factories.ada()):
        words = "The plant measures 13,000 square feet."
        FacilityUpdate.objects.create(release=draft, facility=plant, name="Plant", passage=words)
    factories.print_contact(draft, Contact.objects.get(name="Person 1"))
    factories.categorise(draft, factories.category())
    return draft


def plant_kept() -> Kept:
    """Confidential, and approved by Ben, who is on its list."""
    canaries = Canaries()
    ada = factories.ada()
    release = write_embargoed(canaries)
    version = factories.draft(_word(canaries, "version"), translation_of=release, language="fr")
    people = [iris(), factories.ben(), factories.cora()]
    insiders.make_confidential(release, by=ada, at=NOON, people=people)
    factories.approve(release)
    review.comment(release, by=ada, at=NOON, text=_word(canaries, "comment"))
    known = Release.objects.get(slug=OPENED)
    with acting_as(ada):
        correction = Release.objects.create(
            headline=_word(canaries, "correction"),
            corrects=known,
            correction_reason=_word(canaries, "reason"),
            is_confidential=True,
            body="<p>Not yet.</p>",
            publish_at=NOON + 5 * YEAR,  # a year in which there is nothing else
        )
        insiders.begin_list(correction, by=ada, at=NOON)
        text = StandingText.objects.get(key="about-2")
        ReleaseStandingText.objects.create(release=correction, standing_text=text)
        unmentioned = Contact.objects.create(name=_word(canaries, "unmentioned"))
    release.refresh_from_db()
    kept = Kept(release, version, canaries)
    kept.keys["releases.Release"] = [release.pk, version.pk, correction.pk]
    kept.keys["releases.Contact"] = [unmentioned.pk]
    kept.grant = grant_preview(release, canaries)
    _leave_behind(kept)
    _note_keys(kept)
    return kept


def _leave_behind(kept: Kept) -> None:
    """What those who were once on the list have of it: a text not saved, and where they had read
    it up to."""
    typed = {"headline": [_word(kept.canaries, "typed")]}
    for user in User.objects.filter(full_name__startswith="Uninvited"):
        LastLook.objects.create(user=user, release=kept.release, revision=0, at=NOON)
        Unsaved.objects.create(
            user=user, release=kept.release, form=uuid4(), revision=1, fields=typed, kept_at=NOON
        )


def _word(canaries: Canaries, name: str) -> str:
    word = f"qx{name}zkept"
    canaries.note(f"kept {name}", word)
    return word


def _note_keys(kept: Kept) -> None:
    for part in statements.parts():
        rows = part.model._default_manager.filter(**{part.release_path: kept.release.pk})
        _add(kept, part.model, rows.values_list("pk", flat=True))
        for name, shared in ((part.binds, part.bound_model), (part.copies, part.copied_model)):
            if shared is not None:
                _add(kept, shared, rows.values_list(name, flat=True))
    messages: Any = apps.get_model("outbox.Message")._default_manager
    path = f"/admin/releases/release/{kept.release.pk}/change/"
    _add(kept, messages.model, messages.filter(path=path).values_list("pk", flat=True))


def _add(kept: Kept, model: type[models.Model], keys: Any) -> None:
    kept.keys.setdefault(model._meta.label, []).extend(key for key in keys if key is not None)
