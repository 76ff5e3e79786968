"""Headings of the standing parts: “About …”, forward-looking statements.

They stand on a line of their own, in bold, or run into their paragraph (“About Acme Acme is …”).
"""

import re
from itertools import pairwise

from releases.wire.document import Block

_ABOUT = re.compile(
    r"(?P<word>(?:about|à propos d(?:e|u|es)|a propos d(?:e|u|es)|à propos d['’]|a propos d['’]"
    r"|über|zu|über die|acerca de|sobre|informazioni su|over|om|关于|關於|有关)(?=\s|(?<=['’])"
    r"|[\u4e00-\u9fff]|(?-i:[A-Z\d])))\s?",
    re.IGNORECASE,
)
# These begin sentences as well: a line with one of them is a heading only if it is short.
_WEAK = frozenset({"zu", "over", "om", "sobre", "über", "über die", "有关"})
_SAFE_HARBOR = re.compile(
    r"forward[\s-]*looking|safe[\s-]harbou?r|cautionary (?:note|statement|language|remark)"
    r"|(?:caution|disclaimer) (?:regarding|concerning|about|on|note)"
    r"|(?:énoncés|déclarations|informations?|renseignements) (?:de nature )?"
    r"prospecti(?:fs|ves|f|ve)"
    r"|mise en garde|zukunfts(?:gerichtete|bezogene)|vorausschauende"
    r"|前瞻性|前瞻陈述|前瞻陳述|安全港|declaraciones (?:a futuro|prospectivas)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"forward[\s-]*looking (?:statements?|information)"
    r"|énoncés prospectifs|déclarations prospectives"
    r"|informations? prospectives?|zukunfts(?:gerichtete|bezogene)[rnms]? (?:aussagen|angaben)"
    r"|前瞻性(?:陈述|陳述|声明|聲明)",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"private securities litigation|securities (?:act|exchange act) of 19"
    r"|differ (?:materially|from)"
    r"|undertakes? no|no obligation|does not (?:undertake|assume|intend)|disclaims?"
    r"|involves? (?:known |certain |many )?risks"
    r"|subject to (?:many |certain |known )?(?:risks|factors)"
    r"|prove (?:to be )?(?:wrong|incorrect|inaccurate)|actual results|rests? on assumptions"
    r"|risks and uncertainties|risques et|incertitudes|différer|uncertainties|not guarantees? of"
    r"|within the meaning of|safe harbou?r|sensiblement|wesentlich|abweichen|erheblich"
    r"|重大差异|重大差異|不确定|不確定",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_STOPS = (". ", "! ", "? ", "; ")
_LONGEST_HEADING = 160
_LONGEST_EASTERN_HEADING = 25
_STATES = re.compile(
    r"\b(?:contains?|includes?|constitutes?|are|is|was|made|may|enthält|contient|comprend)\b"
    r"|^(?:This (?:press |news )?release|These|Certain|Some|Any|All|Except|In this|Ce|Diese)\b"
)
_MOST_TITLE_WORDS = 14
_SHORTEST_HARBOR = 150  # characters: a shorter paragraph mentions, and does not state
_LEADS_IN = re.compile(
    r"(?:.*-based|at|the|founded|headquartered|based|with|since|through|as|for|in|established|we|our"
    r"|a|an|located|listed|incorporated|formed|created|owned|led|from|by|now)",
    re.IGNORECASE,
)


def about_title(block: Block) -> int | None:
    """How many characters at the beginning of ``block`` are the heading of an “About …” text; None
    where it does not begin with one."""
    line = block.text.split("\n", 1)[0]
    found = _ABOUT.match(line)
    if found is None or not line[found.end() :].strip():
        return None
    is_weak = found["word"].lower() in _WEAK
    if not _names_something(line[found.end() :]):
        return len(line) if found["word"][0].isupper() and _is_subject(block, line) else None
    if len(line) <= _LONGEST_HEADING and _is_heading(line) and not (is_weak and len(line) > 60):
        return len(line)
    if (bold := _bold_start(block)) and bold > found.end():
        return bold
    if is_weak:
        return None
    return _run_in(line, found.end())


def _names_something(rest: str) -> bool:
    """Whether what follows “About” may be a name, or a subject that stands alone on its line."""
    first = rest.split(None, 1)[0] if rest.strip() else ""
    if not first or _QUANTITY.match(rest):
        return False
    is_large = not first[0].islower() or first.lower().strip("’'") in _ARTICLES
    return is_large or first.lower().startswith(("l’", "l'", "d’", "d'"))


def _is_subject(block: Block, line: str) -> bool:
    """“Über trockene Makuladegeneration”, alone on its line."""
    return len(line.split()) <= 6 and line[-1:] not in ".,;:!?" and len(line) < len(block.text) + 1


def _is_heading(line: str) -> bool:
    plain = line.strip()
    words = plain.split()
    if len(words) > _MOST_TITLE_WORDS + 1 or re.search(r"https?://|www\.|@", plain):
        return False
    return not re.search(
        r"[.!?。]\s+\S+\s+\S+\s+[a-z]|\b(?:is|are|was|were|has|have|provides)\b\s", plain
    ) and (
        plain[-1] not in ".!?。"
        or re.search(
            r"\b(?:Inc|Corp|Ltd|Co|LLC|plc|Bros|[a-z](?:\.\s?[a-z]){1,3}|S\.p\.A)\.?$",
            plain,
            re.IGNORECASE,
        )
        is not None
    )


def _bold_start(block: Block) -> int:
    """How far bold type reaches from the beginning of ``block``; 0 where it begins in plain."""
    for mark in block.marks:
        if mark.tag == "strong" and mark.start <= block.start + 1 and mark.end < block.end:
            return mark.end - block.start
    return 0


def _run_in(line: str, start: int) -> int | None:
    """The end of a heading that runs into its paragraph: a mark behind it, or its name again."""
    rest = line[start:]
    for length in range(2, min(80, len(rest) // 2)):
        if rest[:length] == rest[length : 2 * length] and not rest[length - 1].isspace():
            return start + length
    if glued := _glued(rest):
        return start + glued
    mark = re.match(r"[^:.–—]{2,80}?(?::(?=\s)|\s(?=[–—-]{1,2}\s))", rest)
    if mark and not _VERB.search(mark[0]):
        return start + len(mark[0].rstrip())
    return _said_again(rest, start)


def _glued(rest: str) -> int | None:
    """“About the Old MillThe mill …”, “About Acme FoodsAcme is …”: no blank between them."""
    first = rest.split(None, 1)[0]
    again = rest.find(first, len(first)) if len(first) > 2 else -1
    if 0 < again < 120 and rest[again - 1].isalpha() and not _VERB.search(rest[:again]):
        return again
    found = _STARTS_GLUED.search(rest[:120])
    return found.start() if found and not _VERB.search(rest[: found.start()]) else None


def _said_again(rest: str, start: int) -> int | None:
    words = list(_WORD.finditer(rest[:400]))
    if len(words) < 3:
        return None
    first = _bare(words[0][0])
    for number in range(1, min(len(words), _MOST_TITLE_WORDS)):
        if words[number][0] == words[number - 1][0]:
            return start + words[number - 1].end()  # “About Dry Eye Eye …”
        if _bare(words[number][0]) == first:
            last = number - 1
            while last and _LEADS_IN.fullmatch(words[last][0].strip(",")):
                last -= 1
            return start + words[last].end()
        if words[number - 1][0][-1] in "!?;" or _ends_sentence(words[number - 1][0]):
            break
    return _before_verb(words, start)


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and word.rstrip(".").lower() not in _SHORT and len(word) > 3


def _before_verb(words: list[re.Match[str]], start: int) -> int | None:
    """“About Acme Founded in 1999, …”, “About Acme The company …”: the words in capitals."""
    for number, (found, after) in enumerate(pairwise(words[1 : _MOST_TITLE_WORDS + 1]), start=1):
        word = found[0].strip(",").lower()
        if word == "the" and not _ISSUER.match(after[0]):
            continue
        if word in _STARTERS:
            return start + words[number - 1].end()
        if found[0][:1].islower() and word not in _WITHIN_NAMES:
            return None
    return None


def _bare(word: str) -> str:
    return re.sub(r"[’'](?:s)?$|[.,;:()®™]+", "", word).lower()


def is_safe_harbor_title(line: str) -> bool:
    """A line that is the heading of a safe-harbor statement."""
    plain = line.strip()
    if not 2 < len(plain) <= _LONGEST_HEADING or not _SAFE_HARBOR.search(plain):
        return False
    if any("\u4e00" <= sign <= "\u9fff" for sign in plain):
        return len(plain) <= _LONGEST_EASTERN_HEADING and plain[-1] != "。"
    is_short = plain[-1] != "." or len(plain.split()) <= 8 or plain.isupper()
    is_law = plain.endswith(("1995.", "Act."))
    return (is_short or is_law) and not _STATES.search(plain)


def safe_harbor_title(block: Block) -> int | None:
    """How many characters at the beginning of ``block`` are the heading of a safe-harbor
    statement; None where it does not begin with one."""
    line = block.text.split("\n", 1)[0]
    if is_safe_harbor_title(line):
        return len(line)
    head = line[:_LONGEST_HEADING]
    bold = _bold_start(block)
    if 2 < bold <= _LONGEST_HEADING and _SAFE_HARBOR.search(head[:bold]):
        return bold
    stop = re.match(
        r"[^.:。：]{4,150}(?:(?:of 19(?:33|34|95))?\s?[:：]|(?<=1995)\.(?=\s)|\.(?=\s[A-Z])"
        r"|\s[–—-]{1,2}\s)",
        head,
    )
    if stop and is_safe_harbor_title(stop[0].rstrip(" .:：–—-")):
        return stop.end()
    return _doubled(head)


def _doubled(head: str) -> int | None:
    """“Forward-Looking Statements This press release contains …”: no mark between them."""
    found = re.match(
        r"(?:(?i:cautionary|note|notice|safe|special|disclosure|statement|caution)"
        r"[\w ]{0,60}?\s)?"
        r"(?:(?i:forward[- ]looking)\s(?:Statements?|STATEMENTS?|Information)"
        r"|Safe Harbou?r(?: Statement)?)"
        r"(?=\s(?:This|These|Certain|Statements|Some|Except|The|In|All|Any|Forward|To)\s)",
        head,
    )
    return found.end() if found else None


def is_safe_harbor_text(text: str) -> bool:
    """Whether a paragraph without a heading is a safe-harbor statement, not a mere mention."""
    if _SENTENCE.search(text) is None:
        return False
    said = {each.lower() for each in _LAW.findall(text)}
    return len(said) > 1 or (bool(said) and len(text) >= _SHORTEST_HARBOR)


_QUANTITY = re.compile(
    r"(?:\d[\d,.]*(?:\s?%|\s(?-i:[a-z]))|half\b|one\b|two\b|three\b|a\s)",
    re.IGNORECASE,
)
_STARTERS = frozenset("founded headquartered established based the we at with since our".split())
_WITHIN_NAMES = frozenset({"of", "and", "&", "for", "de"})
_ISSUER = re.compile(
    r"(?:company|group|firm|mission|bank|organi[sz]ation|trust|fund)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|provides?|offers?|develops?|makes?|delivers?|operates?|serves?)\b"
)
_STARTS_GLUED = re.compile(
    r"(?<=[a-zà-ÿA-Z)\]™®.])(?:The|We|Our|An?|In|At|Founded|Headquartered|Based|With|For|As|Since)"
    r"(?=\s)|(?<=[)\]™®])(?=[A-Z])"
)
_ARTICLES = frozenset(
    "the la le les der die das den our us el los las il lo gli het de l’ l'".split()
)
_SHORT = frozenset("inc corp ltd co llc plc dr mr ms mrs st no u.s s.a n.v l.p".split())
