"""Where in a draft's texts the words of a statement stand."""

from collections.abc import Sequence

from releases.factcheck.claims import Claim, Written
from releases.factcheck.verdicts import Place
from releases.markup.passages import normalised

_FOLDED = str.maketrans("‘’‚‹›“”„«»\u00a0\n\t", "'''''\"\"\"\"\"   ")


def place_of(claim: Claim, written: Sequence[Written]) -> Place | None:
    """The characters that print ``claim``'s value within its passage, in the first of the texts
    that has the passage; None where none has."""
    passage, printed = normalised(claim.passage), normalised(claim.printed)
    for text in written:
        folded = text.content.translate(_FOLDED)
        start = folded.find(passage)
        if start < 0:
            continue
        at = passage.casefold().find(printed.casefold()) if printed else -1
        if at < 0 or len(passage.casefold()) != len(passage):
            return Place(text, start, start + len(passage))
        return Place(text, start + at, start + at + len(printed))
    return None
