"""The words that announce contact details, in the languages releases come in."""

import re
from itertools import islice
from typing import NamedTuple


class Heading(NamedTuple):
    """``end``: where on the line it ends; ``firm``: the words of it that name a firm, as (start,
    end), or None; ``is_weak``: whether it announces contacts only where details follow at once."""

    end: int
    firm: tuple[int, int] | None = None
    is_weak: bool = False


_WHOSE = (
    r"(?:investors?|media|press|company|corporate|public|shareholders?|analysts?|news|agency|pr|"
    r"ir|business|general|"
    r"trade|consumer|financial|u\.?s\.?|european|canadian|global|international|primary|"
    r"additional|editorial|sales|"
    r"marketing|customer|partnerships?|communications?|relations|community|government|industry|"
    r"issuer|our|main|"
    r"institutional|retail|medical|technical|and|or|&|/|,|-|\|)"
)
_NOUN = (
    r"(?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|relations|information|info|details|quer(?:y|"
    r"ies)|questions|persons?|"
    r"requests|us|numbers?|communications)"
)
_STRONG = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?:for\s)?(?:{_WHOSE}\s?){{0,6}}contacts?(?:\s?(?:information|info|details|persons?|"
            rf"us|data|names?|"
            r"for\s(?:the\s)?(?:media|press|investors|analysts|journalists)"
            r"(?:\s(?:and|&)\s(?:media|press|investors|analysts))?|numbers?|\(s\)))?(?-i:(?![a-z]))"
        ),
        (
            rf"(?:for\s)?(?:{_WHOSE}\s?){{1,6}}{_NOUN}(?:\s(?:contacts?|inquiries|enquiries|"
            rf"department|team))?(?-i:(?![a-z]))"
        ),
        r"enquir(?:y|ies)(?-i:(?![a-z]))|inquiries(?-i:(?![a-z]))",
        (
            r"(?:questions|inquiries|enquiries|queries|requests)\s(?:from|by|for|of)\s(?:the\s)?"
            r"(?:media|press|journalists|investors|analysts|shareholders|editors)(?-i:(?![a-z]))"
        ),
        (
            r"(?:personnes?[- ]?ressources?|coordonnées|renseignements|demandes (?:des )?(?:médias|"
            r"investisseurs)|"
            r"(?:contacts?|relations)\s(?:(?:avec\s)?(?:les?\s|des\s|d(?:'|’)|aux\s)?(?:presse|"
            r"médias?|investisseurs?|analystes?|"
            r"médiatiques|publiques|actionnaires|journalistes|entreprise|corporatif)(?:\s(?:et|&|"
            r"/)\s)?){1,3})(?![\w])"
        ),
        (
            r"(?:(?:presse|medien|investoren|unternehmens|firmen|ir|pr|agentur|media|press)-?\s?)?"
            r"(?:kontakt(?:e|daten|adresse|person)?|ansprechpartner(?:in(?:nen)?)?|"
            r"anfragen)(?:\s(?:für|zu|bei)\s[\w ,&-]{3,50})?"
            r"(?-i:(?![a-zäöü]))"
        ),
        r"rückfrage(?:n|hinweis|kontakt)(?-i:(?![a-z]))(?:\s(?:bitte\s)?an)?",
        (
            r"(?:contactos?|contatt[oi]|contatos?|contactpersoon|contactgegevens|kontaktuppgifter|"
            r"kontaktpersone?r?|"
            r"kontaktinformation|kontaktoplysninger|yhteystiedot|lisätietoja|lisätiedot)"
            r"(?:\s(?:de\s|de\sla\s)?(?:prensa|medios|stampa|imprensa|media))?(?-i:(?![a-z]))"
        ),
        (
            r"(?:媒体|媒體|新闻|新聞|传媒|傳媒|投资者|投資者|公司|业务|業務|商务|商務|公关|公關|企业|企業|关系|關係|及|和|与|與|、|/){0,4}\s?"
            r"(?:联系人|聯絡人|聯繫人|联络人|联系方式|聯絡方式|聯繫方式|联系我们|聯絡我們|联系信息|联系|聯絡|聯繫|联络|垂询|垂詢|查询|查詢|咨询|諮詢|"
            r"关系|關係)"
            r"(?:人|方式|资料|資料|部门|部門|电话|電話|信息|\s?[（(](?:媒体|媒體|投资者|投資者)[）)])?"
        ),
        r"お問い合わせ先?|連絡先",
    )
)
_WEAK = re.compile(
    r"(?:for\s)?(?:the\s)?(?:media|press|investors?|analysts?|shareholders?|journalists?|agency|"
    r"ir|pr|company|corporate|trade|"
    r"financial|communications|public relations|presse|medien|investoren|médias?|investisseurs?|"
    r"analystes?|"
    r"(?:in\s(?:the\s)?)?(?:(?:north|latin|south)\samerica|americas?|u\.?\s?s\.?a?|"
    r"united\s(?:states|kingdom)|u\.?k|"
    r"europe|emea|asia(?:[- ]pacific)?|apac|canada|china|(?:mainland\s)?china|hong\skong|japan|"
    r"israel|germany|france|"
    r"switzerland|australia|india|singapore)|"
    r"媒体|媒體|投资者|投資者)"
    r"(?:\s?(?:and|&|/|,|or|et|und|及)\s?(?:media|press|investors?|analysts?|financial community|"
    r"presse|medien|"
    r"investoren|médias?|investisseurs?|analystes?)){0,2}(?![\w])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:for\s(?:all\s|any\s|other\s)?(?:further|more|additional|general|media|press|investor|"
    r"interview|sales|partnership"
    r"|photos|questions|details|inquiries|enquiries|information|queries|interviews|images)\b"
    r"|(?:all\s|any\s)?(?:media|press|investor|further|additional|more|"
    r"general)\s(?:\w+\s){0,3}?(?:information|inquiries|"
    r"enquiries|requests|questions|details)|(?:please|kindly)\s(?:contact|direct|address|call)|"
    r"to\scontact\s|"
    r"pour\s(?:plus|de\splus|tout|toute|obtenir|en\ssavoir|un|une|toutes)\b|renseignements\b|"
    r"(?:für\s)?(?:weitere|nähere|mehr|zusätzliche)n?\s(?:information|auskünfte|fragen|details)|"
    r"bei\s(?:rück)?fragen|"
    r"(?:members\sof\sthe\s)?(?:media|investors?|journalists|reporters|analysts|shareholders|press)"
    r"\s(?:may|can|should|are\s\w{2,12}\sto|with\s(?:\w{2,12}\s)?questions)\b|"
    r"für\srückfragen|si\svous\savez\sdes\squestions|"
    r"för\s(?:ytterligare|mer)\s(?:information|upplysningar)|for\s(?:yderligere|ytterligere|mer|"
    r"nærmere)\s"
    r"(?:information|oplysninger|informasjon)|para\s(?:más|mayor|mais)\sinforma|"
    r"per\s(?:ulteriori|maggiori)\sinforma|"
    r"voor\smeer\sinformatie|"
    r"(?:如|欲|若)(?:有|需|要|想)?.{0,16}(?:查询|查詢|咨询|諮詢|了解|更多|详情|詳情|联系|聯絡|垂询|垂詢))",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:please\s|kindly\s)?(?:contact|contacting|call|e-?mail|reach(?:\sout\sto)?|write\sto|"
    r"directed\sto|"
    r"communiquer\savec|communiquez\savec|contacter|contactez|s(?:'|’)adresser\sà|joindre|"
    r"wenden\ssie\ssich\s(?:bitte\s)?"
    r"(?:an|gern\san)|kontaktieren\s(?:sie\s)?(?:bitte)?|kontakta|kontakt|contactar(?:\sa|"
    r"\scon)?|contattare|contate|"
    r"contact\sopnemen\smet)(?!\w)(?:\s(?:us|nous|uns|sie|bitte)(?!\w))?(?:\s(?:at|on|via|"
    r"by\sphone|par|à|unter|au|bei))?\s?[:：]?"
    r"|(?:请|請|敬请|敬請)?(?:联系|聯絡|聯繫|联络)(?:我们|我們)?[:：]?",
    re.IGNORECASE,
)
_NO_CONTACT = re.compile(
    r"prospectus|offering circular|placement agent|underwriter|bookrunn|information agent|proxy|"
    r"tender offer|dial|"
    r"conference call|webcast|replay|passcode|access code|enrol|clinicaltrials|class period|"
    r"lead plaintiff|"
    r"reserv(?:e|ation)|tickets|regist(?:er|ration)|rsvp|exchange agent|depositary|solicit|"
    r"copies of",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:for|pour|für|on behalf of|at)\s(?P<firm>[^:：]{2,80}?)\s?[:：]\s?", re.IGNORECASE
)
_FOR_ALONE = re.compile(
    r"(?:For|On behalf of|Für|Pour) (?P<firm>[A-ZÀ-Þ0-9][^:：.!?@]{1,40}(?:\.|[^.:：@]{0,20}))$"
)
_OF_FIRM = re.compile(
    r"(?P<firm>(?:(?-i:[A-ZÀ-Þ0-9])[\w.&'’+-]{0,30},?\s){1,6}?)"
    r"(?:(?:investor|media|press|company|corporate|public|ir|pr|and|&|/|relations|news)\s?){0,5}"
    r"(?:contacts?|inquiries|enquiries|relations(?:\scontacts?)?|media|investors|press|"
    r"communications)"
    r"(?:\s(?:details|information))?\s?[:：](?=\s|$)\s?",
    re.IGNORECASE,
)
# “Acme Contacts”, “Contacts Acme”: a line of its own.
_FIRMS_OWN = re.compile(
    r"(?P<firm>(?:[A-ZÀ-Þ0-9][\w.&'’+-]{0,30},?\s){1,5})(?:Contacts|CONTACTS)"
    r"|(?:Contacts|CONTACTS)(?P<other>(?:\s[A-ZÀ-Þ0-9][\w.&'’+-]{0,30}){1,5})"
)
_SEPARATOR = re.compile(r"\s?(?:[:：]|[-–—]\s)\s?")
_GLUE = re.compile(r"[A-ZÀ-Þ+(]")
_PARAGRAPH = 6_000  # characters
_TRIES = 40
_SENTENCE = 500  # characters in which a lead-in must come to its verb


def heading_in(line: str) -> Heading | None:
    """The heading that ``line`` begins with; details may follow it, even glued to it."""
    line = line[: 2 * _SENTENCE]
    for pattern, is_weak in (*((strong, False) for strong in _STRONG), (_WEAK, True)):
        found = pattern.match(line)
        if found and found.end() and (end := _end(line, found.end(), is_weak=is_weak)) is not None:
            return Heading(
                end, None, is_weak or not re.search(r"(?i)cont[ac]|kontakt|联|聯", found[0])
            )
    if called := _called(line):
        return called
    for pattern in (_FOR, _FOR_ALONE, _OF_FIRM):
        found = pattern.match(line)
        if found and len(line) < _SENTENCE and not _NO_CONTACT.search(line):
            return Heading(found.end(), _trimmed(line, *found.span("firm")), is_weak=True)
    if own := _FIRMS_OWN.fullmatch(line.rstrip()):
        return Heading(len(line), _trimmed(line, *own.span("firm" if own["firm"] else "other")))
    return None


def _end(line: str, end: int, *, is_weak: bool) -> int | None:
    """Where the heading ends with its colon; None where the line goes on as a sentence."""
    rest = line[end:]
    if not rest.strip(" .:："):
        return len(line)
    if separator := _SEPARATOR.match(rest):
        return end + separator.end()
    about = re.match(r"\s(?:for|on|about|regarding|at|from|in)\s[^:：]{2,60}[:：]\s?", rest)
    if about:
        return end + about.end()
    if not is_weak and _GLUE.match(rest):
        return end  # “Contact DetailsAcme”
    return end + 1 if not is_weak and line[:end].isupper() and rest[:1] == " " else None


def _called(line: str) -> Heading | None:
    """“For more information, please contact: …”; “For further information: …”"""
    lead = _LEAD.match(line[:_SENTENCE])
    if lead is None or _NO_CONTACT.search(line[:_SENTENCE]):
        return None
    if call := _CALLS.search(line, max(lead.end() - 12, 0), _SENTENCE):
        return Heading(call.end(), None, is_weak=True)
    colon = re.compile(r"[^:：.。]{0,160}[:：]\s?").match(line, lead.end())
    if colon and not line[colon.end() :].startswith(("//", "http", "www")):
        return Heading(colon.end(), None, is_weak=True)
    is_heading = len(line) < 60 and not re.search(
        r"(?i)visit|www|://|\bsee\b|besuchen|consult", line
    )
    return Heading(len(line), None, is_weak=True) if is_heading else None


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip(" ,"))


def begins_inside(text: str) -> int | None:
    """Where in a paragraph that begins as something else contact details are announced: after a
    sentence's end, “Contact:” or “For more information, contact …”."""
    for found in islice(_INSIDE.finditer(text[:_PARAGRAPH]), _TRIES):
        place = found.end()
        if heading := heading_in(text[place : place + _SENTENCE]):
            has_colon = text[place + heading.end - 2 : place + heading.end].strip()[-1:] in ":："
            if has_colon or _CALLS.search(text, place, place + heading.end):
                return place
    return None


_INSIDE = re.compile(
    r"[.!?)。”\"\w]\s?(?:\n|\t|\s{1,2})?(?=(?:(?:For|Media|Investor|Press|Company|"
    r"Corporate)\s[^.:]{0,90}?\b)?"
    r"(?:[Cc]ontacts?|CONTACTS?|Kontakt|Ansprechpartner|Pressekontakt|Rückfrage|Renseignements|"
    r"Enquiries|Inquiries|"
    r"Investor Relations|communiquer|联系|聯絡|[Ii]nquiries|媒体联系)\b)"
)
