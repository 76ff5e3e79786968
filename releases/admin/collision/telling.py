"""What others changed in one part of the page, by row and field, with what is asked of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from accounts.models import User
from releases.admin.collision.changes import Touch
from releases.admin.collision.differences import difference, values
from releases.admin.collision.items import Group, Item, Option, Told, listed
from releases.admin.collision.merging import (
    BOTH,
    GONE,
    LOST,
    MINE,
    REMOVED,
    THEIRS,
    UNTOUCHED,
    Question,
)
from releases.admin.collision.sections import Section
from releases.admin.collision.values import Sent, as_sent, is_rich, is_same, readable

_YOU = "You, in another window"
_MARKUP = "The words are the same; how they are set is not."


class Names:
    """Who the touches are by: one query."""

    def __init__(self, sections: list[Section], user: Any) -> None:
        self.user = user
        keys = {t.actor for s in sections for ts in s.first.touches.values() for t in ts} - {None}
        self.people = User.objects.in_bulk(keys)

    def by(self, touches: list[Touch]) -> tuple[str, datetime | None]:
        """Everybody, in the order of their first touch, and when the last was."""
        keys = dict.fromkeys(each.actor for each in reversed(touches))
        names = [_YOU if k == self.user.pk else str(self.people.get(k, "Somebody")) for k in keys]
        return listed(names), touches[0].at if touches else None


class Telling:
    """Tells of one part of the page."""

    def __init__(self, section: Section, questions: Mapping[str, Question], names: Names) -> None:
        self.section, self.questions, self.names = section, questions, names

    def groups(self) -> Iterator[Group]:
        section = self.section
        gone = [key for key in section.first.rows if key not in section.now]
        asked = (int(n.split(":")[1]) for n in self.questions if n.startswith(f"{section.prefix}:"))
        for key in dict.fromkeys([*section.now, *gone, *asked]):
            if items := list(self._items(key)):
                yield Group(self._title(key), items)

    def _title(self, key: int) -> str:
        if not self.section.prefix:
            return self.section.title
        row = self.section.now.get(key) or self.section.first.rows.get(key)
        noun = self.section.noun[:1].upper() + self.section.noun[1:]
        return f"{noun}: {row}" if row is not None else noun

    def _items(self, key: int) -> Iterator[Item]:
        section = self.section
        if key not in section.now:
            yield self._removed(key)
        elif not section.first.is_known or key in section.first.rows:
            if self._asked(key, "") is not None:
                yield self._removed_by_me(key)
            yield from self._changed(key)
            yield from self._files(key)
        else:
            yield self._added(key)

    def _asked(self, key: int, name: str) -> Question | None:
        return self.questions.get(f"{self.section.prefix}:{key}:{name}")

    def _by(self, key: int, name: str = "") -> tuple[str, datetime | None]:
        touches = self.section.first.touches.get(key, [])
        exactly = [each for each in touches if not each.names or name in each.names]
        return self.names.by(exactly or touches)

    def _changed(self, key: int) -> Iterator[Item]:
        first = self.section.forms_first.get(key, {})
        for name, bound in self.section.forms_now[key].items():
            question, now = self._asked(key, name), as_sent(bound)
            before = as_sent(first[name]) if name in first else None
            if question is None and (before is None or is_same(bound.field, before, now)):
                continue
            who, at = self._by(key, name)
            mine = question.kept[""] if question is not None and question.kind == BOTH else None
            yield Item(
                str(bound.label), "changed", who, at,
                theirs=_became(bound.field, before, now),
                mine="" if mine is None else _became(bound.field, before, mine),
                target=self._id(key, name), question=question,
                options=_options(question, who),
            )  # fmt: skip

    def _id(self, key: int, name: str) -> str:
        if not self.section.prefix:
            return f"id_{name}"
        return f"id_{self.section.prefix}-{list(self.section.now).index(key)}-{name}"

    def _files(self, key: int) -> Iterator[Item]:
        """Files that somebody replaced: shown, and nothing is asked."""
        row, before = self.section.now[key], self.section.first.rows.get(key)
        for each in row._meta.concrete_fields if before is not None else ():
            stored = getattr(row, each.attname)
            if getattr(stored, "storage", None) is None or stored == getattr(before, each.attname):
                continue
            who, at = self._by(key, each.name)
            names = (
                str(getattr(r, "filename", "") or getattr(r, each.attname)) for r in (before, row)
            )
            yield Item("File", "changed", who, at, theirs=values(*names))

    def _added(self, key: int) -> Item:
        who, at = self._by(key)
        return Item("", "added", who, at, told=_told(self.section.forms_now[key]))

    def _removed(self, key: int) -> Item:
        who, at = self._by(key)
        question = self._asked(key, "")
        first = self.section.forms_first.get(key, {})
        told = _told(first) if question is None else self._typed(first, question)
        options = _options(question, who)
        return Item("", "removed", who, at, told=told, question=question, options=options)

    def _typed(self, first: Mapping[str, forms.BoundField], question: Question) -> Told:
        """A row that is gone, with what I typed in it marked."""
        return [
            (str(blank.label), became)
            for name, blank in self.section.blank.items()
            if (became := _became_mine(blank.field, first.get(name), question.kept.get(name, [])))
        ]

    def _removed_by_me(self, key: int) -> Item:
        who, at = self._by(key)
        question = self._asked(key, "")
        return Item("", "kept", who, at, question=question, options=_options(question, who))


def _options(question: Question | None, who: str) -> tuple[Option, ...]:
    if question is None or question.kind == LOST:
        return ()
    theirs = "what is stored" if who in {"", _YOU} else f"what {who} wrote"
    labels = {
        BOTH: ("Keep mine, as it stands in the form", f"Take {theirs}"),
        UNTOUCHED: ("Put back what was there before", f"Take {theirs}"),
        GONE: ("Put it back as I typed it", "Let it go"),
        REMOVED: ("Remove it all the same", "Keep it, as it is now"),
    }
    mine, other = labels[question.kind]
    return (
        Option(THEIRS, other, is_chosen=question.kind == UNTOUCHED),
        Option(MINE, mine),
    )


def _became(of: forms.Field, before: Sent | None, after: Sent) -> SafeString | str:
    text = readable(of, after)
    if before is None:
        return text or "nothing"
    was = readable(of, before)
    if was == text:
        return _MARKUP if is_rich(of) else text or "nothing"
    is_prose = isinstance(of, forms.CharField)
    return difference(was, text) if is_prose else values(was, text)


def _became_mine(of: forms.Field, first: forms.BoundField | None, mine: Sent) -> SafeString | str:
    before = mine if first is None else as_sent(first)
    return readable(of, mine) if is_same(of, before, mine) else _became(of, before, mine)


def _told(fields: Mapping[str, forms.BoundField]) -> Told:
    """A row field by field, as far as it says something."""
    found = ((bound, readable(bound.field, as_sent(bound))) for bound in fields.values())
    return [(str(bound.label), text) for bound, text in found if text and text != "0"]
