"""The registry of what hangs on a release.

Digest, guards, admin inlines, pages and the embargo test run over it, so that this app imports no
app whose statements it carries. An app registers in its ``AppConfig.ready``; a model with a key to
Release that is neither registered nor exempt fails the check ``ircms.E101``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import models

if TYPE_CHECKING:
    from releases.factcheck.claims import Stated
    from releases.facts import Fact
    from releases.models import Release


@dataclass(frozen=True)
class Part:
    """One kind of row in a bundle.

    ``fields`` go into the digest, in ``order`` (both as look-ups from ``model``); ``release_path``
    is the chain of foreign keys from ``model`` to Release, joined by ``__``; ``is_ranked`` says
    that the model has ``out_at``, kept equal to the release's; ``binds`` names the foreign key to a
    shared row that is printed with the release (a standing text, a category): while an approved
    release prints it, that row never changes; ``binds_columns`` names those of its columns that
    readers see, where not all are. ``copies`` names one whose words are copied instead (a contact):
    it may change, and whoever wrote it counts with the release that copies it. ``within`` names the
    foreign key to a row of another part that this one belongs to: both hang on one release.

    ``facts`` tells what a release states with these rows (with the names known at an instant);
    ``objections`` says what speaks against approving them as they stand; ``claims`` tells what it
    is compared with: its own statements, and what public releases have stated, at an instant, of
    what its text (the second argument) may speak of (docs/fact-ledger.md).
    """

    model: type[models.Model]
    key: str
    fields: tuple[str, ...]
    order: tuple[str, ...] = ("position", "pk")
    release_path: str = "release"
    is_ranked: bool = False
    binds: str = ""
    binds_columns: tuple[str, ...] = ()
    copies: str = ""
    within: str = ""
    facts: "Callable[[Release, datetime], list[Fact]] | None" = None
    objections: "Callable[[Release], list[str]] | None" = None
    claims: "Callable[[Release, str, datetime], Stated] | None" = None

    @property
    def bound_model(self) -> type[models.Model] | None:
        """The model of the shared rows that this part prints, if it binds any."""
        return self._model_behind(self.binds)

    @property
    def copied_model(self) -> type[models.Model] | None:
        """The model of the rows whose words this part copies, if it copies any."""
        return self._model_behind(self.copies)

    def _model_behind(self, name: str) -> type[models.Model] | None:
        if not name:
            return None
        behind: type[models.Model] = self.model._meta.get_field(name).related_model  # type: ignore[assignment]  # a foreign key's
        return behind


_parts: dict[type[models.Model], Part] = {}
_exempt: set[type[models.Model]] = set()


def register(part: Part) -> None:
    """Make ``part`` belong to the bundle. Raises ValueError where its key is taken."""
    if any(known.key == part.key and known.model is not part.model for known in _parts.values()):
        raise ValueError(f"Two kinds of statement are called {part.key!r}.")
    _parts[part.model] = part


def exempt(model: type[models.Model]) -> None:
    """Say that ``model`` has a key to Release and is not part of what a release says."""
    _exempt.add(model)


def parts() -> tuple[Part, ...]:
    """All registered parts, in the order of their keys."""
    return tuple(sorted(_parts.values(), key=lambda part: part.key))


def objections(release: "Release") -> list[str]:
    """What speaks against approving ``release`` as it stands, of all its parts."""
    from releases import passages

    found = [text for part in parts() if part.objections for text in part.objections(release)]
    for part in parts():
        if "passage" not in part.fields:
            continue
        rows = part.model._default_manager.filter(**{part.release_path: release.pk})
        if rows.exists() and release.translation_of_id is not None:
            found.append(
                f"A translation states nothing of its own: move “{rows[0]}” to the original."
            )
        found += [
            f"“{row}” rests on words that are not in the text: “{row.passage}”."  # type: ignore[attr-defined]  # it has the field
            for row in rows
            if not passages.stands_in(release, row.passage)  # type: ignore[attr-defined]  # as above
        ]
    return found


def unregistered(candidates: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    """Those of ``candidates`` that have a key to Release or to one of its parts, and are not
    accounted for here."""
    from releases.models import Release

    bundle = {Release, *_parts}
    return [
        model
        for model in candidates
        if model not in _parts
        and model not in _exempt
        and any(
            field.is_relation and field.related_model in bundle
            for field in model._meta.get_fields(include_hidden=True)
            if field.concrete and not field.many_to_many
        )
    ]


@checks.register(checks.Tags.models)
def check_statements_are_registered(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E101``: nothing hangs on a release that digest and guards do not know."""
    from django.apps import apps

    return [
        checks.Error(
            f"{model._meta.label} hangs on a release but is not registered.",
            hint="Register it in releases/statements.py's registry from its app's ready(), so that "
            "it is approved, guarded and embargoed with its release; or exempt() it there.",
            obj=model,
            id="ircms.E101",
        )
        for model in unregistered(apps.get_models(include_auto_created=True))
    ]
