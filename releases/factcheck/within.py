"""A draft beside itself: what its headline says must stand in its text, and nowhere does it, or a
file that goes out with it, say ten times as much of the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from releases.factcheck.claims import Sort, Written
from releases.factcheck.comparing import Amount, is_rounding, is_same, jump, mentions_agree
from releases.factcheck.mentions import Mention
from releases.factcheck.sentences import Sentence, sentences_of
from releases.factcheck.verdicts import Beside, Kind, Place, Verdict

_MOST_ALIKE = 5
_COUNTED_ON_FINGERS = 12  # numbers up to here are counted by readers themselves


@dataclass(frozen=True)
class Found:
    """A mention, and the sentence and text that it stands in."""

    text: Written
    sentence: Sentence
    mention: Mention

    @property
    def place(self) -> Place:
        start = self.sentence.start
        return Place(self.text, start + self.mention.start, start + self.mention.end)

    def beside(self, label: str) -> Beside:
        return Beside(self.sentence.text, self.mention.start, self.mention.end, label=label)


def found_in(texts: Iterable[Written], *, rows: bool | None = None) -> list[Found]:
    """All mentions in ``texts``; with ``rows``, only those in rows of tables, or only others."""
    return [
        Found(text, sentence, mention)
        for text in texts
        for sentence in sentences_of(text.content, text.language)
        if rows is None or sentence.is_row is rows
        for mention in sentence.mentions
    ]


def of_headline(written: Sequence[Written]) -> Iterator[Verdict]:
    """What headline and subheadline say and the text does not."""
    headline = [text for text in written if text.role == "headline"]
    rest = [text for text in written if text.role in {"body", "standing"}]
    if not any(text.role == "body" for text in rest):
        return
    said, body = found_in(headline), found_in(rest)
    for each in said:
        if any(_supports(other.mention, each.mention) for other in body):
            continue
        if (verdict := _unsupported(each, body, "the headline")) is not None:
            yield verdict


def _supports(other: Mention, mention: Mention) -> bool:
    """Whether what the text says bears out what the headline says, which may be rounded."""
    if mention.is_counted and other.is_counted:
        if mention.is_doubtful or other.is_doubtful:
            return mention.printed.casefold() == other.printed.casefold() or bool(
                mention.value == other.value
            )
        if mention.unit and other.unit and mention.dimension != other.dimension:
            return False
        return is_rounding(Amount.of_mention(mention), Amount.of_mention(other))
    if mention.sort == Sort.DAY and mention.value.month is None:
        return other.sort == Sort.DAY and mention.value.year == other.value.year
    return mentions_agree(mention, other)


def _unsupported(each: Found, body: list[Found], where: str) -> Verdict | None:
    mention = each.mention
    if mention.sort == Sort.DAY and mention.value.month is None:
        return None  # a year: of a report, a conference
    if mention.is_counted and mention.value <= _COUNTED_ON_FINGERS:
        alike = [other for other in body if _counts_the_same(mention, other.mention)]
        if not alike:
            return None
    near = _nearest(each, body)
    said = f"“{mention.printed}” stands in {where}, and the text does not state it"
    if near is None:
        return Verdict(Kind.UNSUPPORTED, f"{said}.", each.place, None, mention.printed)
    why = ""
    if mention.is_counted and near.mention.is_counted:
        why = jump(Amount.of_mention(mention), Amount.of_mention(near.mention))
    said = f"{said}: it has “{near.mention.printed}”{f', {why}' if why else ''}."
    kind = Kind.UNIT_JUMP if why else Kind.UNSUPPORTED
    return Verdict(kind, said, each.place, near.beside("Text"), mention.printed)


def _nearest(each: Found, body: list[Found]) -> Found | None:
    """The mention of the same sort, and dimension, in the sentence that shares most words."""
    mention = each.mention
    alike = [
        other
        for other in body
        if (mention.is_counted and other.mention.is_counted
            and mention.dimension == other.mention.dimension)
        or (not mention.is_counted and mention.sort == other.mention.sort)
    ]  # fmt: skip
    return max(alike, key=lambda other: shared(each.sentence, other.sentence), default=None)


def _counts_the_same(mention: Mention, other: Mention) -> bool:
    if not other.is_counted:
        return False
    if mention.unit or other.unit:
        return mention.dimension == other.dimension
    return bool(set(mention.noun.split()) & set(other.noun.split()))


def shared(one: Sentence, other: Sentence) -> int:
    return len(one.telling & other.telling)


def of_jumps(written: Sequence[Written]) -> Iterator[Verdict]:
    """Figures of the text that are ten times another of the same, in the same digits."""
    texts = [text for text in written if text.role == "body"]
    figures = [
        each
        for each in found_in(texts, rows=False)
        if each.mention.unit
        and not each.mention.is_doubtful
        and len(Decimal(each.mention.value).normalize().as_tuple().digits) > 1
    ]
    first: dict[tuple[str, tuple[int, ...]], list[Found]] = {}
    for each in figures:
        alike = first.setdefault((each.mention.dimension, _digits(each.mention)), [])
        if (found := _jump_among(each, alike)) is not None:
            yield found
        elif len(alike) < _MOST_ALIKE:
            alike.append(each)


def _jump_among(each: Found, others: list[Found]) -> Verdict | None:
    one = Amount.of_mention(each.mention)
    for other in others:
        two = Amount.of_mention(other.mention)
        if not is_same(one, two) and (why := jump(one, two)):
            what = f"“{each.mention.printed}” and “{other.mention.printed}”: {why}."
            printed = each.mention.printed
            return Verdict(Kind.UNIT_JUMP, what, each.place, other.beside("Text"), printed)
    return None


def _digits(mention: Mention) -> tuple[int, ...]:
    return Decimal(mention.value).normalize().as_tuple().digits


def bare(mention: Mention) -> Amount:
    """A number whatever it counts."""
    value = Decimal(mention.value)
    return Amount(value, value)


def of_file_jumps(files: Iterable[Written], written: Iterable[Written]) -> Iterator[Verdict]:
    """Figures of a file that are ten times one of the text, which states none like them."""
    by_digits: dict[tuple[int, ...], list[Found]] = {}
    stated = set()
    for each in found_in(written):
        if each.mention.is_counted and len(_digits(each.mention)) > 1:
            by_digits.setdefault(_digits(each.mention), []).append(each)
            stated.add(each.mention.value)
    for each in found_in(files):
        if not each.mention.is_counted or each.mention.value in stated:
            continue
        for other in by_digits.get(_digits(each.mention), ())[:_MOST_ALIKE]:
            if why := jump(bare(each.mention), bare(other.mention)):
                printed = each.mention.printed
                what = f"“{printed}” in the file; “{other.mention.printed}” in the text: {why}."
                yield Verdict(Kind.UNIT_JUMP, what, each.place, other.beside("Text"), printed)
                break
