"""The labels of contact details (“Tel.:”, “E-mail”), and what they leave of the words about "
"them."""

import re
from enum import StrEnum

_SHORT = 14  # characters: a label and no more
_LABEL = 60


class Label(StrEnum):
    NAME = r"(?:contact\s)?(?:name|person)|attn|attention|à l(?:'|’)attention de|姓名"
    TITLE = r"(?:job\s)?title|position|titel|funktion|职务|職務|职位|職位"
    FIRM = (
        r"(?:company|organi[sz]ation|firm|brand|business|issuer|agency)(?:\sname)?|firma|"
        r"unternehmen|"
        r"société|entreprise|公司(?:名称|名稱)?|单位|單位|机构|機構"
    )
    OTHER = (
        r"(?:(?:street|mailing|postal|office|company|business)\s)?address|city|country|state|"
        r"zip(?:\scode)?|location|"
        r"(?:company\s)?web\s?-?site(?:\surl)?|web|url|internet|homepage|twitter|x|linked\s?in|"
        r"facebook|instagram|telegram|youtube|"
        r"discord|medium|github|wechat|whatsapp|weibo|skype|tiktok|(?:tele)?fax|isin|wkn|ticker|"
        r"symbol|adresse|site(?:\sweb|\sinternet)?|"
        r"ort|land|地址|网址|網址|网站|網站|传真|傳真|source|social(?:\smedia)?"
    )


LABELS = {label: re.compile(rf"(?:{label.value})\s?[:：]\s?", re.IGNORECASE) for label in Label}
_CALLED = (
    r"(?:(?:contact|media|press|direct|business|general|work|office|investor|company|us|u\.s\.|"
    r"uk|main|my|by|via)\s)?"
    r"(?:tel(?:ephone|efon|éfono|efono|éphone|\.)?|tél(?:éphone)?|phone|ph|telefon|mobile?|"
    r"mobil|cell(?:\sphone)?|cellular|"
    r"office|direct(?:\sline|\sdial)?|main|desk|work|toll[- ]?free|fax|facsimile|telefax|"
    r"télécopieur|e-?\s?mail|email(?:\saddress)?|"
    r"mail|courriel|e-post|correo|call|text|numbers?|no|nr|bureau|portable|cellulaire|"
    r"sans frais|ligne directe|switchboard|zentrale|"
    r"durchwahl|handy|电话|電話|手机|手機|座机|邮箱|郵箱|电邮|電郵|邮件|郵件|电子邮件|電子郵件|电子邮箱|傳真|传真|联系电话|聯絡電話|热线|熱線)"
)
LABEL_ENDS = re.compile(
    rf"(?:(?:^|(?<=[\s|,;/(（•·–-]))(?:{_CALLED}|[a-z](?=\s?[.:)/]|$))\s?[.:：)/]*\s?(?:/|&|or|"
    rf"and)?\s?)+[(\[:：+\s.]*$",
    re.IGNORECASE,
)
LABEL_BEGINS = re.compile(
    rf"^[\s)\].,;:/|-]*(?:[(\[]\s?(?:{_CALLED}|[a-z]|(?:in\s)?[\w. ]{{2,20}}?)\s?[)\]]|"
    rf"(?:{_CALLED})(?=\s|$|[,;|])"
    r"(?![\w ]{3,}))[\s,;:/|-]*",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"^(?:at|on|by|via|or|and|und|et|oder|ou|with|to|with the|unter|au|à|per|also|please|"
    r"contact|email|call|is|are|"
    r"the|of|"
    r"for|investors?|media|by calling|by e-?mail(?:ing)?|(?:or\s)?(?:visit|website|web\ssite|"
    r"online)(?:\sat)?|directly|"
    r"或|及|和)$",
    re.IGNORECASE,
)
EDGE = re.compile(
    r"^(?:or|and|und|et|oder|ou|at|by|via|to)\s(?=\S)|\s(?:or|and|at|on|by|via|by calling|"
    r"by email(?:ing)?)\s?$",
    re.IGNORECASE,
)


def bare(
    text: str, first: int, last: int, *, is_before_detail: bool, is_after_detail: bool
) -> tuple[int, int]:
    """The part of ``text`` between ``first`` and ``last`` without labels, brackets and little words
    about it; an empty one where nothing else is there."""
    if is_after_detail and (label := LABEL_BEGINS.match(text[first:last])):
        first += label.end()
    if is_before_detail or last - first < _SHORT:
        end = text[max(first, last - _LABEL) : last]
        if label := LABEL_ENDS.search(end):
            last -= len(end) - label.start()
    for _ in range(3):  # “, and please call ”
        first, last = _stripped(text, first, last)
        piece = text[first:last]
        if FILLER.fullmatch(piece):
            return first, first
        edge = EDGE.search(piece)
        if edge is None:
            break
        last = first + edge.start() if edge.start() else last
        first = first if edge.start() else first + edge.end()
    return first, last


def _stripped(text: str, first: int, last: int) -> tuple[int, int]:
    """Without signs about it, but with the brackets that belong to a word in it."""
    if text[first:last].startswith(". "):
        first += 2  # what a sentence's end leaves
    piece = text[first:last]
    bare_piece = piece.strip(' ,:;：；/|•·*()[]（）–—->\t"“”')
    if bare_piece.count("(") < piece.count("(") and ")" in bare_piece:
        bare_piece = piece.strip(" ,:;/|•·*–—->\t")
    is_open = bare_piece.count("(") > bare_piece.count(")")
    if is_open and f"{bare_piece})" in piece:
        bare_piece += ")"
    first += piece.index(bare_piece) if bare_piece else len(piece)
    return first, first + len(bare_piece)
