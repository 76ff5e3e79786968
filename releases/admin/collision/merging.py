"""Three versions of one release made one: as it was read, as it is now, as it was sent."""

from dataclasses import dataclass, field
from typing import Any

from ircms.keys import key_of
from releases.admin.collision.sections import Section
from releases.admin.collision.sent import Row
from releases.admin.collision.values import Sent, as_sent, is_same

MINE, THEIRS = "mine", "theirs"

# What is asked of a field or a row. Both: mine stands in the form, nothing is chosen for anybody.
# Untouched: theirs stands in the form. Gone: they removed the row that I changed. Removed: the
# other way round. Lost: as gone, and it cannot be put back, because its file is gone with it.
BOTH, UNTOUCHED, GONE, REMOVED, LOST = "both", "untouched", "gone", "removed", "lost"


@dataclass(frozen=True)
class Question:
    """What of mine differs from theirs; ``kept`` is mine by field, carried by the page."""

    name: str
    kind: str
    kept: dict[str, Sent] = field(default_factory=dict)
    is_edited: bool = False  # theirs was chosen, and something else was typed after

    @property
    def is_open(self) -> bool:
        """Whether it has to be answered before anything is saved."""
        return self.kind in {BOTH, GONE, REMOVED}


class Answers:
    """What was asked on the page that was sent, and what was chosen."""

    def __init__(self, sent: Any) -> None:
        self._sent = sent
        self.open = set(sent.getlist("collision-open"))
        self.taken = set(sent.getlist("collision-taken"))

    def choice(self, name: str) -> str:
        """``mine``, ``theirs``, or nothing."""
        chosen = self._sent.get(f"choice:{name}", "")
        return chosen if chosen in {MINE, THEIRS} else ""

    def kept(self, name: str) -> Sent:
        """What stood in the field when the question was asked."""
        return list(self._sent.getlist(f"kept:{name}"))

    def gone(self, section: Section) -> list[int]:
        """The rows of ``section`` that were asked about because somebody removed them."""
        start = f"{section.prefix}:"
        names = sorted(name for name in self.open if name.startswith(start) and name[-1] == ":")
        keys = [key_of(name.removeprefix(start)[:-1]) for name in names]
        return [key for key in keys if key is not None and key not in section.now]


class Merge:
    """Merges what was sent, part by part; ``questions`` by name are what is left to show."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.questions: dict[str, Question] = {}

    @property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.questions.values())

    def own(self, section: Section, sent: Any) -> None:
        """Merge the release's own fields, in ``sent``."""
        ((key, fields),) = section.forms_now.items()
        values = {name: sent.getlist(name) for name in fields}
        self._fields(section, key, values)
        for name, value in values.items():
            sent.setlist(name, value)
            if not value:  # a box that is not ticked is not sent
                del sent[name]

    def rows(self, section: Section, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """The rows as they go to the formset: those that are stored, in its order, and new ones."""
        stored: dict[int, Row] = {}
        new = [row for row in rows if row.key is None]
        for row in rows:
            if row.key in section.now:
                stored[row.key] = row
                self._stored(section, row.key, row)
            elif row.key is not None:
                self._gone(section, row.key, row)
        new += [row for key in self.answers.gone(section) for row in self._put_back(section, key)]
        return [stored.get(key) or _as_stored(section, key) for key in section.now], new

    def _stored(self, section: Section, key: int, row: Row) -> None:
        name = f"{section.prefix}:{key}:"
        choice = self.answers.choice(name)
        is_asked = name in self.answers.open
        if is_asked:
            row.is_removed = choice != THEIRS
        if not row.is_removed:
            self._fields(section, key, row.values)
        elif (is_asked and not choice) or self._is_changed(section, key):
            row.values = _as_stored(section, key).values
            row.is_removed = True
            self._ask(name, REMOVED)

    def _is_changed(self, section: Section, key: int) -> bool:
        """Whether somebody changed the row since it was read."""
        read = section.forms_read.get(key, {})
        return any(
            name not in read or not is_same(now.field, as_sent(now), as_sent(read[name]))
            for name, now in section.forms_now[key].items()
        )

    def _gone(self, section: Section, key: int, row: Row) -> None:
        """Somebody removed it: asked about only where something was typed there."""
        read = section.forms_read.get(key, {})
        typed = any(
            name not in read or not is_same(blank.field, _of(row, name), as_sent(read[name]))
            for name, blank in section.blank.items()
        )
        if typed and not row.is_removed:
            kept = {name: _of(row, name) for name in section.blank}
            kind = LOST if section.has_files else GONE
            self._ask(f"{section.prefix}:{key}:", kind, kept)

    def _put_back(self, section: Section, key: int) -> list[Row]:
        name = f"{section.prefix}:{key}:"
        kept = {each: self.answers.kept(f"{name}{each}") for each in section.blank}
        choice = self.answers.choice(name)
        if not choice:
            self._ask(name, GONE, kept)
        return [Row(None, kept)] if choice == MINE else []

    def _fields(self, section: Section, key: int, values: dict[str, Sent]) -> None:
        for name, bound in section.forms_now[key].items():
            asked = f"{section.prefix}:{key}:{name}"
            was = section.forms_read.get(key, {}).get(name)
            read = as_sent(was) if was is not None else None
            now = as_sent(bound)
            shown = now if read is None else read
            is_open = self._settle(asked, bound.field, values, shown)
            mine = values.get(name, [])
            is_moved = read is None or not is_same(bound.field, now, read)
            if is_same(bound.field, mine, now) or not (is_moved or is_open):
                continue
            is_mine = is_open or read is None or not is_same(bound.field, mine, read)
            if not is_mine:
                values[name] = now
            is_edited = is_open and self.answers.choice(asked) == THEIRS
            self._ask(asked, BOTH if is_mine else UNTOUCHED, {"": mine}, is_edited=is_edited)

    def _settle(self, asked: str, of: Any, values: dict[str, Sent], shown: Sent) -> bool:
        """Do what was chosen on the page, which was filled from ``shown``; whether the question
        stays open: nothing was chosen, or something else was typed after choosing theirs."""
        name = asked.rpartition(":")[2]
        choice, mine, kept = (
            self.answers.choice(asked),
            values.get(name, []),
            self.answers.kept(asked),
        )
        if asked in self.answers.open:
            is_as_asked = is_same(of, mine, kept) or is_same(of, mine, shown)
            if choice == THEIRS and is_as_asked:
                values[name] = shown
            return not choice or (choice == THEIRS and not is_as_asked)
        if asked in self.answers.taken and choice == MINE and is_same(of, mine, shown):
            values[name] = kept
        return False

    def _ask(
        self, name: str, kind: str, kept: dict[str, Sent] | None = None, *, is_edited: bool = False
    ) -> None:
        self.questions[name] = Question(name, kind, kept or {}, is_edited)


def _of(row: Row, name: str) -> Sent:
    return row.values.get(name, [])


def _as_stored(section: Section, key: int) -> Row:
    return Row(key, {name: as_sent(bound) for name, bound in section.forms_now[key].items()})
