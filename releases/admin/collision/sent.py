"""What was sent of an inline, as rows; written back so that its formset finds what is stored."""

from dataclasses import dataclass, field
from typing import Any

from ircms.keys import key_of

_MOST = 200  # rows: releases.admin.inlines.MOST_ROWS says so too


@dataclass
class Row:
    """A row as sent: the key of the stored row that it is of, and its values by field."""

    key: int | None
    values: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def is_removed(self) -> bool:
        return bool(self.values.get("DELETE"))

    @is_removed.setter
    def is_removed(self, removed: bool) -> None:
        self.values.pop("DELETE", None)
        if removed:
            self.values["DELETE"] = ["on"]


def rows_of(sent: Any, files: Any, prefix: str) -> list[Row] | None:
    """The rows under ``prefix``; None where what counts them does not stand: Django says so."""
    total, kept = (key_of(sent.get(f"{prefix}-{name}_FORMS")) for name in ("TOTAL", "INITIAL"))
    if total is None or kept is None or total > _MOST:
        return None
    return [_row(sent, files, f"{prefix}-{number}-", number < kept) for number in range(total)]


def _row(sent: Any, files: Any, start: str, is_stored: bool) -> Row:
    values = _under(sent, start)
    stored = values.pop("id", [])
    key = key_of(stored[0]) if is_stored and stored else None
    return Row(key, values, _under(files, start))


def _under(sent: Any, start: str) -> dict[str, list[Any]]:
    return {name.removeprefix(start): sent.getlist(name) for name in sent if name.startswith(start)}


def write(sent: Any, files: Any, prefix: str, stored: list[Row], new: list[Row]) -> None:
    """Replace the rows under ``prefix``: first those that are ``stored``, then the ``new`` ones."""
    for each in (sent, files):
        for name in [name for name in each if _is_of_row(name, prefix)]:
            del each[name]
    for number, row in enumerate([*stored, *new]):
        if row.key is not None:
            sent[f"{prefix}-{number}-id"] = str(row.key)
        for name, values in row.values.items():
            if values:  # a box that is not ticked is not sent
                sent.setlist(f"{prefix}-{number}-{name}", values)
        for name, uploads in row.files.items():
            files.setlist(f"{prefix}-{number}-{name}", uploads)
    sent[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    sent[f"{prefix}-INITIAL_FORMS"] = str(len(stored))


def _is_of_row(name: str, prefix: str) -> bool:
    number, dash, _ = name.removeprefix(f"{prefix}-").partition("-")
    return name.startswith(f"{prefix}-") and bool(dash) and number.isdigit()
