"""What a draft tells again of what public releases have told, number against number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from releases.factcheck import phases
from releases.factcheck.claims import Sort, Source, Told, Written
from releases.factcheck.comparing import Amount, is_plausible_growth, jump, mentions_agree
from releases.factcheck.days import Day
from releases.factcheck.mentions import Mention
from releases.factcheck.retold import Pair, Shelf, retold
from releases.factcheck.sentences import sentences_of
from releases.factcheck.verdicts import Beside, Kind, Place, Verdict

# Of a release of which so many sentences are told again, and at so few places otherwise, those are
# slips: nothing else has changed.
DRAFT = Source("", None, "")  # of sentences of the draft itself, beside which its files are put
_FEWEST_OF_A_COPY, _MOST_SLIPS = 3, 2


def of_texts(
    written: Sequence[Written], told: Iterable[Told], day: date, shelf: Shelf | None = None
) -> Iterator[Verdict]:
    """A verdict for each mention of the draft that stands in a sentence told before, by the
    likest and newest of those. ``day`` is the draft's own."""
    shelf = shelf or shelf_of(told)
    for text in written:
        by_release: dict[Source, list[list[Pair]]] = defaultdict(list)
        for found in retold(sentences_of(text.content, text.language), shelf):
            by_release[found[0].origin].append(found)
        yield from _best(text, by_release, day)


def shelf_of(told: Iterable[Told]) -> Shelf:
    """The sentences of ``told``, which come newest first."""
    shelf = Shelf()
    for each in told:
        shelf.add(sentences_of(each.text, each.language), each.source)
    return shelf


def _best(
    text: Written, by_release: dict[Source, list[list[Pair]]], day: date
) -> Iterator[Verdict]:
    """Of each mention one verdict: that it agrees with somebody, or else with whom it does not."""
    verdicts: dict[tuple[int, int], Verdict] = {}
    for source, sentences in by_release.items():
        is_copy = _is_copy(sentences)
        for pairs in sentences:
            differing = [pair for pair in pairs if not mentions_agree(pair.mention, pair.other)]
            for pair in pairs:
                is_other = pair in differing
                made = _verdict(text, pair, source, day, len(differing), is_copy) if is_other else (
                    _made(Kind.AGREES, text, pair, source, "")
                )  # fmt: skip
                key = (pair.sentence.start + pair.mention.start, pair.mention.end)
                if key not in verdicts or _weight(made) > _weight(verdicts[key]):
                    verdicts[key] = made
    yield from verdicts.values()


def _weight(verdict: Verdict) -> int:
    """What agrees with one release is not held against another; what differs from a copy is."""
    order = [Kind.UPDATES, Kind.CONTRADICTS, Kind.UNIT_JUMP, Kind.AGREES]
    return order.index(verdict.kind)


def _is_copy(sentences: list[list[Pair]]) -> bool:
    """Whether the draft is that release told again but for a slip or two."""
    agreeing = Counter(
        mentions_agree(pair.mention, pair.other) for pairs in sentences for pair in pairs
    )
    return len(sentences) >= _FEWEST_OF_A_COPY and agreeing[False] <= _MOST_SLIPS < agreeing[True]


def _verdict(
    text: Written, pair: Pair, source: Source, day: date, differing: int, is_copy: bool
) -> Verdict:
    kind, why = _differs(pair, source, day, is_alone=differing == 1, is_copy=is_copy)
    return _made(kind, text, pair, source, why)


def _made(kind: Kind, text: Written, pair: Pair, source: Source, why: str) -> Verdict:
    start = pair.sentence.start
    other = pair.other
    return Verdict(
        kind=kind,
        what=f"“{pair.mention.printed}” here; “{other.printed}” in the same words"
        f"{_on(source)}{f': {why}' if why else ''}.",
        place=Place(text, start + pair.mention.start, start + pair.mention.end),
        beside=Beside(
            pair.other_sentence.text,
            other.start,
            other.end,
            None if source is DRAFT else source,
            "Text" if source is DRAFT else "",
        ),
        subject=pair.mention.printed,
    )


def _on(source: Source) -> str:
    if source is DRAFT:
        return " in the text"
    return f" on {source.day:%B} {source.day.day}, {source.day.year}" if source.day else " before"


def _differs(
    pair: Pair, source: Source, day: date, *, is_alone: bool, is_copy: bool
) -> tuple[Kind, str]:
    """How a mention differs from what was told in the same words. Where more than one thing of a
    sentence differs, it is told of another occasion."""
    one, other = pair.mention, pair.other
    is_same_day = source.day is None or day <= source.day
    must_agree = is_copy or (is_same_day and is_alone)
    if one.is_counted and other.is_counted:
        return _counted(pair, must_agree=must_agree, is_alone=is_alone)
    if must_agree or one.sort == Sort.ID:
        return Kind.CONTRADICTS, ""
    if one.sort == Sort.DAY and other.sort == Sort.DAY:
        is_past = _is_past(one.value, source.day) and _is_past(other.value, source.day)
        return (Kind.CONTRADICTS if is_past and is_alone else Kind.UPDATES), (
            "what was then past does not change" if is_past and is_alone else ""
        )
    if one.sort == Sort.PHASE and other.sort == Sort.PHASE:
        is_lower = phases.rank(one.value) < phases.rank(other.value)
        return (Kind.CONTRADICTS, "trials do not go back") if is_lower else (Kind.UPDATES, "")
    return Kind.UPDATES, ""


def _counted(pair: Pair, *, must_agree: bool, is_alone: bool) -> tuple[Kind, str]:
    one, other = pair.mention, pair.other
    if one.is_doubtful or other.is_doubtful:
        return (Kind.CONTRADICTS if must_agree else Kind.UPDATES), ""
    if one.unit and other.unit and one.dimension != other.dimension:
        is_slip = must_agree or (is_alone and one.value == other.value)
        return (Kind.UNIT_JUMP if is_slip else Kind.UPDATES), "another unit" if is_slip else ""
    amount, before = Amount.of_mention(one), Amount.of_mention(other)
    if (is_alone or must_agree) and (why := jump(amount, before)) and not _is_small(one, other):
        return Kind.UNIT_JUMP, why
    if must_agree:
        return Kind.CONTRADICTS, ""
    if is_alone and one.unit and not is_plausible_growth(amount, before) and _is_stock(one):
        return Kind.CONTRADICTS, "less than before" if amount.base < before.base else "much more"
    return Kind.UPDATES, ""


def _is_small(one: Mention, other: Mention) -> bool:
    """One and ten of something are both what people say."""
    return not one.unit and max(one.value, other.value) <= 20


def _is_stock(mention: Mention) -> bool:
    """Whether it measures what rarely shrinks: room, lines, people a year; money and shares do."""
    return mention.dimension in {"area", "lines", "patients a year", "rooms", "facilities"}


def _is_past(day: Day, than: date | None) -> bool:
    return than is not None and day.year is not None and day.last <= (
        than.year, than.month, than.day
    )  # fmt: skip
