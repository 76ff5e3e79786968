"""All comparisons of a draft, each of its mentions judged once."""

from collections.abc import Iterable, Sequence
from datetime import date

from releases.factcheck import linked, overdue, repeated, stated, tables, within
from releases.factcheck.claims import Claim, Ledger, Written
from releases.factcheck.repeated import DRAFT
from releases.factcheck.retold import Shelf
from releases.factcheck.sentences import sentences_of
from releases.factcheck.verdicts import Kind, Outcome, Verdict
from releases.markup.passages import normalised

# Of two verdicts on the same words the weightier is told; what agrees somewhere is no update.
_WEIGHT = (Kind.UPDATES, Kind.AGREES, Kind.OVERDUE, Kind.UNSUPPORTED, Kind.CONTRADICTS,
           Kind.UNIT_JUMP)  # fmt: skip
_OWN_TEXTS = {"headline", "body"}


def outcome(
    written: Sequence[Written],
    ledger: Ledger,
    day: date,
    *,
    not_compared: Sequence[str] = (),
) -> Outcome:
    """What comes of comparing the texts of a draft that bears ``day`` with ``ledger`` and with each
    other. The same texts give the same verdicts, in the order of the texts."""
    texts = [text for text in written if text.role != "file"]
    told = [text for text in texts if text.role in _OWN_TEXTS]
    own = _still_standing(ledger.stated.own, texts)
    found: list[Verdict] = []
    found += stated.of_claims(own, ledger.stated.known, texts, day)
    found += repeated.of_texts(told, ledger.told, day)
    found += linked.of_mentions(told, [*own, *ledger.stated.known])
    found += within.of_headline(texts)
    found += tables.of_tables(texts)
    found += within.of_jumps(texts)
    found += _of_files(written, told, day)
    found += overdue.of_overdue(told, ledger.stated.overdue, own)
    found += overdue.of_own_plans(own, day, texts)
    return Outcome(tuple(_once(found, written)), tuple(not_compared))


def _still_standing(own: Iterable[Claim], texts: Iterable[Written]) -> list[Claim]:
    """The statements whose words are in the texts still: while somebody writes, not all are."""
    whole = "\n".join(normalised(text.content) for text in texts)
    return [claim for claim in own if normalised(claim.passage) in whole]


def _of_files(written: Sequence[Written], told: Sequence[Written], day: date) -> Iterable[Verdict]:
    """Files that go out with the draft say the same as its text, where they say it in its words."""
    files = [text for text in written if text.role == "file"]
    if not files:
        return
    shelf = Shelf()
    for text in told:
        shelf.add(sentences_of(text.content, text.language), DRAFT)
    found = [*repeated.of_texts(files, (), day, shelf), *within.of_file_jumps(files, told)]
    yield from (verdict for verdict in found if verdict.is_finding)


def _once(found: Iterable[Verdict], written: Sequence[Written]) -> list[Verdict]:
    best: dict[object, Verdict] = {}
    for each in found:
        key = _key(each)
        if key not in best or _WEIGHT.index(each.kind) > _WEIGHT.index(best[key].kind):
            best[key] = each
    order = {id(text): number for number, text in enumerate(written)}
    return sorted(best.values(), key=lambda each: _place(each, order))


def _key(verdict: Verdict) -> object:
    """What it is about: overlapping words count as the same if they begin or end alike."""
    place = verdict.place
    return (id(place.written), place.end) if place else (verdict.kind, verdict.what)


def _place(verdict: Verdict, order: dict[int, int]) -> tuple[int, int]:
    place = verdict.place
    return (order[id(place.written)], place.start) if place else (len(order), 0)
