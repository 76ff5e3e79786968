"""What may be a symbol of an exchange: ABCD, ABC.A, ABC-WT, 123456, 123456.KS."""

import re

_SYMBOL = re.compile(
    r"[“\"‘'«]?\s?(?P<symbol>\$?(?:"
    r"[A-Z][A-Z0-9]{0,11}(?:p[A-Z]|[wur])?|\d[A-Z0-9]{1,11}|[a-z]{2,5}(?=[”\"’]?\s?[)\]]))"
    r"(?:[.·-][A-Z0-9]{1,5}|/[A-Z]{1,2}(?=[)\],;\s]))*"
    r"(?:\s(?:WS|WT|WTS|UN|U|RT|PR\s?[A-Z]|Pr\s?[A-Z]|[AB])(?=\s?[)\],;]))?)"
    r"(?![\w’'@])(?!\.\w)(?!-\w)(?!&\w)"
)
_NUMBER = re.compile(
    r"\d{1,2}(?!\w)|\d{7}|\d{1,6}[\s-]\(?\d|\d{1,6},\d{3}"
)  # of a telephone, of shares
_ISIN = re.compile(
    r"[\s:：–—-]{0,4}(?:\(?ISIN(?:\s[Cc]ode)?\s?[:：]?\s?)?[A-Z]{2}[A-Z0-9]{9}\d\)?"
    r"(?:\s{0,2}[-–—,;/]\s{0,2})?(?:(?:[Tt]icker|[Mm]némo(?:nique)?|[Cc]ode)\s?[:：]?\s?)?"
)
FURTHER = re.compile(
    r"[”\"’»]?(?:\s?\([^()]{1,40}\))?\s?(?:[,;/|&、，；](?:\s?(?:and|et|und)\s)?|\b(?:and|et|und|or)\s)\s{0,2}"
)
_NO_SYMBOLS = frozenset(
    "US USA UK EU SEC IPO CEO CFO COO ADR ADS ADRS ADSS ISIN WKN CUSIP FINRA RULE INC LTD LLC PLC "
    "CORP THE AND OR WE OUR ITS TO AS IS AT IN ON OF FOR TBA TBD NEW NYSE NASDAQ TSX TSXV AMEX OTC "
    "OTCQB OTCQX LSE ASX HKEX SEHK TASE MKT LISTING COMPANY SYMBOL TICKER STOCK FORM INDEX".split()
)
_LETTERS_ONLY = ("NASDAQ", "NYSE", "AMEX")


def is_symbol(text: str) -> bool:
    """Whether it may be a symbol where no colon says so: two to five capitals."""
    return bool(re.fullmatch(r"[A-Z]{2,5}(?:[.-][A-Z]{1,2})?", text)) and text not in _NO_SYMBOLS


def symbol_at(text: str, place: int, *, usual: str, closes: int) -> tuple[int, int] | None:
    """Where the symbol stands that begins at ``place``, of an exchange in its ``usual`` form.
    ``closes``: where the bracket closes that it stands in, 0 without one."""
    match = _SYMBOL.match(text, place)
    if match is None:
        return None
    start, end = match.span("symbol")
    start += text[start] == "$"
    symbol = text[start:end]
    if symbol.upper() in _NO_SYMBOLS or (symbol.islower() and not closes):
        return None
    if _NUMBER.match(text, start):
        return None
    if usual in _LETTERS_ONLY and (symbol[0].isdigit() or len(symbol.split(".")[0]) > 8):
        return None
    if not closes and re.match(r"[A-Z]$", symbol) and re.match(r"\s[a-z]", text[end : end + 2]):
        return None  # “AIM: A study of …”
    return (start, end) if not re.match(r"\s?%", text[end : end + 2]) else None


def isin_after(text: str, place: int) -> int | None:
    """The place after an ISIN (ISO 6166) that stands at ``place``, and after what joins it on."""
    match = _ISIN.match(text, place)
    return match.end() if match else None
