"""Words that look ahead, and the statement that has to stand beside them."""

from collections.abc import Iterable

from releases.markup.plain import plain_text
from releases.preflight import forward
from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import SAFE_HARBOR, Text

_SOURCE = (
    "Private Securities Litigation Reform Act of 1995: 15 U.S.C. 77z-2(c)(1)(A)(i) and "
    "78u-5(c)(1)(A)(i)"
)


class SafeHarborMissing(Check):
    code = "safe-harbor-missing"
    title = "Forward-looking wording without a safe-harbor statement"
    why = (
        "The safe harbor covers what is identified as forward-looking and comes with meaningful "
        "cautionary statements."
    )
    source = _SOURCE

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if _has_safe_harbor(manuscript):
            return
        for text in manuscript.own_texts:
            pattern = forward.STRONG.get(forward.base(text.language), forward.STRONG["en"])
            if found := pattern.search(text.content):
                what = "It looks ahead and prints no safe-harbor statement: choose one."
                yield self.in_text(text, *found.span(), what)
                return


class SafeHarborUnused(Check):
    code = "safe-harbor-unused"
    title = "A safe-harbor statement without forward-looking wording"
    why = (
        "A legend on what holds nothing forward-looking is boilerplate, and boilerplate is not "
        "meaningful caution."
    )
    source = _SOURCE

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        legends = [text for text in manuscript.standing_texts if text.kind == SAFE_HARBOR]
        if not legends or any(_looks_ahead(text) for text in manuscript.own_texts):
            return
        what = "It prints a safe-harbor statement, and nothing in its text looks ahead."
        yield self.at_field(legends[0].field, legends[0].where.label, what, legends[0].title)


def _looks_ahead(text: Text) -> bool:
    language = forward.base(text.language)
    return any(
        table.get(language, table["en"]).search(text.content) is not None
        for table in (forward.STRONG, forward.WEAK)
    )


def _has_safe_harbor(manuscript: Manuscript) -> bool:
    if any(text.kind == SAFE_HARBOR for text in manuscript.standing_texts):
        return True
    bodies = [manuscript.body_text, *(plain_text(t.body) for t in manuscript.standing_texts)]
    return any(forward.LEGEND.search(body) for body in bodies)
