"""Tickers: the company's, and no other."""

import re
from collections.abc import Iterable
from itertools import chain

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Listing

# What exchanges are printed as, by the MICs (ISO 10383) that mean them.
_EXCHANGES = {
    "nasdaq": ("XNAS", "XNCM", "XNGS", "XNMS"),
    "nyse": ("XNYS", "XASE", "ARCX"),
    "newyorkstockexchange": ("XNYS",),
    "hkex": ("XHKG",),
    "sehk": ("XHKG",),
    "hkse": ("XHKG",),
    "lse": ("XLON",),
    "aim": ("AIMX",),
    "six": ("XSWX", "XVTX"),
    "tsx": ("XTSE", "XTSX"),
    "asx": ("XASX",),
    "otc": ("OTCM", "OTCB", "OTCQ", "XOTC"),
}
_AFTER_NAME = 60  # characters after the company's name in which a ticker is taken for its
# What may stand between the two.
_SUFFIXES = re.compile(
    r"[\s,]*(?:(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|holdings?|group|ag|"
    r"se|sa|s\.a|nv|n\.v|gmbh|有限公司|股份有限公司|集团|集團)\b[\s.,]*){0,4}"
)
_IN_TEXT = re.compile(r"[(（]([A-Za-z][A-Za-z .]{1,25})[:：]\s?([A-Z0-9.]{1,10})[)）]")


class TickerNotOurs(Check):
    code = "ticker"
    title = "A ticker that is not the company’s"
    why = "Terminals file a release under its ticker: a wrong one puts it under another company."
    source = "House rule, after the practice of the wires"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.listings:
            yield from chain(self._in_field(manuscript), self._in_texts(manuscript))

    def _in_field(self, manuscript: Manuscript) -> Iterable[Finding]:
        for printed in manuscript.tickers:
            exchange, _, symbol = printed.rpartition(":")
            if what := _objection(exchange, symbol, manuscript):
                yield self.at_field("tickers", "Tickers as printed", f"“{printed}” {what}", printed)

    def _in_texts(self, manuscript: Manuscript) -> Iterable[Finding]:
        """Tickers right after the company's name: those of others may well stand in the text."""
        if not manuscript.company:
            return
        for text in manuscript.own_texts:
            for found in _IN_TEXT.finditer(text.content):
                before = text.content[max(0, found.start() - _AFTER_NAME) : found.start()]
                named = before.casefold().rpartition(manuscript.company.casefold())
                if not (named[1] and _SUFFIXES.fullmatch(named[2])):
                    continue
                if what := _objection(found[1], found[2], manuscript):
                    yield self.in_text(text, *found.span(), f"“{found[0]}” {what}")


def _objection(exchange: str, symbol: str, manuscript: Manuscript) -> str:
    """What is wrong with the ticker; empty for nothing."""
    ours = [each for each in manuscript.listings if _letters(each.ticker) == _letters(symbol)]
    if not ours:
        names = ", ".join(str(f"{each.exchange}: {each.ticker}") for each in manuscript.listings)
        return f"is not the company’s: it has {names}."
    there = [each for each in ours if _is_there(each, exchange)]
    if not there:
        return f"is on {ours[0].exchange}, not there."
    if not any(each.is_current(manuscript.day) for each in there):
        return "is a listing that has ended or not begun on the day it goes out."
    return ""


def _is_there(listing: Listing, exchange: str) -> bool:
    printed, own = _letters(exchange), _letters(listing.exchange)
    if not printed or printed.startswith(own) or own.startswith(printed):
        return True
    if printed.upper() == listing.mic:
        return True
    known = [mics for name, mics in _EXCHANGES.items() if printed.startswith(name)]
    return not known or any(listing.mic in mics for mics in known)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
