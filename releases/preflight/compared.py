"""What the ledger bears out: told in a line, for nothing stands against it."""

from dataclasses import dataclass

from releases.factcheck.verdicts import Kind, Outcome, Verdict
from releases.preflight.finding import Beside

MOST = 40  # lines of a kind


@dataclass(frozen=True)
class Line:
    """A value of the draft, and the passage it agrees with or goes beyond."""

    subject: str
    beside: Beside | None


@dataclass(frozen=True)
class Compared:
    """How many of its values agree with what was stated, and how many go beyond it; the first of
    them; and the files that cannot be read."""

    agreeing: int
    updating: int
    agrees: tuple[Line, ...]
    updates: tuple[Line, ...]
    not_compared: tuple[str, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> "Compared":
        agrees, updates = outcome.of(Kind.AGREES), outcome.of(Kind.UPDATES)
        return cls(len(agrees), len(updates), _lines(agrees), _lines(updates), outcome.not_compared)

    @property
    def said(self) -> str:
        """``12 values agree with what was stated, 2 go beyond what was stated.`` or nothing."""
        said = []
        if self.agreeing:
            agree = "value agrees" if self.agreeing == 1 else "values agree"
            said.append(f"{self.agreeing} {agree} with what was stated")
        if self.updating:
            goes = "goes" if self.updating == 1 else "go"
            said.append(f"{self.updating} {goes} beyond what was stated")
        return f"{', '.join(said)}." if said else ""


def _lines(verdicts: tuple[Verdict, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(each.subject, Beside.of(each.beside) if each.beside is not None else None)
        for each in verdicts[:MOST]
    )
