"""Releases that nobody may see, not even at T: each in a state of its own, with its own canary."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from company.models import Category
from ircms.actor import acting_as
from releases.models import Contact, Release
from tests import factories
from tests.conscience.canaries import Canaries
from tests.conscience.stated import make_unseen
from tests.factories import NOON

YEAR = timedelta(days=365)


def plant_unseen(known: Release, canaries: Canaries) -> list[Release]:
    """Plant them beside the public release ``known``; returns them, their words in ``canaries``."""
    return [
        *_drafts(known, canaries, "draft0", due=NOON - timedelta(days=2)),
        *_drafts(known, canaries, "draft9", due=NOON - 9 * YEAR - timedelta(days=2)),
        _approved_without_a_time(canaries),
        _edited_since(canaries),
        _held(canaries),
        _due_in_years(canaries),
        *_due_in_days(canaries),
    ]


def _word(canaries: Canaries, name: str) -> str:
    word = f"qx{name}zcanary"
    canaries.note(name, word)
    return word


def _drafts(known: Release, canaries: Canaries, name: str, **columns: Any) -> list[Release]:
    """Never approved, their time long past: a correction with parts of its own, and a translation
    whose file has lost its bytes."""
    word = _word(canaries, name)
    due = columns["due"]
    body = f"<p>{word} has 918,507 square feet.</p>"
    draft = factories.draft(f"{word} draft", publish_at=due, corrects=known, body=body)
    make_unseen(draft, word)
    canaries.note(name, "918,507", "918507")
    with acting_as(factories.ada()):
        draft.categories.add(Category.objects.create(name=f"{word} category", slug=f"{word}-c"))
    factories.categorise(draft, factories.category())  # and one that readers know
    factories.print_text(draft, factories.standing_text(key=f"{word}-text", title=f"{word} text"))
    factories.print_contact(draft, factories.contact(f"{word} person"))
    # And one that readers know: were it asked for its newest due printing, it would be gone.
    factories.print_contact(draft, Contact.objects.get(name="Person 3"))
    language = {"draft0": "de", "draft9": "zh-hans"}[name]
    version = factories.draft(
        f"{word} version", translation_of=known, language=language, publish_at=due
    )
    file = factories.attach(version, name=f"{word}.csv", data=f"{word}\n".encode(), title=word)
    Path(file.file.path).unlink()
    return [draft, version]


def _approved_without_a_time(canaries: Canaries) -> Release:
    """It goes out only by hand, and nobody has."""
    return factories.approved(f"{_word(canaries, 'timeless')} release", publish_at=None)


def _edited_since(canaries: Canaries) -> Release:
    """Approved for a time that has come, and edited after the approval."""
    word = _word(canaries, "edited")
    release = factories.approved("Approved once", publish_at=NOON + timedelta(minutes=30))
    with acting_as(factories.ada()):
        Release.objects.filter(pk=release.pk).update(headline=f"{word} headline")
    return release


def _due_in_years(canaries: Canaries) -> Release:
    """Approved for a year in which there is nothing else."""
    word = _word(canaries, "years")
    return factories.approved(f"{word} release", publish_at=NOON + 3 * YEAR)


def _due_in_days(canaries: Canaries) -> list[Release]:
    """Approved for times to come, near and far: a list of what comes next would begin with them."""
    return [
        factories.approved(f"{_word(canaries, f'days{days}')} release",
                           publish_at=NOON + timedelta(days=days))
        for days in (2, 9, 40)
    ]  # fmt: skip


def _held(canaries: Canaries) -> Release:
    """Approved for a time that has come, and held before it."""
    release = factories.approved(
        f"{_word(canaries, 'held')} release", publish_at=NOON + timedelta(minutes=30)
    )
    with acting_as(factories.cora()):
        Release.objects.filter(pk=release.pk).update(approved_revision=None)
    return release
