"""Corrections say what was wrong."""

from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript


class CorrectionWithoutReason(Check):
    code = "correction-without-reason"
    title = "A correction that does not say what was wrong"
    why = "Readers of the earlier release have to learn what of it no longer holds."
    source = "House rule, after the practice of the wires"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.corrects and not manuscript.correction_reason.strip():
            yield self.at_field(
                "correction_reason",
                "Why it is corrected",
                "It corrects a release and does not say what was wrong.",
            )
