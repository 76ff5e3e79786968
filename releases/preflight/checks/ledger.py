"""The fact ledger: what a release says beside what has been said, and beside itself."""

from abc import abstractmethod
from collections.abc import Iterable

from releases.factcheck.verdicts import Kind, Verdict
from releases.preflight.check import Check
from releases.preflight.finding import Beside, Finding, Passage, Where, passage_in
from releases.preflight.manuscript import Manuscript

_NOWHERE = Where("body", "Text")
_SOURCE = "House rule: the site never says two different things"


class _Compared(Check):
    """Tells the verdicts of one kind, each with the other passage beside it."""

    source = _SOURCE

    @property
    @abstractmethod
    def kind(self) -> Kind:
        """The verdicts that it tells."""

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for verdict in manuscript.compared.of(self.kind):
            yield self._of(verdict)

    def _of(self, verdict: Verdict) -> Finding:
        where, passage = _NOWHERE, Passage()
        if verdict.place is not None:
            text = verdict.place.written
            where = text.place
            passage = passage_in(text.content, verdict.place.start, verdict.place.end)
        return Finding(
            code=self.code,
            what=verdict.what,
            where=where,
            why=self.why,
            source=self.source,
            passage=passage,
            beside=Beside.of(verdict.beside) if verdict.beside is not None else None,
        )


class ContradictsLedger(_Compared):
    code = "ledger-contradicts"
    title = "A value that contradicts what a public release has stated of the same"
    why = (
        "If what was stated is wrong, it is corrected; if it has changed, the text says so; or "
        "this is a slip."
    )
    kind = Kind.CONTRADICTS


class UnitJump(_Compared):
    code = "ledger-unit-jump"
    title = "A figure off by ten, a thousand, or one unit taken for another"
    why = (
        "So slips of the point and of the unit look: square feet for square metres, millions for "
        "thousands."
    )
    kind = Kind.UNIT_JUMP


class Unsupported(_Compared):
    code = "ledger-unsupported"
    title = "A figure in the headline or a table that the text does not state"
    why = "Readers quote headlines and tables: the sentence that bears them out is in the text."
    kind = Kind.UNSUPPORTED


class OverduePlan(_Compared):
    code = "ledger-overdue"
    title = "A plan whose day has passed, and nothing has been said of it since"
    why = "Who speaks of it again is asked what became of the plan."
    kind = Kind.OVERDUE
