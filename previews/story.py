"""Grants in the history of their release: given, revoked, opened, looked with, and refused."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.recording import PREVIEW_OPENED, PREVIEW_REFUSED, PREVIEWED
from previews.attempts import FORWARDED
from previews.models import Grant
from releases.admin.story import others
from releases.admin.story.acts import Act, Row, row_of
from releases.admin.story.lists import listed, number
from releases.admin.story.names import Names
from releases.admin.story.values import as_words

_TRIED = {
    FORWARDED: "opened the link of {} on another device",
    "revoked": "came with the link or cookie of {}, which had been revoked",
    "expired": "came with the link or cookie of {}, which had ended",
    "used up": "came with the link or cookie of {}, with which nothing was left to open",
    "wrong cookie": "came to the preview of {} with a cookie that is not of it",
    "release gone": "came with the link or cookie of {}, of what is not shown any more",
}


def register() -> None:
    """Have histories tell of grants."""
    others.register_rows(Grant, _row)
    others.register_action(PREVIEWED, _looked)
    others.register_action(PREVIEW_OPENED, _opened)
    others.register_action(PREVIEW_REFUSED, _refused)


def _row(row: Row, names: Names) -> SafeString:
    grant = _recipient(row, names)
    if row.action == "insert":
        ends = as_words(_field("expires_at"), row.values.get("expires_at"), names)
        purpose = row.values.get("purpose")
        to_do = format_html(" (“{}”)", purpose) if purpose else ""
        return format_html("gave {} a preview{}, until {}", grant, to_do, ends)
    if "revoked_at" in row.entry.columns:
        return format_html("revoked the preview of {}", grant)
    return format_html("changed the preview of {}", grant)


def _field(name: str) -> Any:
    return Grant._meta.get_field(name)


def _looked(act: Act, names: Names) -> others.Told:
    count = len(act.entries)
    what = "one page or file" if count == 1 else f"{number(count)} pages or files"
    return _of(act, names), format_html("opened {} of the preview", what)


def _opened(act: Act, names: Names) -> others.Told:
    return _of(act, names), SafeString("opened the link, which is spent on that device")


def _refused(act: Act, names: Names) -> others.Told:
    """Whoever it was: that they are the recipient is what is not known."""
    why = dict.fromkeys(str(entry.said.get("why", "")) for entry in act.entries)
    tries = [format_html(_TRIED.get(each, each), _of(act, names)) for each in why]
    count = len(act.entries)
    times = {1: "", 2: " twice"}.get(count, f" {number(count)} times")
    return "Somebody", format_html("{}{}: nothing was shown", listed(tries), times)


def _of(act: Act, names: Names) -> str:
    row = row_of(act.entries[0])
    return "" if row is None else _recipient(row, names)


def _recipient(row: Row, names: Names) -> str:
    return names.row(row) or "somebody outside"
