"""Hands on the product: each operation as people and programs do it, and whether it went through.

Nothing here decides: it tries, and says if the product let it happen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.models import User
from company.models import Category
from facilities.models import CapacityFigure, CapacitySite, Facility
from facilities.models.capacity import Measure
from ircms.actor import NobodyWrites, acting_as
from releases import copying
from releases.models import (
    Attachment,
    Contact,
    Release,
    ReleaseContact,
    ReleaseStandingText,
    StandingText,
)
from tests import factories

REFUSED = (ValidationError, IntegrityError, NobodyWrites)
CATEGORY_LINK = Release.categories.through
AS_OF = date(2026, 1, 31)
ON_RELEASE = {"headline", "body", "due"}
MODELS: dict[str, Any] = {
    "contact": ReleaseContact,
    "text": ReleaseStandingText,
    "category": CATEGORY_LINK,
    "file": Attachment,
    "figure": CapacityFigure,
}


def sentence(base: int) -> str:
    """Six figures to choose from: a release states one of them."""
    printed = ", ".join(f"{base + step:,} square feet" for step in range(6))
    return f"The plant at Wuxi was measured in six ways: {printed}."


def body_of(word: str, base: int) -> str:
    return f"<p>{word} is what we announce.</p><p>{sentence(base)}</p>"


@dataclass
class Hands:
    """The product in the state that the steps so far have brought it to; what the oracle knows by
    number has its key here."""

    people: dict[str, User]
    clients: dict[str, Client]
    contacts: list[Contact]
    facility: Facility
    settle: Callable[[], None]
    now: datetime
    keys: list[int] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)  # of the sentence in each release's body
    texts: list[int] = field(default_factory=list)
    # Whether something may have been stored since readers were last asked.
    is_touched: bool = True

    def attempt(self, act: Callable[[], Any]) -> bool:
        """Whether the product let it happen, deferred checks included; if not, nothing has."""
        try:
            with transaction.atomic():
                act()
                self.settle()
        except REFUSED:
            return False
        self.is_touched = True
        return True

    def release(self, number: int) -> Release:
        return Release.objects.get(pk=self.keys[number])

    def revision(self, number: int) -> int:
        return self.release(number).revision

    # --- drafts -------------------------------------------------------------------------------

    def draft(self, by: str, says: dict[str, str], due: datetime | None, contact_of: int,
              **columns: Any) -> None:  # fmt: skip
        base = 10_000 + 10 * len(self.keys)
        with acting_as(self.people[by]):
            made = Release.objects.create(
                headline=says["headline"], slug=f"release-{len(self.keys)}", publish_at=due,
                body=body_of(says["body"], base), **columns,
            )  # fmt: skip
            for part, word in says.items():
                if part not in ON_RELEASE:
                    self._enter(made.pk, part, word, contact_of)
        self.know(made, base)
        self.settle()
        self.is_touched = True

    def know(self, made: Release, base: int) -> None:
        self.keys.append(made.pk)
        self.slugs.append(made.slug)
        self.bases.append(base)

    def text(self, by: str, word: str) -> None:
        with acting_as(self.people[by]):
            made = StandingText.objects.create(
                kind="about", key=f"text-{len(self.texts)}", title="About", body=f"<p>{word}</p>"
            )
        self.texts.append(made.pk)

    def copy(self, by: str, number: int) -> bool:
        return self._made(number, lambda source: copying.copy(
            source, by=self.people[by], at=self.now))  # fmt: skip

    def correct(self, by: str, number: int, reason: str) -> bool:
        return self._made(number, lambda source: copying.correct(
            source, by=self.people[by], at=self.now, reason=reason))  # fmt: skip

    def _made(self, number: int, make: Callable[[Release], Release]) -> bool:
        made: list[Release] = []
        allowed = self.attempt(lambda: made.append(make(self.release(number))))
        if allowed:
            self.know(made[0], self.bases[number])
        return allowed

    # --- editing ------------------------------------------------------------------------------

    def edit(self, way: str, by: str | None, number: int, part: str, value: Any,
             contact_of: int = 0) -> bool:  # fmt: skip
        """``value`` is what the part will say (a word, a text's key, a time), None for nothing."""

        def act() -> None:
            with self._in_name_of(by):
                self._write(way, number, part, value, contact_of)

        return self.attempt(act)

    def rewrite_text(self, way: str, by: str | None, text: int, word: str) -> bool:
        def act() -> None:
            with self._in_name_of(by):
                rows = StandingText.objects.filter(pk=self.texts[text])
                self._change(way, rows, {"body": f"<p>{word}</p>"})

        return self.attempt(act)

    def delete(self, number: int, by: str) -> bool:
        def act() -> None:
            with self._in_name_of(by), connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM {Release._meta.db_table} WHERE id = %s", [self.keys[number]]
                )

        return self.attempt(act)

    def forge(self, number: int, by: str, column: str, value: Any) -> bool:
        """Write, past every transition, what only transitions write."""

        def act() -> None:
            with acting_as(self.people[by]), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {Release._meta.db_table} SET {column} = {value} WHERE id = %s",
                    [self.keys[number]],
                )

        return self.attempt(act)

    def _write(self, way: str, number: int, part: str, value: Any, contact_of: int) -> None:
        key = self.keys[number]
        if part in ON_RELEASE:
            self._change(way, Release.objects.filter(pk=key), self._columns(number, part, value))
            return
        rows = MODELS[part]._default_manager.filter(release_id=key)
        if value is None:
            self._remove(way, part, rows)
        elif rows.exists():
            if part == "category":
                value = self._category(value)
            self._change(way, rows, self._columns(number, part, value))
        else:
            self._enter(key, part, value, contact_of, number)

    def _columns(self, number: int, part: str, value: Any) -> dict[str, Any]:
        if part == "body":
            return {"body": body_of(value, self.bases[number])}
        if part == "figure":
            return {"value": int(value.replace(",", "")), "as_printed": f"{value} square feet"}
        names = {"due": "publish_at", "headline": "headline", "contact": "name", "file": "title",
                 "text": "standing_text_id", "category": "category_id"}  # fmt: skip
        return {names[part]: value}

    def _change(self, way: str, rows: Any, columns: dict[str, Any]) -> None:
        if way == "update":
            assert rows.update(**columns) == 1
        elif way == "save":
            row = rows.get()
            for name, value in columns.items():
                setattr(row, name, value)
            row.save()
        else:
            row, table = rows.get(), rows.model._meta.db_table
            names = ", ".join(f"{name} = %s" for name in columns)
            values = [_adapted(value) for value in columns.values()]
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {names} WHERE id = %s", [*values, row.pk])

    def _remove(self, way: str, part: str, rows: Any) -> None:
        if way != "raw":
            rows.all().delete()
            return
        with connection.cursor() as cursor:
            for row in rows.all():
                if part == "figure":
                    sites = CapacitySite._meta.db_table
                    cursor.execute(f"DELETE FROM {sites} WHERE figure_id = %s", [row.pk])
                table = rows.model._meta.db_table
                cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])

    def _enter(self, key: int, part: str, value: Any, contact_of: int,
               number: int | None = None) -> None:  # fmt: skip
        release = Release(pk=key)
        if part == "contact":
            ReleaseContact.objects.create(
                release=release, contact=self.contacts[contact_of], name=value,
                email="ir@harbor-bio.example",
            )  # fmt: skip
        elif part == "text":
            ReleaseStandingText.objects.create(release=release, standing_text_id=value)
        elif part == "category":
            CATEGORY_LINK.objects.create(release_id=key, category_id=self._category(value))
        elif part == "file":
            file = SimpleUploadedFile("plan.pdf", factories.PDF)
            Attachment.objects.create(release=release, title=value, file=file)
        else:
            stored = Release.objects.get(pk=key)
            base = self.bases[number] if number is not None else 10_000 + 10 * len(self.keys)
            CapacityFigure.state(
                release=stored, facilities=[self.facility], measure=Measure.GMP_AREA, as_of=AS_OF,
                value=int(value.replace(",", "")), unit="square foot",
                as_printed=f"{value} square feet", passage=sentence(base),
            )  # fmt: skip

    def _category(self, word: str) -> int:
        return int(Category.objects.create(name=word, slug=f"category-{word}").pk)

    @contextmanager
    def _in_name_of(self, by: str | None) -> Iterator[None]:
        if by is None:
            yield
            return
        with acting_as(self.people[by]):
            yield


def _adapted(value: Any) -> Any:
    """As a program would hand it to the database itself."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
