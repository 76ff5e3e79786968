"""Confidential releases: that they can be approved and put out by those who know of them."""

from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

_LABEL = "Insider list"


class NobodyToActOnIt(Check):
    code = "insiders"
    title = "A confidential release with nobody on its list who may approve it, or put it out"
    why = "To anybody else it does not exist: it could not go out, nor be released in an emergency."
    source = "House rule; MAR Article 18 asks for the list"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        insiders = manuscript.insiders
        if insiders is None:
            return
        if not insiders.can_approve:
            yield self.at_field(
                "insiders", _LABEL, "Nobody on the list may approve it who did not write it."
            )
        if not insiders.can_publish:
            yield self.at_field("insiders", _LABEL, "Nobody on the list may release it now.")
