"""The tickers of a release, as printed."""

from itertools import pairwise

from django.core.exceptions import ValidationError

from company.models import Listing
from releases import fields
from releases.drafting.asking import Asking
from releases.drafting.proposal import Field
from releases.wire.findings import Ticker

_GAP = 6  # signs between two tickers of one notation


def proposed(asking: Asking) -> Field:
    """Those of the company where its listings are known; else all, with a doubt about several."""
    found = list(asking.reading.tickers)
    ours = {_letters(listed.ticker) for listed in Listing.objects.all()}
    if own := [each for each in found if _letters(each.symbol.value) in ours]:
        found = own
    is_known = bool(ours & {_letters(each.symbol.value) for each in found})
    is_sure = is_known or _stand_together(found, asking.text)
    doubt = "" if is_sure else "Which of these are the company’s own? Leave those alone."
    start = min((each.start for each in found), default=0)
    printed = list(dict.fromkeys(_as_printed(each, asking.text) for each in found))
    end = found[0].end if found else 0
    value = "\n".join(printed)
    return Field("tickers", "Tickers as printed", value, start, end, is_long=True, doubt=doubt)


def _stand_together(tickers: list[Ticker], text: str) -> bool:
    """Whether they are one notation, and so one company's: “(NYSE: ABC; TSX: ABC)”."""
    ordered = sorted(tickers, key=lambda each: each.start)
    gaps = (text[one.end : other.start] for one, other in pairwise(ordered))
    return all(len(gap) <= _GAP and not any(map(str.isalnum, gap)) for gap in gaps)


def _as_printed(ticker: Ticker, text: str) -> str:
    exchange, symbol = ticker.exchange, ticker.symbol
    printed = text[exchange.start : symbol.end]
    between = text[exchange.end : symbol.start]
    if between.strip() != ":":  # brackets, a list of exchanges, a stop: in the usual form
        printed = f"{text[exchange.start : exchange.end].strip()}: {symbol.value}"
    printed = " ".join(printed.split())
    try:
        fields.validate_ticker(printed)
    except ValidationError:
        return f"{exchange.value}: {symbol.value}"
    return printed


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
