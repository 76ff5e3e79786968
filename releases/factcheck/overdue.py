"""Plans whose day has passed: those that are public, and those of the draft itself."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from releases.factcheck.claims import Claim, Overdue, Written
from releases.factcheck.placing import place_of
from releases.factcheck.verdicts import Beside, Kind, Verdict


def of_overdue(
    written: Sequence[Written], overdue: Iterable[Overdue], own: Iterable[Claim]
) -> Iterator[Verdict]:
    """Plans whose day has passed, of what the draft speaks of and does not say what became of."""
    answered = {claim.series for claim in own}
    body = " ".join(text.content for text in written if text.role in {"headline", "body"})
    lowered = body.casefold()
    for each in overdue:
        if each.series & answered or not each.groups:
            continue
        if all(any(name.casefold() in lowered for name in names) for names in each.groups):
            yield Verdict(
                Kind.OVERDUE, each.what, None, Beside(each.passage, 0, 0, each.source), each.what
            )


def of_own_plans(own: Iterable[Claim], day: date, written: Sequence[Written]) -> Iterator[Verdict]:
    """Plans of the draft's own for a day that has passed when it goes out."""
    for claim in own:
        if claim.is_plan and claim.as_of is not None and claim.as_of < day:
            what = (
                f"{claim.title}: {claim.printed} is planned for a day that has passed when this "
                "goes out."
            )
            yield Verdict(Kind.OVERDUE, what, place_of(claim, written), None, claim.title)
