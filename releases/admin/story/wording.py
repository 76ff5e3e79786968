"""An act as a sentence: who did what."""

from collections import Counter

from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.models import Entry
from releases.admin.story import others, steps
from releases.admin.story.acts import Act, Row
from releases.admin.story.changes import RowChange
from releases.admin.story.lists import counted, listed, named, number
from releases.admin.story.names import Names
from releases.admin.story.values import as_words
from releases.admin.ways import TRANSITIONS
from releases.models import Acknowledgement, ExchangeNotice, Insider, Release

_LOOKS = {
    "release": "its page",
    "history": "its history",
    "file": "a file of it",
    "deletion": "the page to delete it",
    "list": "the list of releases",
    "choice": "a choice of releases",
    "desk": "the desk",
    "calendar": "the calendar of releases",
    "statements": "a history of statements",
    "ledger": "what is to be said beside a field",
    "audit": "the audit",
    "insiders": "its insider list",
    "grants": "who outside has a preview of it",
    "preflight": "its pre-flight",
    "preview": "a preview of it",
    "changed text": "it beside a changed text",
    "unsaved": "it beside what was typed and not saved",
    "standing text": "a standing text that it prints",
}


def phrases(act: Act, rows: list[Row], changes: list[RowChange], names: Names) -> list[SafeString]:
    """What was done, each a phrase that follows the person's name."""
    if act.is_look:
        return [looked(act)]
    told = [*_first_draft(rows, names), *_changed(changes), *_confidential(rows, names)]
    told += _warnings(rows)
    told += [steps.notice(row, names) for row in rows if row.model is ExchangeNotice]
    told += steps.taken(rows, names)
    told += others.of_rows(rows, names)
    told += [
        _other(entry) for entry in act.entries if entry.action not in {"insert", "update", "delete"}
    ]
    return told or [SafeString("changed how its rows are kept")]


def looked(act: Act) -> SafeString:
    """``looked at its page three times and at its history``."""
    pages = Counter(str(entry.said.get("where", "")) for entry in act.entries)
    told = [f"at {where_in_words(where)}{_times(count)}" for where, count in pages.items()]
    return format_html("looked {}", listed(told))


def where_in_words(where: str) -> str:
    """The page of the desk that ``where`` names in a record."""
    if where in TRANSITIONS:
        return f"the page “{TRANSITIONS[where].title}”"
    return _LOOKS.get(where, where or "it")


def _times(count: int) -> str:
    return {1: "", 2: " twice"}.get(count, f" {number(count)} times")


def _first_draft(rows: list[Row], names: Names) -> list[SafeString]:
    born = next((row for row in rows if row.model is Release and row.action == "insert"), None)
    if born is None:
        return []
    held = born.after

    def named(column: str) -> str:
        return names.of(Release, held[column])

    if held.get("corrects_id"):
        return [format_html("began this as the correction of “{}”", named("corrects_id"))]
    if held.get("copied_from_id"):
        return [format_html("wrote this from a copy of “{}”", named("copied_from_id"))]
    if held.get("translation_of_id"):
        language = as_words(Release._meta.get_field("language"), held.get("language"), names)
        return [format_html("began this as the version in {}", language)]
    return [SafeString("wrote the first draft")]


def _changed(changes: list[RowChange]) -> list[SafeString]:
    """``changed the headline and two contacts``, ``added a file``, ``removed a contact``."""
    told = []
    for done in ("changed", "added", "removed"):
        concerned = [each for each in changes if each.done == done and not each.is_first_draft]
        if any(each.is_release and done == "removed" for each in concerned):
            return [SafeString("deleted the draft with all that hung on it")]
        of_release = [each for each in concerned if each.is_release]
        rows: dict[str, list[str]] = {}
        for each in concerned:
            if not each.is_release:
                rows.setdefault(each.noun, []).append(each.name)
        columns = (change.label for each in of_release for change in each.changes)
        things = [f"the {name}" for name in dict.fromkeys(columns)]
        things += [named(noun, names) for noun, names in rows.items()]
        if things:
            told.append(format_html("{} {}", done, listed(things)))
    return told


def _confidential(rows: list[Row], names: Names) -> list[SafeString]:
    told = []
    for row in rows:
        if row.model is Release and "is_confidential" in row.entry.columns:
            is_kept = row.after.get("is_confidential")
            told.append(
                SafeString("made it confidential" if is_kept else "opened it to everybody here")
            )
    people = [row for row in rows if row.model is Insider]
    for action, words in (
        ("insert", "named {} on the insider list"),
        ("delete", "took {} off the insider list"),
    ):
        who = [names.person(row.values.get("user_id")) for row in people if row.action == action]
        if who:
            told.append(format_html(words, listed(who)))
    return told


def _warnings(rows: list[Row]) -> list[SafeString]:
    count = sum(row.model is Acknowledgement for row in rows)
    return [SafeString(f"let {counted(count, 'warning')} of pre-flight stand")] if count else []


def _other(entry: Entry) -> SafeString:
    """What is recorded by hand and is no look: an erasure."""
    if entry.action == "erased":
        return format_html("erased what entry {} said", entry.said.get("entry", ""))
    return format_html("{}", entry.action)
