"""Keys of rows as browsers send them."""

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In

_LARGEST = 2**63 - 1  # what a BigAutoField holds


@IntegerField.register_lookup
class InReach(In):  # type: ignore[type-arg]  # generic to type checkers alone
    """``__in`` that leaves out what no column can hold, as Django's ``=`` does: SQLite's driver
    raises OverflowError at such a number, and a form or its field asks for what was sent."""

    def get_prep_lookup(self) -> Any:
        wanted = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return wanted
        return [each for each in wanted if not _is_beyond(each)]


def _is_beyond(value: object) -> bool:
    return isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST


def key_of(text: object) -> int | None:
    """The key that ``text`` writes in ASCII digits, or None: anything else is nobody's."""
    written = str(text or "")
    if not (written.isascii() and written.isdigit() and len(written) <= 19):
        return None
    key = int(written)
    return key if key <= _LARGEST else None
