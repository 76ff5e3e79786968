"""What people are and whom they work for: the words of titles, departments, firms and addresses."""

import re

_TITLE_WORDS = (
    r"director|manager|president|vice[- ]president|vice[- ]chair\w*|chair(?:man|woman|person)?|"
    r"chief|officer|"
    r"c[efmst]o|coo|cso|cio|cco|chro|[es]?vp|avp|head|secretary|treasurer|controller|counsel|"
    r"partner|principal|"
    r"founder|co-?founder|analyst|associate|consultant|coordinator|co-?ordinator|specialist|"
    r"strategist|"
    r"spokes(?:person|man|woman)|executive|lead|leader|advis[eo]r|representative|editor|supervisor|"
    r"administrator|assistant|publicist|owner|dean|professor|liaison|agent|intern|"
    r"directeur|directrice|vice[- ]?présidente?|présidente?|chef|cheffe|responsable|"
    r"conseill(?:er|ère)|"
    r"porte-parole|gestionnaire|secrétaire|attachée?|première?|délégué\w?|relationniste|"
    r"gérante?|associée?|"
    r"fondat(?:eur|rice)|trésori(?:er|ère)|adjointe?|"
    r"leiter(?:in)?|(?:presse)?sprecher(?:in)?|unternehmenssprecher(?:in)?|"
    r"geschäftsführer(?:in)?|vorstand\w*|"
    r"referent(?:in)?|direktor(?:in)?|berater(?:in)?|bereichsleiter(?:in)?|pressereferent(?:in)?|"
    r"mediensprecher(?:in)?|finanzvorstand|prokurist(?:in)?|assistent(?:in)?|inhaber(?:in)?|"
    r"gründer(?:in)?|vd|\w{0,20}(?:sjef|direktör|direktør|johtaja)|\w{3,20}(?:s|-)chef|"
    r"directora|gerente|presidente|portavoz|responsabile|portavoce|jef[ea]|direttore|direttrice"
)
_TITLE = re.compile(rf"(?<![\w-])(?:{_TITLE_WORDS})(?![\w-])", re.IGNORECASE)
_CHINESE_TITLE = re.compile(
    r"(?:总监|總監|经理|經理|总裁|總裁|主任|主管|董事|秘书|秘書|主席|首席|负责人|負責人|代表|专员|專員|合伙人|总经理)"
)
_DEPARTMENTS = (
    r"(?:(?:global|corporate|external|internal|head of|vp|group|strategic|north american?|"
    r"u\.?s\.?|european)\s)?"
    r"(?:investors?|shareholders?|media|public|press|analysts?|government|corporate|external|"
    r"financial|"
    r"strategic|marketing|business|internal|integrated|brand)?\s?"
    r"(?:relations|communications?|affairs|development|marketing|office|finance|inquir(?:y|ies)|"
    r"enquir(?:y|ies)|"
    r"desk|department|team|service|strategy|sustainability|treasury|investors?|media|press)"
    r"(?:\s(?:department|team|office|desk|division|group))?"
    r"|(?:ir|pr)(?:\s(?:team|department|desk|office))?|ir/pr|pr/ir|esg|capital markets|presse"
    r"|medien|médias|"
    r"relations (?:avec les )?(?:investisseurs|médias)"
    r"|relations? (?:presse|médias?|médiatiques|publiques)|communications?|affaires publiques|"
    r"bureau de presse"
    r"|service de presse|unternehmenskommunikation|konzernkommunikation|öffentlichkeitsarbeit|"
    r"pressestelle"
    r"|presseabteilung|kommunikation|communications? (?:d(?:'|’)entreprise|corporative)"
)
_DEPARTMENT = re.compile(
    rf"(?:{_DEPARTMENTS})(?:\s?(?:,|&|/|\band\b|\bet\b|\bund\b)\s?(?:{_DEPARTMENTS})){{0,3}}",
    re.IGNORECASE,
)
_FIRM_WORDS = (
    r"inc|incorporated|corp|corporation|ltd|limited|llc|llp|l\.?p|plc|ag|se|s\.?a|sas|s\.?a\.?s|"
    r"s\.?a\.?r\.?l|n\.?v|"
    r"b\.?v|gmbh|kg|kgaa|ab|asa|a/s|oyj|s\.?p\.?a|pte|pty|bhd|co|company|companies|holdings?|"
    r"groups?|partners|capital|"
    r"advisory|advisors|advisers|associates|communications|consulting|consultants|relations|"
    r"strategies|solutions|"
    r"technolog(?:y|ies)|therapeutics|pharmaceuticals?|pharma|bio|biosciences?|biotech\w*|"
    r"biopharma\w*|biologics|"
    r"sciences?|labs?|laborator(?:y|ies)|medical|medicines?|health|healthcare|energy|resources|"
    r"mining|minerals|"
    r"metals|exploration|bank|trust|fund|funds|ventures|investments|financial|securities|realty|"
    r"properties|"
    r"systems|networks?|software|media|digital|studios?|entertainment|interactive|international|"
    r"global|"
    r"worldwide|industries|enterprises|foundation|institute|university|college|hospital|"
    r"association|society|"
    r"council|agency|pr|ir|public|brands?|foods|motors|airlines|airways|logistics|services|"
    r"insurance|"
    r"agence|groupe|banque|société|université|fondation|gesellschaft|verlag|agentur|kommunikation|"
    r"consult|team|newswire|news|robotics|semiconductors?|materials|devices|diagnostics|genomics|"
    r"oncology|vaccines|instruments|electronics|manufacturing|products|stores|center|centre|"
    r"america|"
    r"canada|europe|asia|usa|department|ministry|authority|commission|city|county|state|bancorp|"
    r"bancshares|acquisition|royalties|lithium|uranium|petroleum|oil|gas|solar|aerospace|"
    r"defen[cs]e|automotive|education|academy|school|club|league|marketing"
)
_FIRM = re.compile(rf"(?<![\w-])(?:{_FIRM_WORDS})\.?(?![\w-])", re.IGNORECASE)
_CHINESE_FIRM = re.compile(
    r"(?:公司|集团|集團|股份|银行|銀行|大学|大學|研究所|研究院|顾问|顧問|公关|公關|基金|中心|控股|部)$"
)
_ADDRESS = re.compile(
    r"(?<![\w-])(?:street|str\.|st\.|avenue|ave\.?|road|rd\.?|suite|ste\.?|floor|drive|"
    r"boulevard|blvd\.?|plaza|"
    r"parkway|pkwy\.?|highway|lane|p\.?\s?o\.? box|postfach|platz|rue|chemin|bureau \d|étage|"
    r"building|tower|unit \d)"
    r"(?![\w-])|\w{3,30}(?:straße|strasse|weg|gasse|platz) \d|\b[A-Z]{2}\s{1,2}\d{5}\b|"
    r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b(?:[A-Z]{1,2}-)?\d{4,5} [A-Z]|"
    r"[省市区區路街号號楼樓室]\d*[号號楼樓室]?",
    re.IGNORECASE,
)
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR"
    " PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB SK NS NB NL PE UK USA"
).split()
_COUNTRIES = (
    "united states|united kingdom|u\\.?s\\.?a?\\.?|u\\.?k\\.?|canada|china|germany|france|"
    "switzerland|israel|japan|"
    "india|ireland|italy|spain|sweden|norway|denmark|finland|netherlands|the netherlands|"
    "belgium|austria|"
    "australia|singapore|hong kong|korea|south korea|taiwan|brazil|mexico|deutschland|schweiz|"
    "suisse|"
    "österreich|england|scotland|luxembourg|poland|portugal|greece|turkey|uae|united arab emirates|"
    "massachusetts|california|texas|florida|ontario|quebec|québec|british columbia|alberta|new "
    "jersey|"
    "pennsylvania|illinois|ohio|georgia|north carolina|colorado|washington|virginia|maryland|"
    "michigan|"
    "calif\\.?|mass\\.?|conn\\.?|ill\\.?|tex\\.?|fla\\.?|n\\.?\\s?[yjc]\\.?|ont\\.?|pa\\.?"
)
_PLACE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w.'’-]+\s?){{1,3}},\s(?:{'|'.join(_STATES)}|"
    rf"(?i:{_COUNTRIES}))(?:,\s(?i:{_COUNTRIES}))?\.?"
    r"|(?i:new york|london|paris|toronto|vancouver|montr[eé]al|calgary|boston|chicago|"
    r"san francisco|los angeles|"
    r"houston|dallas|atlanta|frankfurt|berlin|münchen|munich|hamburg|zürich|zurich|genève|"
    r"geneva|shanghai|"
    r"beijing|hong kong|singapore|tokyo|tel aviv|sydney|melbourne|dublin|amsterdam|stockholm|"
    r"oslo|copenhagen"
    rf"|{_COUNTRIES})"
)
_REGION = re.compile(
    r"(?:(?:north|south|latin|asia[- ]?pacific|apac|emea|americas?|europe|global|worldwide|"
    r"international|"
    r"u\.?s\.?|north america|canada|asia|germany|france|china|deutschland|europa)\s?&?\s?){1,3}$",
    re.IGNORECASE,
)


_PARTS = (
    r"(?:(?:north|south|latin|central|east|west|asia|asia[- ]?pacific|apac|emea|mena|latam"
    r"|americas?|europe|africa|middle|pacific|oceania|rest|of|the|world|greater)\b[\s,&/-]{0,3}(?:and\s)?)"
)
_REGIONAL = re.compile(
    r"(?i:in|outside(?:\sof)?|within|rest\sof|all\sother|other)\s(?:(?i:the)\s)?"
    r"(?:[A-ZÀ-Þ][\w.’'-]{1,20}(?:\s(?:and\s|&\s)?)?){1,4}"
    rf"|(?i:elsewhere|international(?:ly)?|worldwide|{_PARTS}{{1,7}})"
)
_PURPOSES = frozenset(
    "sales general corporate company headquarters head office business partnership partnerships "
    "customer customers technical support analyst analysts journalist journalists broker brokers "
    "nomad adviser advisers advisor legal registrar transfer agent issuer agency website finance "
    "financial media press investor investors shareholder shareholders public communications "
    "relations and or questions question inquiries enquiries interviews interview requests queries "
    "information further more contact contacts details marketing trade consumer product products "
    "editors editor photos images us press-office patients physicians the of other others at on "
    "highlights social follow connect note notes here".split()
)


def is_title(text: str) -> bool:
    """Whether it says what somebody is: “Vice President, Finance”, “Leiterin Presse”."""
    if _CHINESE_TITLE.search(text) and not _CHINESE_FIRM.search(text):
        return True
    found = _TITLE.search(text)
    if found is None:
        return False
    closing = text.rstrip(".,").rsplit(" ", 1)[-1]
    is_early = not text[: found.start()].strip() or len(text[: found.start()].split()) < 4
    is_firm = bool(
        re.fullmatch(r"(?i)inc|llc|llp|ltd|corp|plc|gmbh|group|limited|advisors|partners", closing)
    )
    return is_early and not is_firm


def is_department(text: str) -> bool:
    """Whether it names a function, such as “Investor Relations” or “Media & Public Affairs”."""
    return bool(_DEPARTMENT.fullmatch(text.strip(" .:")))


def is_firm(text: str) -> bool:
    """Whether a word in it is one that firms and institutions are called by."""
    return bool(_FIRM.search(text) or _CHINESE_FIRM.search(text) or "&" in text or "+" in text)


def closes_as_firm(text: str) -> bool:
    """Whether its last word is one that firms are called by: “Park Lane Communications”."""
    return " " in text and bool(_FIRM.fullmatch(text.rsplit(" ", 1)[1]))


def is_address(text: str) -> bool:
    """Whether it says where to find somebody: a street, a town with its state, a country."""
    return bool(_ADDRESS.search(text) or _PLACE.fullmatch(text.strip(" .,")))


def is_region(text: str) -> bool:
    """Whether it says of which part of the world a title is: “Head of Media, North America”."""
    return bool(_REGION.fullmatch(text.strip()))


def is_of_a_region(text: str) -> bool:
    """Whether it says for which part of the world those are who are named beneath it."""
    return bool(_REGIONAL.fullmatch(text.strip()))


def names_a_firm(text: str) -> bool:
    """Whether the words of a heading, “For …:”, name somebody and not a purpose or a region."""
    words = re.findall(r"[^\W_]+", text.casefold())
    is_purpose = all(word in _PURPOSES for word in words) or is_department(text)
    is_anywhere = is_region(text) or is_of_a_region(text) or bool(_PLACE.fullmatch(text.strip()))
    return (
        not is_purpose
        and not is_anywhere
        and bool(re.match(r"(?:the )?[^\W_a-z]|[a-z][A-Z]", text))
    )


def title_begins(text: str) -> int | None:
    """Where in a run of words without commas a title may begin."""
    found = re.search(
        rf"(?<![\w-])(?:(?:senior|executive|group|global|corporate|deputy|assistant|associate|"
        rf"managing|general|"
        rf"interim|acting|investor|media|public|chief|vice|head|directrice|co-)[ ,-]|"
        rf"{_TITLE_WORDS})(?![\w])?",
        text,
        re.IGNORECASE,
    )
    return found.start() if found else None
