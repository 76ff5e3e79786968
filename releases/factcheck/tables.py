"""Tables beside the text around them, which states what they say."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from releases.factcheck import units
from releases.factcheck.claims import Written
from releases.factcheck.comparing import Amount, is_rounding, jump
from releases.factcheck.mentions import Mention
from releases.factcheck.sentences import CELL, Sentence, sentences_of
from releases.factcheck.verdicts import Kind, Verdict
from releases.factcheck.within import Found, bare, found_in, shared

_SMALL_TABLE = 4  # numbers: a larger one that mostly tells what the text does not is data by itself
_MOST_TOLD = 20  # cells of one table


def of_tables(written: Sequence[Written]) -> Iterator[Verdict]:
    """What tables say and the text around them does not."""
    texts = [text for text in written if text.role in {"headline", "body", "standing"}]
    body = found_in(texts, rows=False)
    for text in texts:
        sentences = sentences_of(text.content, text.language)
        for is_table, rows in groupby(sentences, key=lambda each: each.is_row):
            if is_table:
                yield from _of_table(text, list(rows), body)


def _of_table(text: Written, rows: list[Sentence], body: list[Found]) -> Iterator[Verdict]:
    cells = [
        Found(text, row, mention)
        for row in rows
        for mention in row.mentions
        if mention.is_counted and _is_in_a_cell(mention, row)
    ]
    stated = _Stated(body)
    lacking = [each for each in cells if not stated.has(_amount(each, rows[0]), each)]
    if len(cells) > _SMALL_TABLE and len(lacking) * 2 > len(cells):
        return  # data of its own, such as a balance sheet
    for each in lacking[:_MOST_TOLD]:
        yield _of_cell(each, rows[0], body)


def _is_in_a_cell(mention: Mention, row: Sentence) -> bool:
    """Whether it is what the row says, and not a part of the row's name."""
    return mention.start >= row.text.find(CELL)


class _Stated:
    """The numbers of a text, to be asked for."""

    def __init__(self, body: Iterable[Found]) -> None:
        amounts = [Amount.of_mention(each.mention) for each in body if each.mention.is_counted]
        self._values = {each.value for each in amounts}
        self._of: dict[str, list[Amount]] = {}
        for each in amounts:
            self._of.setdefault(each.dimension, []).append(each)

    def has(self, amount: Amount, cell: Found) -> bool:
        """Whether the text states it: in a unit of the same dimension, where it has any; else the
        bare number. The column's unit need not be that of each of its rows."""
        if amount.unit and (alike := self._of.get(amount.dimension)):
            if any(is_rounding(amount, each) or is_rounding(each, amount) for each in alike):
                return True
            is_its_own = cell.mention.unit or _unit_of_row(cell) is not None
            return not is_its_own and Decimal(cell.mention.value) in self._values
        return Decimal(cell.mention.value) in self._values


def _amount(cell: Found, head: Sentence) -> Amount:
    """The number of a cell in the unit of its own, of its row, or of its column."""
    if cell.mention.unit:
        return Amount.of_mention(cell.mention)
    value = Decimal(cell.mention.value)
    found = _unit_of_row(cell)
    if found is None and head is not cell.sentence:
        found = units.unit_of(head.text.casefold())
    if found is None:
        return Amount(value, value)
    unit, times = found
    return Amount(value * times * unit.factor, value * times, unit.name)


def _unit_of_row(cell: Found) -> tuple[units.Unit, int] | None:
    return units.unit_of(cell.sentence.text.partition(CELL)[0].casefold())


def _of_cell(cell: Found, head: Sentence, body: list[Found]) -> Verdict:
    """Beside the sentence that shares most of the row's words and has a number."""
    amount = _amount(cell, head)
    numbers = [
        each
        for each in body
        if each.mention.is_counted
        and (not amount.unit or each.mention.dimension == amount.dimension)
    ]
    near = max(numbers, key=lambda each: _closeness(cell, amount, each), default=None)
    printed = cell.mention.printed
    if near is not None:
        other = Amount.of_mention(near.mention) if amount.unit else bare(near.mention)
        why = jump(amount, other)
        said = f"“{printed}” in the table, “{near.mention.printed}” in the text"
        return Verdict(
            Kind.UNIT_JUMP if why else Kind.UNSUPPORTED,
            f"{said}{f': {why}' if why else ', which does not state the table’s figure'}.",
            cell.place,
            near.beside("Text"),
            printed,
        )
    what = f"“{printed}” stands in the table, and the text does not state it."
    return Verdict(Kind.UNSUPPORTED, what, cell.place, None, printed)


def _closeness(cell: Found, amount: Amount, other: Found) -> tuple[int, int]:
    """How likely it is that the cell was meant to say what ``other`` says."""
    is_slip = bool(jump(amount, Amount.of_mention(other.mention))) if amount.unit else False
    return shared(cell.sentence, other.sentence), int(is_slip)
