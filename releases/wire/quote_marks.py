"""What stands between quotation marks: “…”, "…", « … », „…“, »…«, 「…」, ‘…’; marks that were
forgotten or mixed are put right as far as the text around them tells."""

import re
from dataclasses import dataclass

from releases.wire.speech_verbs import VERB

_MARK = re.compile(r"(?P<rule>([“”„‟\"″＂«»「」『』❝❞'`])\2{3,})|[“”„‟\"″＂«»「」『』❝❞]|''|``")
_OPENING_BEFORE = frozenset(" \n\t(（[—–-/:：，。、；“‘")
_CLOSING_AFTER = frozenset(" \n\t.,;:!?)）]—–-/’”，。、；：*†®™0123456789")
_SINGLE = re.compile(
    r"(?P<open>(?:(?<=^)|(?<=[\s(—–:]))[‘'](?=[^\W_a-z]))|(?<=,\s)‘(?=\w)"
    r"|(?P<close>(?<=[.,!?…])[’'](?=\s|$|[—–]))"
    r"|(?P<before_comma>(?<=\w)[’'](?=,\s(?:said|says|added|adds|commented|explained)\b))"
)
_MISSED = re.compile(rf"[,.!?](?=\s{VERB.pattern})")

_SIGNED_OFF = re.compile(  # … for all of us, said Ada Berg, CEO.
    r"[,.!?]\s(?:said|says|added|adds|commented|explained|noted|stated)\s[^\W\d_a-z][^.!?]{2,150}\.?$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Between two marks of a text; ``start`` and ``end`` have the marks with them. One that is not
    closed ends with its text."""

    start: int
    end: int
    inner: tuple[int, int]
    is_closed: bool = True


def passages(text: str) -> list[Passage]:
    """The outermost passages in marks, in order."""
    found = [each for each in _paired(text) if _has_words(text, each)]
    found = [each for each in found if not _is_nickname(text, each)]
    if any(each.end - each.start > 40 for each in found) or not re.search(r"[‘']", text):
        return found
    return found if any(not each.is_closed for each in found) else _in_single(text) or found


def _paired(text: str) -> list[Passage]:
    found: list[Passage] = []
    opened: list[re.Match[str]] = []
    nested: list[re.Match[str]] = []  # the marks that opened within the outermost
    for mark in _MARK.finditer(text):
        if mark["rule"]:
            continue
        if _opens(text, mark, opened):
            if len(opened) == 1:
                nested.append(mark)
            opened.append(mark)
        elif opened:
            first = opened.pop()
            if not opened:
                found.append(Passage(first.start(), mark.end(), (first.end(), mark.start())))
                nested = []
    if opened:
        found += _unclosed(text, opened[0], nested)
    return found


def _opens(text: str, mark: re.Match[str], opened: list[re.Match[str]]) -> bool:
    sign = mark[0]
    begins = not mark.start() or _is_among(text[mark.start() - 1], _OPENING_BEFORE)
    ends = mark.end() == len(text) or _is_among(text[mark.end()], _CLOSING_AFTER)
    last = opened[-1][0] if opened else ""
    if sign in "„‟「『❝``":
        return True
    if sign == "“":
        return not (last == "„" or (opened and not begins and ends))
    if sign in "」』❞":
        return False
    if sign in "«»":
        return sign == ("»" if last == "»" else "«") if opened else begins
    if sign == "”":
        return begins and not ends and last != "”"
    is_inch = text[mark.start() - 1 : mark.start()].isdigit()  # 12" wafers
    return begins and not ends if opened else begins or not (ends or is_inch)


def _is_among(sign: str, signs: frozenset[str]) -> bool:
    """Chinese is written without blanks: marks stand at its signs from both sides."""
    return sign in signs or "\u3040" <= sign <= "\u9fff"


def _unclosed(text: str, first: re.Match[str], nested: list[re.Match[str]]) -> list[Passage]:
    """A passage without its closing mark: where an attribution and another opening mark follow, it
    ended before them; else it reaches to the end."""
    for mark in nested[:20]:
        places = [
            each.start()
            for each in _MISSED.finditer(text, max(first.end(), mark.start() - 300), mark.start())
        ]
        if places:
            end = places[-1] + 1
            one = Passage(first.start(), end, (first.end(), end))
            return [one, *_paired_from(text, mark.start())]
    if not nested and (last := _SIGNED_OFF.search(text, max(first.end(), len(text) - 200))):
        return [Passage(first.start(), last.start() + 1, (first.end(), last.start() + 1))]
    return [Passage(first.start(), len(text), (first.end(), len(text)), is_closed=False)]


def _paired_from(text: str, place: int) -> list[Passage]:
    """The first passage from ``place`` on: only simple pairs, so that nothing is read twice."""
    marks = list(_MARK.finditer(text, place))
    if len(marks) < 2:
        return [Passage(place, len(text), (place + 1, len(text)), is_closed=False)]
    return [Passage(place, marks[1].end(), (marks[0].end(), marks[1].start()))]


def _in_single(text: str) -> list[Passage]:
    """‘…’, where it is no apostrophe: it opens before a capital and closes behind a stop."""
    found: list[Passage] = []
    first: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text):
        if not (mark["close"] or mark["before_comma"]):
            first = first or mark
        elif first is not None:
            found.append(Passage(first.start(), mark.end(), (first.end(), mark.start())))
            first = None
    return [each for each in found if each.end - each.start > 20]


def _has_words(text: str, passage: Passage) -> bool:
    start, end = passage.inner
    return end - start > 1 and any(sign.isalpha() for sign in text[start : min(end, start + 40)])


def _is_nickname(text: str, passage: Passage) -> bool:
    """Robert “Bob” Berg: part of a name."""
    words = text[slice(*passage.inner)]
    return (
        len(words) < 16
        and words[:1].isupper()
        and words[-1:].isalpha()
        and bool(
            re.search(r"[^\W\d_a-z][\w.]*\s$", text[max(0, passage.start - 20) : passage.start])
        )
        and bool(re.match(r"\s[^\W\d_a-z]\w+[,.\s]", text[passage.end : passage.end + 30]))
        and not text[passage.start - 2 : passage.start].startswith((",", "."))
    )
