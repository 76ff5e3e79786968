"""Running text beside the ledger: a figure, a day or a phase in a sentence that speaks of something
known, by its names, and says another value of it than was stated."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from releases.factcheck import phases
from releases.factcheck.claims import Claim, Sort, Written
from releases.factcheck.comparing import Amount, is_plausible_growth, is_same, jump, same_phase
from releases.factcheck.mentions import Mention
from releases.factcheck.sentences import Sentence, sentences_of
from releases.factcheck.stated import beside, said_on
from releases.factcheck.verdicts import Kind, Place, Verdict

_ALIKE = 0.5  # of the words of a claim's passage that a sentence has to share
# A figure of a part, or of what is added, is none of the whole.
_OF_A_PART = frozenset(
    "additional further more another adds add added extra increase increased expand expanded "
    "expansion expanding phase half portion part remaining remainder first second initial "
    "initially lease leased leases previous previously former formerly".split()
)
_SHORTEST_NAME = 3
_OF_ANOTHER_DAY = (
    "announce",
    "reported",
    "dated ",
    "filed",
    "signed",
    "angekündigt",
    "annonc",
    "宣布",
)


def of_mentions(written: Sequence[Written], known: Iterable[Claim]) -> Iterator[Verdict]:
    """A verdict for each mention that a claim is about: it agrees with the claims of one series, or
    with none. Claims of the draft's own come first."""
    by_series: dict[str, list[Claim]] = defaultdict(list)
    for claim in known:
        by_series[claim.series].append(claim)
    if not by_series:
        return
    for text in written:
        for sentence in sentences_of(text.content, text.language):
            for mention in sentence.mentions:
                if (found := _of_mention(text, sentence, mention, by_series)) is not None:
                    yield found


def _of_mention(
    text: Written,
    sentence: Sentence,
    mention: Mention,
    by_series: dict[str, list[Claim]],
) -> Verdict | None:
    linked = [claims for claims in by_series.values() if _is_about(sentence, mention, claims[0])]
    judged = [(claims, _judged(mention, claims)) for claims in linked]
    agreeing = [(claims, each) for claims, each in judged if each and each[0] == Kind.AGREES]
    # Where two series could be meant, none is held against it.
    chosen = agreeing[:1] or (judged if len(judged) == 1 else [])
    for _claims, found in chosen:
        if found is not None and (found[1].source or found[0] != Kind.AGREES):
            kind, claim, why = found
            return _made(kind, text, sentence, mention, claim, why)
    return None


def _made(
    kind: Kind, text: Written, sentence: Sentence, mention: Mention, claim: Claim, why: str
) -> Verdict:
    return Verdict(
        kind=kind,
        what=f"{claim.title}: “{mention.printed}” here, {claim.printed}{said_on(claim.source)}"
        f"{f': {why}' if why else ''}.",
        place=Place(text, sentence.start + mention.start, sentence.start + mention.end),
        beside=beside(claim),
        subject=f"{claim.title}: {mention.printed}",
    )


def _is_about(sentence: Sentence, mention: Mention, claim: Claim) -> bool:
    if claim.sort != mention.sort:
        return False
    if mention.sort == Sort.FIGURE:
        amount = Amount.of_mention(mention)
        if mention.is_doubtful or amount.dimension != Amount.of_claim(claim).dimension:
            return False
        if sentence.telling & _OF_A_PART:
            return False
        return _is_alike(sentence, claim)
    if mention.sort == Sort.DAY:
        is_day = mention.value.day is not None
        return is_day and len(_days(sentence)) == 1 and _names(sentence, claim)
    if mention.sort == Sort.PHASE:
        is_one = sum(each.sort == Sort.PHASE for each in sentence.mentions) == 1
        return is_one and _names(sentence, claim)
    return False


def _days(sentence: Sentence) -> list[Mention]:
    return [each for each in sentence.mentions if each.sort == Sort.DAY]


def _is_alike(sentence: Sentence, claim: Claim) -> bool:
    """Whether the sentence shares most telling words of the claim's passage."""
    [passage, *_] = sentences_of(claim.passage, "en") or [None]
    if passage is None or len(passage.telling) < 4:
        return False
    shared = len(sentence.telling & passage.telling)
    return shared / len(passage.telling | sentence.telling) >= _ALIKE


def _names(sentence: Sentence, claim: Claim) -> bool:
    """Whether the sentence speaks of what the claim is about: by one of its names, with a word that
    leads to it, and not of the day on which something was announced."""
    lowered = sentence.text.casefold()
    if claim.sort == Sort.DAY and any(word in lowered for word in _OF_ANOTHER_DAY):
        return False
    if claim.cues and not any(cue in lowered for cue in claim.cues):
        return False
    return any(all(_has_name(sentence, lowered, part) for part in name) for name in claim.names)


def _has_name(sentence: Sentence, lowered: str, name: str) -> bool:
    """Whether ``name`` stands there, or all the words of a long one."""
    if len(name) >= _SHORTEST_NAME and (at := lowered.find(name.casefold())) >= 0:
        after = lowered[at + len(name) : at + len(name) + 1]
        return not (after.isalnum() and after.isascii())
    words = {word for word in name.casefold().split() if len(word) > 3}
    return len(words) >= 3 and words <= set(sentence.words)


def _judged(mention: Mention, claims: list[Claim]) -> tuple[Kind, Claim, str] | None:
    newest = claims[0]
    if mention.sort == Sort.FIGURE:
        return _figure(mention, claims)
    for claim in claims:
        is_equal = (
            same_phase(mention.value, claim.value)
            if mention.sort == Sort.PHASE
            else mention.value.agrees(claim.value)
        )
        if is_equal:
            return Kind.AGREES, claim, ""
    if mention.sort == Sort.PHASE:
        is_lower = phases.rank(mention.value) < phases.rank(newest.value)
        return (Kind.CONTRADICTS if is_lower else Kind.UPDATES), newest, ""
    return Kind.CONTRADICTS, newest, "the statement of it is unchanged"


def _figure(mention: Mention, claims: list[Claim]) -> tuple[Kind, Claim, str]:
    amount = Amount.of_mention(mention)
    for claim in claims:
        if is_same(amount, Amount.of_claim(claim)):
            return Kind.AGREES, claim, ""
    newest = claims[0]
    for claim in claims:
        if why := jump(amount, Amount.of_claim(claim)):
            return Kind.UNIT_JUMP, claim, why
    if is_plausible_growth(amount, Amount.of_claim(newest)):
        return Kind.UPDATES, newest, ""
    return Kind.CONTRADICTS, newest, ""
