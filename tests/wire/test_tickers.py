"""Tickers: the notations that wires print, and what only looks like one."""

import time

import pytest

from releases.wire.tickers import tickers_in
from tests.wire.plain_document import document_of


def found(text):
    """The tickers of a text as “EXCHANGE:SYMBOL”, parted by blanks."""
    document = document_of(text)
    return " | ".join(
        f"{ticker.exchange.value}:{ticker.symbol.value}"
        for ticker in tickers_in(document, document.blocks)
    )


@pytest.mark.parametrize(
    ("notation", "tickers"),
    [
        ("(NasdaqGS: ABCD)", "NASDAQ:ABCD"),
        ("(Nasdaq-GM: ABCD)", "NASDAQ:ABCD"),
        ("(Nasdaq Global Select Market: ABCD)", "NASDAQ:ABCD"),
        ("(NASDAQ Capital Market: ABCD, ABCDW)", "NASDAQ:ABCD | NASDAQ:ABCDW"),
        ("(NYSE MKT: ABC)", "NYSE MKT:ABC"),
        ("(NYSE-MKT: ABC)", "NYSE MKT:ABC"),
        ("(NYSE American: ABC; TSX: ABX)", "NYSE American:ABC | TSX:ABX"),
        ("(NYSEAMERICAN: ABC)", "NYSE American:ABC"),
        ("(NYSE Arca: ABCX)", "NYSE Arca:ABCX"),
        ("(TSX VENTURE: ABC)", "TSXV:ABC"),
        ("(TSX-V: ABC) (OTCQB: ABCDF) (FSE: 1AB)", "TSXV:ABC | OTCQB:ABCDF | FSE:1AB"),
        ("(TSX: ABC.UN)", "TSX:ABC.UN"),
        ("(TSX: ABC.A, ABC.B)", "TSX:ABC.A | TSX:ABC.B"),
        ("(TSX, NYSE: ABX)", "TSX:ABX | NYSE:ABX"),
        ("(TSX & NYSE American: ABX)", "TSX:ABX | NYSE American:ABX"),
        ("(TSX/NYSE: ABX)", "TSX:ABX | NYSE:ABX"),
        (
            "(HKEX: 9871 (HKD Counter) and 89871 (RMB Counter); NASDAQ: AJX)",
            "HKEX:9871 | HKEX:89871 | NASDAQ:AJX",
        ),
        (
            "(NASDAQ: AJX and HKEX: 9871 (HKD counter) and 89871 (RMB counter), the “Company”)",
            "NASDAQ:AJX | HKEX:9871 | HKEX:89871",
        ),
        ("(SEHK: 1899)", "HKEX:1899"),
        ("(Hong Kong Stock Exchange: 1188)", "HKEX:1188"),
        ("(HKEX stock code: 01899)", "HKEX:01899"),
        ("(stock code: 01899.HK)", "HKEX:01899"),
        ("(A-share: 600999.SH, H-share: 06999.HK)", "SSE:600999 | HKEX:06999"),
        ("（香港联交所：1188）", "HKEX:1188"),
        ("（纳斯达克股票代码：ABCD）", "NASDAQ:ABCD"),
        (
            "(纳斯达克：ABCD；香港联交所代码：06888；上交所代码：688999)",
            "NASDAQ:ABCD | HKEX:06888 | SSE:688999",
        ),
        ("北京三角生物（股票代码：688998）今日宣布", "SSE:688998"),
        ("（股份代號：1866）香港", "HKEX:1866"),
        ("（1866.HK，688997.SH）", "HKEX:1866 | SSE:688997"),
        (
            "(BSE: 500999 | NSE: ABD | NYSE: ABN | NSEIFSC: ABD)",
            "BSE:500999 | NSE:ABD | NYSE:ABN | NSEIFSC:ABD",
        ),
        ("(Euronext Paris: ABQX – ISIN: FR0000000017)", "Euronext Paris:ABQX"),
        (
            "(Euronext Paris: FR0000000017 – ABQX; Nasdaq: ABQX)",
            "Euronext Paris:ABQX | NASDAQ:ABQX",
        ),
        ("(Euronext Growth Paris : ALXYZ)", "Euronext Growth Paris:ALXYZ"),
        ("(Euronext Amsterdam: ABN)", "Euronext Amsterdam:ABN"),
        ("(XETRA: ABC)", "XETRA:ABC"),
        ("(ETR: ABC)", "ETR:ABC"),
        ("(Frankfurt: 9AB)", "Frankfurt:9AB"),
        ("(Euronext Growth Paris - FR0012345678 - ALABC)", "Euronext Growth Paris:ALABC"),
        ("(FWB: AB1)", "FWB:AB1"),
        ("(SIX Swiss Exchange: ABCN)", "SIX:ABCN"),
        ("(SIX: ABCN, NYSE: ABC)", "SIX:ABCN | NYSE:ABC"),
        ("(ASX: ABC)", "ASX:ABC"),
        ("(NZX/ASX: AFX)", "NZX:AFX | ASX:AFX"),
        ("(Oslo Børs: ABC)", "OSE:ABC"),
        ("(OSE: ABC)", "OSE:ABC"),
        ("(Nasdaq Stockholm: ABC B)", "Nasdaq Stockholm:ABC B"),
        ("(Nasdaq First North Growth Market: ABC)", "Nasdaq First North:ABC"),
        ("(OTC Pink: ABCD)", "OTC PINK:ABCD"),
        ("(OTCMKTS: ABCD)", "OTC Markets:ABCD"),
        ("(OTC: ABCD)", "OTC:ABCD"),
        ("(Pink Sheets: ABCD)", "Pink Sheets:ABCD"),
        ("(OTCBB: ABCD.OB)", "OTCBB:ABCD.OB"),
        ("(“Foo” or the “Company”) (NASDAQ: FOOX)", "NASDAQ:FOOX"),
        ("(the “Company”; NYSE: FOO)", "NYSE:FOO"),
        ("(Nasdaq: FOO, the “Company”)", "NASDAQ:FOO"),
        ("(Nasdaq: FOO, FOO or the Company)", "NASDAQ:FOO"),
        ("Foo Corp., Nasdaq: FOOX, said", "NASDAQ:FOOX"),
        ("NYSE:FOO", "NYSE:FOO"),
        ("(NASDAQ FOOX)", "NASDAQ:FOOX"),
        ("(NYSE - FOO)", "NYSE:FOO"),
        ("(NYSE-FOO)", "NYSE:FOO"),
        ("(NYSE: “FOO”)", "NYSE:FOO"),
        ("(Nasdaq “FOOX”)", "NASDAQ:FOOX"),
        ("(NASDAQ Symbol: FOOX)", "NASDAQ:FOOX"),
        ("(NASDAQ ticker symbol: FOOX)", "NASDAQ:FOOX"),
        ("(Ticker: NASDAQ: FOOX)", "NASDAQ:FOOX"),
        ("(NYSE: ABX.A; ABX.B)", "NYSE:ABX.A | NYSE:ABX.B"),
        ("(NYSE: ABZ/ABZ.A)", "NYSE:ABZ | NYSE:ABZ.A"),
        (
            "Its shares are listed on the New York Stock Exchange under the symbol “FOO”.",
            "NYSE:FOO",
        ),
        (
            (
                "Its common stock trades on the Nasdaq Capital Market under the ticker symbol FOOX "
                "and warrants"
            ),
            "NASDAQ:FOOX",
        ),
        (
            (
                "are expected to begin trading on the Nasdaq Global Market on May 3, 2024 under "
                'the symbol "FOOX."'
            ),
            "NASDAQ:FOOX",
        ),
        ("listed on Nasdaq under the symbols “FOOX” and “FOOXW.”", "NASDAQ:FOOX | NASDAQ:FOOXW"),
        ("(New York Stock Exchange: FOO)", "NYSE:FOO"),
        ("(NYSE: FOO) (TSX: FOO)", "NYSE:FOO | TSX:FOO"),
        ("(NYSE and Euronext: FOO)", "NYSE:FOO | Euronext:FOO"),
        ("(LSE: FOO; AIM: BAR)", "LSE:FOO | AIM:BAR"),
        ("(LON: FOO)", "LSE:FOO"),
        ("(AIM:FOO, OTCQX:FOOYY)", "AIM:FOO | OTCQX:FOOYY"),
        ("(NASDAQ/TSX: AOX)", "NASDAQ:AOX | TSX:AOX"),
        ("(TASE: FOO; OTCQX: FOOFF)", "TASE:FOO | OTCQX:FOOFF"),
        ("(KOSDAQ: 068999)", "KOSDAQ:068999"),
        ("(TSE: 4599; NYSE: ABY)", "TSE:4599 | NYSE:ABY"),
        ("(TSE:4599/NYSE:ABY)", "TSE:4599 | NYSE:ABY"),
        ("(Nasdaq: ABCD; Nasdaq Copenhagen: ABC)", "NASDAQ:ABCD | Nasdaq Copenhagen:ABC"),
        ("(CSE:ABC)(OTCQB:ABCDF)(FRA:8AB)", "CSE:ABC | OTCQB:ABCDF | FRA:8AB"),
        ("(CSE: ABC; OTC: ABCDF; Frankfurt: 8AB)", "CSE:ABC | OTC:ABCDF | Frankfurt:8AB"),
        ("(NEO: ABC)", "NEO:ABC"),
        ("(Cboe CA: ABC)", "Cboe Canada:ABC"),
        ("(B3: PQRS4; NYSE: PQX, PQX.A)", "B3:PQRS4 | NYSE:PQX | NYSE:PQX.A"),
        ("(BMV: ABCUBD)", "BMV:ABCUBD"),
        ("(JSE: ABC)", "JSE:ABC"),
        ("(SGX: C99U)", "SGX:C99U"),
        ("(TSX : T, NYSE : TU)", "TSX:T | NYSE:TU"),
        ("(NASDAQ:\xa0FOOX)", "NASDAQ:FOOX"),
        ("(Nasdaq®: FOOX)", "NASDAQ:FOOX"),
        ("(NYSE: FOO.PR.A)", "NYSE:FOO.PR.A"),
        ("(NYSE: FOO PRA)", "NYSE:FOO PRA"),
        ("[TSXV: ABC | OTCQB: ABCDF | WKN: A1B2C3]", "TSXV:ABC | OTCQB:ABCDF"),
        ("(Bloomberg: ABC SW; Reuters: ABC.S; SIX: ABC)", "SIX:ABC"),
        (
            "(NASDAQ: FOOX) (“Foo”), formerly known as Bar (NASDAQ: BARX)",
            "NASDAQ:FOOX | NASDAQ:BARX",
        ),
        ("Foo Inc. [NASDAQ:FOOX]", "NASDAQ:FOOX"),
        ("Foo (Nasdaq Stockholm and NYSE: FOO)", "Nasdaq Stockholm:FOO | NYSE:FOO"),
        ("(Oslo: FOO)", "OSE:FOO"),
        ("(OTC Markets: OTCQB: FOOX)", "OTCQB:FOOX"),
        ("(OTCQB: FOOX, TSX-V: FOO)", "OTCQB:FOOX | TSXV:FOO"),
        ("(SSE: 688999)", "SSE:688999"),
        ("(Shanghai: 600998)", "SSE:600998"),
        ("(HK: 1188)", "HKEX:1188"),
        ("(6888.HK)", "HKEX:6888"),
        ("(Nasdaq: “FOOX”, “FOOXW”)", "NASDAQ:FOOX | NASDAQ:FOOXW"),
        ("(NYSE:FOO)(NYSE:FOO.WS)", "NYSE:FOO | NYSE:FOO.WS"),
        ("(Nasdaq: FOOX) and Bar (NYSE: BAR)", "NASDAQ:FOOX | NYSE:BAR"),
        ("(NYSE: FOO and FOO PR A)", "NYSE:FOO | NYSE:FOO PR A"),
        ("(Nasdaq: FOOX, CEO)", "NASDAQ:FOOX"),
        ("(NYSE: FOO-A)", "NYSE:FOO-A"),
        ("(NASDAQ: FOOX; FOOXW; FOOXU)", "NASDAQ:FOOX | NASDAQ:FOOXW | NASDAQ:FOOXU"),
        ("(NASDAQ: foox)", "NASDAQ:foox"),
        ("(Nasdaq, TSX: FOO)", "NASDAQ:FOO | TSX:FOO"),
        ("(Nasdaq: FOO; Euronext Brussels: FOO)", "NASDAQ:FOO | Euronext Brussels:FOO"),
        ("(XICE: ABCO)", "XICE:ABCO"),
        ("(MTAA: ABC)", "MTAA:ABC"),
        ("(NYSE:ABC, BMV:ABC*)", "NYSE:ABC | BMV:ABC"),
        ("(Bursa Malaysia: 5199)", "Bursa:5199"),
        ("(NYSE: FOO: TSX: FOO)", "NYSE:FOO | TSX:FOO"),
        ("(Nasdaq:FOOX)—a leader", "NASDAQ:FOOX"),
        ("(NYSE:FOO), NASDAQ:BARX", "NYSE:FOO | NASDAQ:BARX"),
        ("(Prime Standard, ISIN DE0000000017, XETRA: AB1)", "XETRA:AB1"),
        ("(Frankfurter Wertpapierbörse: AB1)", "Frankfurt:AB1"),
        ("(Nasdaq: ABCD.US)", "NASDAQ:ABCD.US"),
        ("shares (NYSE: A) and (NYSE: F)", "NYSE:A | NYSE:F"),
        ("(Nasdaq: ABCD, ABCDL)", "NASDAQ:ABCD | NASDAQ:ABCDL"),
        ("(NYSE/LSE: ACX)", "NYSE:ACX | LSE:ACX"),
        ("(Euronext: ABC)", "Euronext:ABC"),
        ("(Euronext Paris, Nasdaq: ABC)", "Euronext Paris:ABC | NASDAQ:ABC"),
    ],
)
def test_ticker_is_read_as_printed(notation, tickers):
    assert found(notation) == tickers


@pytest.mark.parametrize(
    "text",
    [
        "(NASDAQ Listing Rule 5635(c)(4))",
        "(Phase: II)",
        "(Source: XYZ)",
        "(Note: ABC)",
        "(Twitter: @foo)",
        "(formerly NASDAQ: OLDX)",
        "(ISIN: US1234567890)",
        "the NASDAQ Composite rose and the Nasdaq-100: up",
        "S&P/TSX: up 3",
        "according to the U.S. Securities and Exchange Commission (SEC)",
        "the New York Stock Exchange (NYSE) said",
        "(NYSE: the Company)",
        "AIM: To evaluate the drug",
        "(Tokyo: 3 p.m.)",
        "New York: 9 a.m., London: 2 p.m., Hong Kong: 9 p.m.",
        "LONDON: FIRST PATIENT DOSED",
        "Dial-in (Hong Kong: 800 1234)",
        "Hong Kong: 800901111",
        "Singapore: 8001012345; Toronto: 416 555 0100",
        "(Toronto: 416-555-0100)",
        "Nasdaq Stock Market LLC (“Nasdaq”) notified",
        "(HK.1188)",
        "Symbol: FOOX (Nasdaq)",
        "(the “Nasdaq”)",
        "the Nasdaq (the “Exchange”)",
        "traded on Nasdaq under the former symbol OLDX",
        "previously traded on the NYSE under the symbol “OLD”",
        "Euronext Paris – ABC",
    ],
)
def test_what_is_no_ticker_is_not_read(text):
    assert found(text) == ""


def test_ticker_is_told_once_where_it_is_first_mentioned():
    document = document_of("Acme (NYSE: ACM) said so.\n\nAbout Acme\n\nAcme (NYSE: ACM) is here.")

    (ticker,) = tickers_in(document, document.blocks)

    assert document.text[ticker.start : ticker.end] == "NYSE: ACM"
    assert ticker.start == document.text.index("NYSE")


def test_spans_say_what_was_printed():
    document = document_of("Acme (SIX and NasdaqGS: ACME) said so.")

    tickers = tickers_in(document, document.blocks)

    printed = [document.text[each.exchange.start : each.exchange.end] for each in tickers]
    assert printed == ["SIX", "NasdaqGS"]
    assert {document.text[each.symbol.start : each.symbol.end] for each in tickers} == {"ACME"}


def test_code_without_exchange_is_hong_kongs_where_the_text_speaks_of_it():
    text = "Acme Biologics (stock code: 1899), listed in Hong Kong, said so."

    assert found(text) == "HKEX:1899"


def test_code_without_exchange_is_none_where_nothing_tells_it():
    assert found("Acme Biologics (stock code: 1899) said so.") == ""


def test_unknown_exchange_is_read_beside_a_known_one():
    assert found("(TSX: ACM; QRST: 1AB)") == "TSX:ACM | QRST:1AB"


def test_unknown_exchange_alone_is_none():
    assert found("(QRST: ACM)") == ""


@pytest.mark.parametrize("part", ["(", "A", "NASDAQ: ", "(NASDAQ: ABCD) ", "(ABC: DEF) ", "NYSE/"])
def test_a_long_text_is_read_in_linear_time(part):
    document = document_of(part * (200_000 // len(part)))
    started = time.perf_counter()

    tickers_in(document, document.blocks)

    assert time.perf_counter() - started < 2
