"""What a draft states, beside what public releases have stated of the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from releases.factcheck import phases
from releases.factcheck.claims import Claim, Sort, Source, Written
from releases.factcheck.comparing import Amount, is_plausible_growth, is_same, jump, same_phase
from releases.factcheck.placing import place_of
from releases.factcheck.verdicts import Beside, Kind, Verdict


def of_claims(
    own: Iterable[Claim], known: Iterable[Claim], written: Sequence[Written], day: date
) -> Iterator[Verdict]:
    """A verdict for each claim of the draft of which something is known. ``day`` is the draft's:
    what no day is given for counts for it."""
    by_series: dict[str, list[Claim]] = defaultdict(list)
    for claim in known:
        by_series[claim.series].append(claim)
    for claim in own:
        others = by_series[claim.series]
        if others and (found := _judged(claim, others, day)) is not None:
            kind, other, why = found
            yield verdict(kind, claim, other, why, written)


def verdict(
    kind: Kind, claim: Claim, other: Claim, why: str, written: Sequence[Written]
) -> Verdict:
    """``claim`` of the draft beside ``other``, in words."""
    return Verdict(
        kind=kind,
        what=f"{claim.title}: {claim.printed} here, {other.printed}{said_on(other.source)}"
        f"{f': {why}' if why else ''}.",
        place=place_of(claim, written),
        beside=beside(other),
        subject=f"{claim.title}: {claim.printed}",
    )


def said_on(source: Source | None) -> str:
    """`` on September 22, 2017``, of what a release said; `` elsewhere`` in the draft."""
    if source is None:
        return " elsewhere in it"
    return f" on {source.day:%B} {source.day.day}, {source.day.year}" if source.day else " before"


def beside(claim: Claim) -> Beside:
    """The passage of ``claim`` with what it says marked."""
    start = claim.passage.casefold().find(claim.printed.casefold())
    end = start + len(claim.printed)
    if start < 0 or not claim.printed:
        start = end = 0
    return Beside(claim.passage, start, end, claim.source)


def _judged(claim: Claim, others: list[Claim], day: date) -> tuple[Kind, Claim, str] | None:
    if claim.sort == Sort.FIGURE:
        return _figure(claim, others, day)
    newest = others[0]
    if _is_equal(claim, newest):
        return Kind.AGREES, newest, ""
    if _is_later(newest, day):
        return None  # what was known on the draft's own day is not asked for
    if claim.sort in {Sort.PHASE, Sort.STATUS}:
        return _further(claim, newest, day)
    is_settled = newest.is_fixed and not newest.is_plan
    if is_settled or claim.sort == Sort.ID or _is_same_day(newest, day):
        return Kind.CONTRADICTS, newest, ""
    return Kind.UPDATES, newest, ""


def _further(claim: Claim, newest: Claim, day: date) -> tuple[Kind, Claim, str]:
    """What goes on and never back."""
    now, before = _rank(claim), _rank(newest)
    if now > before and not _is_same_day(newest, day):
        return Kind.UPDATES, newest, ""
    is_trial = claim.sort == Sort.PHASE
    return Kind.CONTRADICTS, newest, "trials do not go back" if now < before and is_trial else ""


def _rank(claim: Claim) -> int:
    return int(phases.rank(claim.value) or 0) if claim.sort == Sort.PHASE else int(claim.value)


def _figure(claim: Claim, others: list[Claim], day: date) -> tuple[Kind, Claim, str] | None:
    amount = Amount.of_claim(claim)
    comparable = [each for each in others if Amount.of_claim(each).dimension == amount.dimension]
    for other in comparable:
        if _is_of_that_day(claim, other, day):
            if is_same(amount, Amount.of_claim(other)):
                return Kind.AGREES, other, ""
            return _differing(claim, other)
    return _since(claim, comparable, day) if comparable else None


def _since(claim: Claim, others: list[Claim], day: date) -> tuple[Kind, Claim, str]:
    """Beside the newest before its day, and beside what was planned."""
    amount = Amount.of_claim(claim)
    nearest = _nearest(claim, others, claim.as_of or day)
    before = Amount.of_claim(nearest)
    same = nearest if is_same(amount, before) else _plan_of_the_same(amount, others)
    if same is not None:
        is_reached = same.is_plan and not claim.is_plan
        return (Kind.UPDATES if is_reached else Kind.AGREES), same, ""
    for other in (nearest, max(others, key=_as_of)):
        if why := jump(amount, Amount.of_claim(other)):
            return Kind.UNIT_JUMP, other, why
    if _is_same_day(nearest, day) and nearest.is_plan == claim.is_plan:
        return Kind.CONTRADICTS, nearest, ""
    is_older = _is_later(nearest, day) or _as_of(nearest) > (claim.as_of or day)
    if claim.is_plan or is_older or is_plausible_growth(amount, before):
        return Kind.UPDATES, nearest, ""
    return Kind.CONTRADICTS, nearest, _how(amount, before)


def _plan_of_the_same(amount: Amount, others: Iterable[Claim]) -> Claim | None:
    plans = (each for each in others if each.is_plan)
    return next((each for each in plans if is_same(amount, Amount.of_claim(each))), None)


def _differing(claim: Claim, other: Claim) -> tuple[Kind, Claim, str]:
    why = jump(Amount.of_claim(claim), Amount.of_claim(other))
    return (Kind.UNIT_JUMP if why else Kind.CONTRADICTS), other, why


def _nearest(claim: Claim, others: list[Claim], day: date) -> Claim:
    """What to compare with: what is as of the nearest day not after its own, plans with plans
    first."""
    alike = [each for each in others if each.is_plan == claim.is_plan] or others
    before = [each for each in alike if each.as_of is None or each.as_of <= day] or alike
    return max(before, key=_as_of)


def _as_of(claim: Claim) -> date:
    return claim.as_of or date.min


def _is_of_that_day(claim: Claim, other: Claim, day: date) -> bool:
    """Whether both are of one day: what has none of its own, of the day on which it was said."""
    if claim.is_plan != other.is_plan:
        return False
    if claim.as_of is not None or other.as_of is not None:
        return claim.as_of == other.as_of
    return not claim.is_plan and _is_same_day(other, day)


def _is_later(other: Claim, day: date) -> bool:
    """Whether ``other`` was said after the draft's own day, which may be a past one."""
    return other.source is not None and other.source.day is not None and other.source.day > day


def _is_equal(claim: Claim, other: Claim) -> bool:
    if claim.sort == Sort.PHASE:
        return same_phase(claim.value, other.value)
    if claim.sort == Sort.DAY:
        return bool(claim.value.agrees(other.value))
    return bool(claim.value == other.value)


def _is_same_day(other: Claim, day: date) -> bool:
    """Whether ``other`` was stated on the draft's own day: then nothing has changed in between."""
    return other.source is not None and other.source.day == day


def _how(newer: Amount, older: Amount) -> str:
    if newer.base < older.base:
        return "less than before"
    return f"more than {int(newer.base / older.base)} times what it was"
