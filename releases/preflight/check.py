"""What every check is, and the finding of them all.

Adding a check is adding one module to ``releases/preflight/checks``: its classes are found there.
"""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cache
from typing import ClassVar

from releases.preflight.finding import Finding, Passage, Where, passage_in
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Text


class Check(ABC):
    """One question asked of a manuscript; a pure function of it.

    ``title`` says what is looked for, ``why`` the rule, ``source`` who says so. What is blocking
    cannot be acknowledged: it has to be mended.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    why: ClassVar[str]
    source: ClassVar[str]
    is_blocking: ClassVar[bool] = False

    @abstractmethod
    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        """What is the matter with ``manuscript``, in the order of its text."""

    def in_text(self, text: Text, start: int, end: int, what: str) -> Finding:
        """A finding about the words of ``text`` from ``start`` to ``end``."""
        return self._finding(text.where, what, passage_in(text.content, start, end))

    def at_field(self, field: str, label: str, what: str, words: str = "") -> Finding:
        """A finding about a field as a whole, or about ``words`` that stand in it."""
        return self._finding(Where(field, label), what, Passage(words))

    def _finding(self, where: Where, what: str, passage: Passage) -> Finding:
        return Finding(
            code=self.code,
            what=what,
            where=where,
            why=self.why,
            source=self.source,
            passage=passage,
            is_blocking=self.is_blocking,
        )


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, blocking ones first, then in the order of their codes. Raises ValueError where
    two have the same code."""
    from releases.preflight import checks

    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(checks.__path__):
        for each in vars(importlib.import_module(f"{checks.__name__}.{module.name}")).values():
            if not _is_check(each) or each.__module__ != f"{checks.__name__}.{module.name}":
                continue
            if each.code in found:
                raise ValueError(f"Two checks are called {each.code!r}.")
            found[each.code] = each()
    return tuple(sorted(found.values(), key=lambda check: (not check.is_blocking, check.code)))


def _is_check(each: object) -> bool:
    return (
        isinstance(each, type)
        and issubclass(each, Check)
        and not getattr(each, "__abstractmethods__", None)
    )
