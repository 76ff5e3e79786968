"""Codes that say themselves which exchange lists them: 123456.SH; a “stock code” of five digits in
a text about Hong Kong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from releases.wire.exchanges import OF_SUFFIX

_SUFFIXED = re.compile(
    r"(?P<label>[A-Za-z]-?\s?[Ss]hares?\s?[:：]\s?|[Cc]ode\s?[:：]\s?|[Tt]icker\s?[:：]\s?"
    r"|[AaHhBbDd]\s?股\s?[:：]?\s?|代[码碼号號]\s?[:：为為]?\s?|[(（[;；,，/|]\s?)"
    rf"(?P<symbol>\d[0-9A-Z]{{2,5}})\.(?P<suffix>{'|'.join(OF_SUFFIX)})(?![\w.])"
)
_LABELLED = re.compile(
    r"(?:(?:[Ss]tock|[Ss]ecurit(?:y|ies)|[Ss]hare|STOCK)\s(?:[Cc]ode|CODE)(?:\s[Nn]umber|\s?[Nn]o\.?)?"
    r"|[Cc]ode\s[Nn]umber|股票代[码碼]|股份代[号號碼码]|证券代码|證券代號|証券コード|コード番号)"
    r"\s?[:：為为]?\s?(?P<symbol>\d{4,6})(?![\d.])"
)
_HONG_KONG = re.compile(r"Hong\sKong|香港|HKEX|SEHK|联交所|聯交所|港交所|HKSE")
_TOKYO = re.compile(r"Tokyo|TSE\b|東京|东京|JASDAQ")


@dataclass(frozen=True, slots=True)
class Code:
    exchange: str  # in its usual form
    named: tuple[int, int]  # what says so, in the text
    symbol: tuple[int, int]


@dataclass(frozen=True)
class Places:
    """Which exchanges' cities a document speaks of."""

    text: str

    @cached_property
    def has_hong_kong(self) -> bool:
        return bool(_HONG_KONG.search(self.text))

    @cached_property
    def has_tokyo(self) -> bool:
        return bool(_TOKYO.search(self.text))


def coded(text: str, places: Places) -> Iterator[Code]:
    """The codes in a block's ``text`` that tell their exchange, or whose exchange the document
    tells; a code whose exchange nothing tells is none."""
    for match in _SUFFIXED.finditer(text):
        suffix = OF_SUFFIX[match["suffix"]]
        yield Code(suffix, match.span("suffix"), match.span("symbol"))
    for match in _LABELLED.finditer(text):
        exchange = _of_digits(match["symbol"], places)
        if exchange:
            yield Code(exchange, (match.start(), match.start("symbol")), match.span("symbol"))


def _of_digits(code: str, places: Places) -> str | None:
    """Mainland codes have six digits whose first ones tell the market; Hong Kong's have four or
    five, Tokyo's four."""
    if len(code) == 6:
        return {"6": "SSE", "0": "SZSE", "3": "SZSE"}.get(code[0])
    if len(code) == 4 and places.has_tokyo and not places.has_hong_kong:
        return "TSE"
    return "HKEX" if places.has_hong_kong else None
