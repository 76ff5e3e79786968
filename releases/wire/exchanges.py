"""Exchanges and markets as releases print them: the usual form of each, and its spellings.

A spelling is written in small letters; a blank in it also stands for a hyphen, a full stop or
nothing at all, so that ``tsx v`` is TSXV, TSX-V, TSX.V and TSX V. An acronym that has no other form
(FRA, XETR) stays the one that was printed: a name and a MIC (ISO 10383) are both right.
"""

import re
from functools import cache

_USUAL = {
    "NASDAQ": "nasdaq; nasdaq gs; nasdaq gm; nasdaq cm; nasdaq nm; nasdaq nms; nasdaq sc; "
    "nasdaq scm; "
    "nasdaq cap; nasdaq omx; nasdaq us; nasdaq stock market; nasdaq stock exchange; nasdaq global; "
    "nasdaq global select; nasdaq global select market; nasdaq global market; "
    "nasdaq capital market; nasdaq capital markets; nasdaq capital; nasdaq smallcap; "
    "nasdaq smallcap market; nasdaq national market; nasdaq exchange; nasdaq new york; nasaq; "
    "nasdq; "
    'נאסד"ק; נאסד״ק; נאסדא"ק; נאסדא״ק; נאסדק; 纳斯达克; 納斯達克; 那斯達克; 纳斯达克证券交易所; '
    "纳斯达克全球精选市场; 纳斯达克全球市场; 纳斯达克交易所; ナスダック; 나스닥; насдак",
    "NYSE": "nyse; new york stock exchange; n.y.s.e.; nyse euronext; bourse de new york; "
    "new yorker börse; 纽交所; 紐交所; 纽约证券交易所; 紐約證券交易所; 纽约证交所; 紐約證交所; "
    "纽证所",
    "NYSE American": "nyse american; nyse am; new york stock exchange american; "
    "nyse american exchange; "
    "nyse amer",
    "NYSE MKT": "nyse mkt; nyse market; nyse mkt llc",
    "NYSE Amex": "nyse amex; nyse alternext; nyse alternext us",
    "NYSE Arca": "nyse arca; arca",
    "NYSE Texas": "nyse texas",
    "AMEX": "amex; american stock exchange; ase",
    "Cboe": "cboe; cboe bzx; cboe us; bats; cboe global markets",
    "Cboe Canada": "cboe canada; cboe ca; cboe neo",
    "NEO": "neo; neo exchange; aequitas neo",
    "IEX": "iex",
    "LTSE": "ltse",
    "OTC": "otc; otc us; otc usa; us otc; over the counter",
    "OTCQB": "otcqb; otc qb; otcqb venture market; otcqb market; otc markets otcqb; otc markets qb",
    "OTCQX": "otcqx; otc qx; otcqx best market; otcqx international; otc markets otcqx; "
    "otc markets qx; "
    "otcqx us; otcqx market",
    "OTC PINK": "otc pink; otcpink; otc pinks; otc markets pink; pink open market; "
    "otc pink sheets; "
    "otc pink market; otcpk; otc pk; otc pink current; otc pink marketplace; otc pink open market",
    "Pink Sheets": "pink sheets; pinksheets; pinks; other otc pink; pink",
    "OTCID": "otcid; otc id",
    "OTC Markets": "otc markets; otcmkts; otc market; otc markets group; otc mkts; otcm",
    "OTCBB": "otcbb; otc bb; otc bulletin board; otc bulletin boards; otcbulletin board",
    "GREY": "otc grey; grey market; otc expert; otc expert market",
    "TSX": "tsx; toronto stock exchange; tsx toronto; toronto; bourse de toronto; 多伦多证券交易所",
    "TSXV": "tsx v; tsx venture; tsx venture exchange; tsx ve; cdnx; tsx vn; tsx venture market; "
    "bourse de croissance tsx; toronto venture; tsx croissance",
    "CSE": "cse; cnsx; canadian securities exchange; cse canada; "
    "bourse des valeurs canadiennes; cnq",
    "LSE": "lse; london stock exchange; lon; ln; london; lse main market; 伦敦证券交易所; 伦交所",
    "AIM": "aim; lse aim; aim lse; lon aim; aim london; london aim; aim market; "
    "alternative investment market",
    "AQSE": "aqse; aquis; aquis stock exchange; aquis exchange; apex; nex; plus",
    "Euronext": "euronext; enx; euronext exchange",
    "Euronext Paris": "euronext paris; nyse euronext paris; euronext paris compartment a; "
    "euronext paris compartment b; euronext paris compartment c; bourse de paris; paris bourse; "
    "paris stock exchange; paris",
    "Euronext Amsterdam": "euronext amsterdam; amsterdam; amsterdam stock exchange",
    "Euronext Brussels": "euronext brussels; euronext bruxelles; brussels; bruxelles",
    "Euronext Lisbon": "euronext lisbon; euronext lisboa",
    "Euronext Dublin": "euronext dublin; irish stock exchange; ise; iseq",
    "Euronext Milan": "euronext milan; borsa italiana; milan; euronext star milan",
    "Euronext Growth": "euronext growth; alternext",
    "Euronext Growth Paris": "euronext growth paris; alternext paris",
    "Euronext Growth Oslo": "euronext growth oslo",
    "Euronext Growth Milan": "euronext growth milan; aim italia",
    "Euronext Growth Brussels": "euronext growth brussels",
    "Euronext Growth Dublin": "euronext growth dublin",
    "Euronext Access": "euronext access; euronext access paris; marché libre",
    "Euronext Expert Market": "euronext expert market",
    "FSE": "fse",
    "Frankfurt": "frankfurt; frankfurt stock exchange; frankfurter wertpapierbörse; "
    "frankfurter börse; frankfurt exchange; boerse frankfurt; börse frankfurt; 法兰克福证券交易所",
    "XETRA": "xetra; xetra frankfurt; deutsche börse; deutsche boerse",
    "SIX": "six; six swiss exchange; swiss exchange; swiss stock exchange; six swiss; swx; "
    "schweizer börse; bourse suisse",
    "Stuttgart": "stuttgart; börse stuttgart; boerse stuttgart; stuttgart stock exchange",
    "Munich": "munich; börse münchen",
    "Berlin": "berlin; börse berlin; berlin stock exchange",
    "Tradegate": "tradegate; tradegate exchange",
    "ASX": "asx; australian securities exchange; australian stock exchange",
    "NZX": "nzx; nze; new zealand exchange; new zealand stock exchange; nzsx",
    "HKEX": "hkex; sehk; hkse; hk; hkg; hkex main board; hkex code; hong kong stock exchange; "
    "stock exchange of hong kong; stock exchange of hong kong limited; hong kong exchange; "
    "hong kong; "
    "main board of the stock exchange of hong kong limited; hong kong exchanges and clearing; "
    "hkex gem; 香港联交所; 香港聯交所; 港交所; 联交所; 聯交所; 香港交易所; 香港联合交易所; "
    "香港聯合交易所; "
    "香港联交所主板; 香港聯交所主板; 港股; 香港; 香港證券交易所; 香港证券交易所",
    "SSE": "sse; shanghai stock exchange; shanghai; sse star; sse star market; sh; "
    "shanghai stock exchange star market; star market; 上交所; 上海证券交易所; 上海證券交易所; "
    "上证; "
    "上交所科创板; 科创板; 科創板; 上海",
    "SZSE": "szse; shenzhen stock exchange; shenzhen; chinext; szse chinext; "
    "shenzhen stock exchange chinext; 深交所; 深圳证券交易所; 深圳證券交易所; 创业板; 深圳",
    "BSE (Beijing)": "beijing stock exchange; 北交所; 北京证券交易所",
    "TSE": "tse; tokyo stock exchange; tokyo; tse prime; tse growth; tse standard; tse mothers; "
    "tokyo stock exchange prime market; tokyo stock exchange growth market; 东京证券交易所; "
    "東京證券交易所; 東京証券取引所; 東証; 東証プライム; 東証グロース",
    "JASDAQ": "jasdaq",
    "TWSE": "twse; taiwan stock exchange; taiwan; 台湾证券交易所; 臺灣證券交易所; "
    "台灣證券交易所; 台股",
    "TPEX": "tpex; taipei exchange; gretai; 櫃買中心; 上櫃",
    "KRX": "krx; korea exchange; korea stock exchange; 韩国交易所; 코스피",
    "KOSDAQ": "kosdaq; 코스닥; 科斯达克",
    "KOSPI": "kospi",
    "TASE": 'tase; tel aviv stock exchange; tlv; ת"א; ת״א; בורסה',
    "BSE": "bse; bombay stock exchange; bse india; mumbai",
    "NSE": "nse; national stock exchange; national stock exchange of india; nse india",
    "B3": "b3; bvmf; bm fbovespa; bm&fbovespa; bovespa; bmf bovespa; sao paulo",
    "BMV": "bmv; bolsa mexicana de valores; mexican stock exchange",
    "BIVA": "biva",
    "BCBA": "bcba; byma; buenos aires; merval",
    "BVL": "bvl; bolsa de valores de lima; lima",
    "BVC": "bvc; bolsa de valores de colombia",
    "JSE": "jse; johannesburg stock exchange; johannesburg",
    "NSX": "nsx; ngx; nigerian exchange",
    "SGX": "sgx; singapore exchange; sgx st; sgx mainboard; ses; 新加坡交易所; 新交所",
    "OSE": "ose; oslo børs; oslo bors; oslo stock exchange; oslo; osebx; oslo bourse; "
    "euronext oslo; "
    "euronext oslo børs; osl",
    "Nasdaq Stockholm": "nasdaq stockholm; nasdaq omx stockholm; omx stockholm; sto; stockholm; "
    "stockholmsbörsen; stockholm stock exchange; nasdaq sto",
    "Nasdaq Copenhagen": "nasdaq copenhagen; nasdaq omx copenhagen; omx copenhagen; copenhagen; "
    "copenhagen stock exchange; cph",
    "Nasdaq Helsinki": "nasdaq helsinki; nasdaq omx helsinki; omx helsinki; helsinki; hel; "
    "helsinki stock exchange",
    "Nasdaq Iceland": "nasdaq iceland; nasdaq omx iceland; omx iceland; iceland",
    "Nasdaq Baltic": "nasdaq baltic; nasdaq tallinn; nasdaq vilnius; nasdaq riga",
    "Nasdaq Dubai": "nasdaq dubai",
    "OMX": "omx",
    "Nasdaq First North": "nasdaq first north; first north; first north growth market; "
    "nasdaq first north growth market; nasdaq omx first north; nasdaq first north premier; "
    "nasdaq first north premier growth market; nasdaq first north stockholm",
    "NGM": "ngm; nordic sme; nordic mtf; ngm nordic sme; nordic growth market; ngm main regulated",
    "Spotlight": "spotlight; spotlight stock market; aktietorget",
    "GPW": "gpw; wse; warsaw stock exchange; newconnect; warsaw",
    "BME": "bme; bolsa de madrid; madrid; madrid stock exchange; bme growth; mad; mce",
    "VSE": "vse; vienna stock exchange; wiener börse; vienna",
    "ATHEX": "athex; ase athens; athens stock exchange",
    "PSE": "pse; philippine stock exchange",
    "BIST": "bist; borsa istanbul",
    "MOEX": "moex; moscow exchange; micex; rts",
    "SET": "set; stock exchange of thailand",
    "IDX": "idx; indonesia stock exchange",
    "Bursa": "bursa; bursa malaysia; klse; myx",
    "HOSE": "hose; hnx",
    "ADX": "adx; abu dhabi securities exchange",
    "DFM": "dfm; dubai financial market",
    "Tadawul": "tadawul; saudi exchange",
    "BSX": "bsx; bermuda stock exchange",
    "ICX": "icx; icex; nasdaq icx",
    "PSX": "psx; pakistan stock exchange",
}  # fmt: skip

# Their own usual form: MICs, and the acronyms of data vendors.
_AS_PRINTED = (
    "xnas xnys xngs xncm xnms xase arcx xtse xtsx xtnx xcnq neoe xlon aimx xpar xams xbru xlis "
    "xdub "
    "alxp alxb alxa mtaa xmil xmad growm xetr xfra fra fwb ff etr ger gr xstu xmun xber xdus xham "
    "xswx xvtx xwbo xwar xpra xbud xath xist xice xsto xcse xhel xosl merk fnse fndk fnfi fnis "
    "sse1 "
    "xhkg xtks xjpx jpx xses xasx xnze xkrx xkos xtai roco xshg xshe xbkk xidx xkls xphs xbom xnse "
    "xtae xjse bvmf xmex xbue xlim xbog xsgo epa ams ebr els bit bru epx enxtpa enxtam swx1 vtx "
    "nseifsc otcm pinx otco ootc pslu psg"
).split()

# Where the code itself tells the exchange: 123456.SH. What vendors write after the stop.
OF_SUFFIX = {
    "SH": "SSE", "SS": "SSE", "SZ": "SZSE", "HK": "HKEX", "T": "TSE", "KS": "KRX", "KQ": "KOSDAQ",
    "TW": "TWSE", "TWO": "TPEX", "DE": "XETRA", "F": "FSE", "SI": "SGX", "KL": "Bursa", "BO": "BSE",
    "NS": "NSE", "TA": "TASE", "AX": "ASX", "BJ": "BSE (Beijing)", "JP": "TSE", "IX": "BSE",
}  # fmt: skip

# Codes that stand beside tickers and are none.
NO_EXCHANGE = frozenset(
    "ISIN WKN CUSIP SEDOL LEI RIC FIGI VALOR VALOREN CIK NCT BLOOMBERG REUTERS TICKER SYMBOL CODE "
    "TEL FAX PHONE EMAIL NOTE SOURCE PHASE TWITTER WEB URL DOI ID NIP KRS REGON SIREN RCS HRB CVR "
    "NAICS SIC GICS FTSE MSCI DAX MDAX SDAX CAC SBF ICB EPS USD EUR CHF CAD AUD DATE TIME EST EDT "
    "GMT CET UTC CEO CFO ATTN CONTACT VS HR CI OR P N AND".split()
)

# A place or a word that only a colon and a symbol make an exchange.
WORDS = frozenset(
    "toronto london lon ln paris amsterdam brussels bruxelles milan frankfurt stuttgart munich "
    "berlin "
    "hong kong shanghai sh shenzhen tokyo taiwan mumbai lima oslo stockholm copenhagen helsinki "
    "iceland warsaw madrid vienna johannesburg aim six neo set hk hel ose ase plus apex pink nex "
    "grey arca iex ice mad bit ams els gr ff ger bursa spotlight ses sto 香港 上海 深圳 hose "
    "cse ise "
    "pinks over counter bats rts osl psg mce buenos aires b3".split()
)


def usual_form(printed: str) -> str:
    """The usual form of an exchange’s name as printed: NASDAQ for “NasdaqGS”."""
    name = _plain(printed)
    return _table().get(name, printed.upper())


def is_word(printed: str) -> bool:
    """Whether the name means other things, too: a city, “aim”, “six”."""
    return set(printed.lower().split()) <= WORDS


@cache
def pattern() -> re.Pattern[str]:
    """Finds exchanges’ names in a text whose Latin letters are small (``small``), longest first."""
    by_first: dict[str, list[str]] = {}
    for name in sorted(_spellings(), key=len, reverse=True):
        blanks = r"[\s.–-]{0,2}".join(re.escape(word) for word in name.split())
        by_first.setdefault(name[0], []).append(blanks[len(re.escape(name[0])) :])
    either = "|".join(
        rf"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()
    )
    return re.compile(
        rf"(?<![\w=@#])(?:the\s|la\s)?(?P<name>{either})(?![a-z0-9&+à-ÿ]|-\d)(?:[®™]|\s?\(r\))?"
        rf"|(?P<cjk>(?:{'|'.join(sorted(_in_chinese(), key=len, reverse=True))}))"
    )


def small(text: str) -> str:
    """Its Latin letters made small, sign by sign: every place stays where it is."""
    return text.translate(_SMALL)


_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)} | {
    ord("Ö"): ord("ö"), ord("Ø"): ord("ø"), ord("É"): ord("é"), 0xA0: ord(" "), ord("\t"): ord(" "),
}  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r"[\s.–-]", "", small(name))


@cache
def _table() -> dict[str, str]:
    return {
        _plain(spelling): usual
        for usual, spellings in _USUAL.items()
        for spelling in spellings.split("; ")
    }


def _spellings() -> set[str]:
    found = {name for names in _USUAL.values() for name in names.split("; ")}
    return (found | set(_AS_PRINTED)) - set(_in_chinese())


def _in_chinese() -> list[str]:
    names = (name for names in _USUAL.values() for name in names.split("; "))
    return [name for name in names if re.match(r"[\u3040-\u9fff\uac00-\ud7af]", name)]
