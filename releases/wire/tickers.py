"""Tickers: the exchanges and symbols that a release prints, such as (NASDAQ: CBMG).

What is read is an exchange’s name (``exchanges``) with a symbol after a colon, in any brackets or
in none; several exchanges may share a symbol, several symbols an exchange. Without a colon there
must be a bracket round both, or words that say “under the symbol”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from releases.wire import exchanges
from releases.wire.document import Block, Document, Said
from releases.wire.findings import Ticker
from releases.wire.symbols import FURTHER, is_symbol, isin_after, symbol_at
from releases.wire.ticker_codes import Places, coded

_JOIN = re.compile(
    r"\s{0,2}(?:[/,&+|;、及和与與]|\band/or\b|\b(?:and|et|und|og|och|y|e|ja)\b)"
    r"\s{0,2}(?:(?:and|on|the)\s){0,2}"
)
_LABEL = (
    r"(?:(?:stock|share|trading|common\sstock|ticker|security)?\s?"
    r"(?:ticker|symbols?|codes?|code\snumber|mnemonic|mnémo(?:nique)?|kürzel|tickers?|stock|shares?)"
    r"|股票代码|股票代碼|股份代号|股份代號|股份代碼|证券代码|證券代號|証券コード|代码|代碼|代號|ticker代码|交易代码)"
)
_COLON = re.compile(
    rf"\s{{0,2}}(?:['’]s\s)?(?:上市)?[,(（]?\s?{_LABEL}?\s{{0,2}}"
    rf"(?:[:：∶]|(?<=[a-z]{{3}})\s?=)\s{{0,3}}(?:{_LABEL}\s?[:：]?\s?)?",
    re.IGNORECASE,
)
_NO_COLON = re.compile(
    rf"\s{{0,2}}(?:[-–—]\s{{0,2}})?(?:(?:under\s)?(?:the\s)?{_LABEL}\s{{1,2}})?", re.IGNORECASE
)
_IN_PROSE = re.compile(
    r"(?:\s?[(（“\"][^()（）]{1,40}[)）])?[,]?"
    r"(?:\s(?!previous|former|old\b|prior)[\w,’'-]+){0,12}?\s(?:under|with|by)\s(?:the|its|their|a)?\s?"
    r"(?:(?:new|current|same|respective|existing|proposed)\s)?(?:(?:stock|ticker|trading|share)\s)?"
    r"(?:symbols?|tickers?|codes?)\s?(?:[:,]|of)?\s?(?=[“\"‘'«A-Z])"
)
_FORMER = re.compile(
    r"(?:former(?:ly)?|previous(?:ly)?|ancienne?ment|ehemals|vormals|früher|originally|delisted|原)"
    r"(?:\s(?:listed|traded|trading|quoted|known|coté[es]?|notiert))?"
    r"(?:\s(?:on|as|under|sur|an))?(?:\s(?:the|der|le|la))?[\s:：,]*$",
    re.IGNORECASE,
)
_MOST = 2_000  # notations of a block: a list of an exchange's companies has fewer
_OTHERS_BY_ACRONYM = re.compile(r"(?<![\w.])([A-Z][A-Z0-9]{1,7})\s?[:：]\s{0,2}")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A notation: exchanges and symbols as printed, each with its places in a block's text."""

    exchanges: tuple[tuple[str, int, int], ...]  # usual form, start, end
    symbols: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return min(self.exchanges[0][1], self.symbols[0][0])

    @property
    def end(self) -> int:
        return max(self.exchanges[-1][2], self.symbols[-1][1])


def tickers_in(document: Document, blocks: Iterable[Block]) -> list[Ticker]:
    """Each exchange and symbol once, in order, where they are first mentioned. Former symbols,
    indices, rules of an exchange, ISIN and vendors' codes are none."""
    found: dict[tuple[str, str], Ticker] = {}
    places = Places(document.text)
    for block in blocks:
        for printed in _in_text(block.text, places):
            for ticker in _tickers(printed, block):
                found.setdefault((ticker.exchange.value, ticker.symbol.value.upper()), ticker)
    return list(found.values())


def _tickers(printed: _Printed, block: Block) -> Iterator[Ticker]:
    for name, start, end in printed.exchanges:
        exchange = Said(name, block.start + start, block.start + end)
        for first, last in printed.symbols:
            value = block.text[first:last]
            symbol = Said(value, block.start + first, block.start + last)
            yield Ticker(exchange, symbol, block.start + printed.start, block.start + printed.end)


def _in_text(text: str, places: Places) -> list[_Printed]:
    low = exchanges.small(text)
    brackets = _brackets(text)
    found: list[_Printed] = []
    place = 0
    while len(found) < _MOST and (match := exchanges.pattern().search(low, place)):
        names = _names(low, match)
        printed = _notation(text, names, brackets)
        if printed and not _FORMER.search(text[max(0, names[0].start() - 40) : names[0].start()]):
            found.append(printed)
        place = max(printed.end if printed else 0, names[-1].end() if printed else match.end())
    found = sorted([*found, *_beside(text, found, brackets)], key=lambda each: each.start)
    codes = [
        _Printed(((code.exchange, *code.named),), (code.symbol,))
        for code in coded(text, places)
        if not _is_within(found, code.symbol[0])
    ]
    return sorted([*found, *codes], key=lambda each: each.start)


def _is_within(found: list[_Printed], place: int) -> bool:
    """Whether the place is part of one of these, which are in order."""
    before = bisect_right(found, place, key=lambda each: each.start)
    return before > 0 and place < found[before - 1].end


def _names(low: str, first: re.Match[str]) -> list[re.Match[str]]:
    """The names that share what follows: SIX/NASDAQ; NYSE and TASE."""
    names = [first]
    while len(names) < 6:
        joined = _JOIN.match(low, names[-1].end())
        following = exchanges.pattern().match(low, joined.end()) if joined else None
        if following is None:
            break
        names.append(following)
    return names


def _notation(text: str, names: list[re.Match[str]], brackets: dict[int, int]) -> _Printed | None:
    symbols = _symbols(text, names, brackets)
    if not symbols:
        return None
    named = []
    for name in names:
        start, end = name.span("name" if name["name"] else "cjk")
        named.append((exchanges.usual_form(text[start:end]), start, end))
    return _Printed(tuple(named), tuple(symbols))


def _symbols(
    text: str, names: list[re.Match[str]], brackets: dict[int, int]
) -> list[tuple[int, int]]:
    end, name = names[-1].end(), names[-1][0]
    closes = brackets.get(names[0].start(), 0)
    if colon := _COLON.match(text, end) or _COLON.match(text, isin_after(text, end) or end):
        start = isin_after(text, colon.end()) or colon.end()
        first = symbol_at(text, start, usual=exchanges.usual_form(name), closes=closes)
        if first and (closes or not exchanges.is_word(name) or _ends_here(text, first[1])):
            return [first, *_further(text, first, name, closes)]
        return []
    return _without_colon(text, names, closes)


def _without_colon(text: str, names: list[re.Match[str]], closes: int) -> list[tuple[int, int]]:
    """(NYSE ABC), (NYSE-ABC), NYSE (ABC), NYSE under the symbol “ABC”."""
    end, name = names[-1].end(), names[-1][0]
    if prose := _IN_PROSE.match(text, end, end + 160):
        first = symbol_at(text, prose.end(), usual=exchanges.usual_form(name), closes=1)
        return [first, *_further(text, first, name, 1)] if first else []
    if exchanges.is_word(name):
        return []
    opened = end + 2 if text[end : end + 2] == " (" else 0
    start = opened
    if closes and not opened:
        gap = _NO_COLON.match(text, end)
        start = isin_after(text, end) or (gap.end() if gap and gap.end() > end else 0)
    if not start:
        return []
    first = symbol_at(text, start, usual=exchanges.usual_form(name), closes=0)
    shut = first and re.match(r"[”\"’]?\s?[)\]）;,]", text[first[1] : first[1] + 4])
    return [first] if first and shut and is_symbol(text[slice(*first)]) else []


def _further(
    text: str, first: tuple[int, int], name: str, closes: int
) -> Iterator[tuple[int, int]]:
    """More symbols of the same exchange, in the same bracket: (NYSE: ABC, ABC-WT)."""
    last = first
    is_quoted = text[first[1] : first[1] + 1] in {"”", '"', "’"}
    while (
        closes and last[1] <= max(closes, first[1] + 60) and (gap := FURTHER.match(text, last[1]))
    ):
        other = symbol_at(text, gap.end(), usual=exchanges.usual_form(name), closes=closes)
        if other is None or not _ends_here(text, other[1]):
            return
        if (text[gap.end()] in {"“", '"', "‘"}) is not is_quoted:
            return  # a short name of the company
        yield other
        last = other


def _ends_here(text: str, place: int) -> bool:
    if re.match(r"\s?[:：]", text[place : place + 2]):
        return False  # the next exchange
    return not text[place : place + 1] or bool(
        re.match(
            r"[”\"’»]?(?:\s?[])）】,;|/.、；，]|\s(?:and|et|und|[-–—&(])\s?|\s?$)",
            text[place : place + 8],
        )
    )


def _beside(text: str, known: list[_Printed], brackets: dict[int, int]) -> list[_Printed]:
    """Exchanges that the table does not know, beside those it knows: (TSX: ABC; QRST: 1AB).
    Alone, a colon makes no exchange: (Note: …), (Phase: II)."""
    found = []
    ends = {each.end for each in known}
    for match in _OTHERS_BY_ACRONYM.finditer(text):
        name, start = match[1], match.start()
        if name in exchanges.NO_EXCHANGE or _is_within(known, start):
            continue
        before = re.search(r"\S*\s?[(\[/|;,]\s?$", text[max(0, start - 24) : start])
        if not before or not _is_after(text, start, ends):
            continue
        symbol = symbol_at(text, match.end(), usual="", closes=brackets.get(start, 0))
        if symbol and brackets.get(start) and _ends_here(text, symbol[1]):
            found.append(_Printed(((name, start, match.end(1)),), (symbol,)))
            ends.add(symbol[1])
    return found


def _is_after(text: str, start: int, ends: set[int]) -> bool:
    """Whether nothing but punctuation stands between this place and a ticker before it."""
    place = start
    while place > 0 and start - place < 12 and text[place - 1] in " ()[]/|;,&":
        place -= 1
    return place in ends


def _brackets(text: str) -> dict[int, int]:
    """For each place within a bracket that is closed, the place where it closes."""
    within: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[(\[（【)\]）】]", text):
        if match[0] in "([（【":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.start() - start < 400:
                within.update(dict.fromkeys(range(start + 1, match.start()), match.start()))
    return within
