"""Times of day that do not say in which zone."""

import re
from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

_REACH_BEFORE, _REACH_AFTER = 40, 60  # characters in which a zone counts as beside the time

# It begins with digits, which makes it quick; what stands before them is looked at afterwards.
_TIME = re.compile(
    r"\d{1,2}(?P<minutes>[:.：][0-5]\d(?::[0-5]\d)?)?"
    r"(?:(?P<half>\s?[AaPp]\.?\s?[Mm]\b\.?(?!\d))"  # 10:30am, 4 p.m., 8.30 a.m.
    r"|(?P<hour>\sUhr\b|\s?h\s?[0-5]\d\b|\sh\b|\sheures?\b)"  # 14 Uhr, 10.30 Uhr, 14h30, 14 heures
    r"|(?P<chinese>\s?[点點时時](?:\s?\d{1,2}\s?分|半)?))?"  # 上午10时30分, 下午3点
)
_HALF_DAY_BEFORE = re.compile(r"(上午|下午|晚上|早上|中午|凌晨)\s?$")
# Only after one of these is 1:20 an hour and not a ratio.
_LEADS_TO_HOUR = re.compile(
    r"(?:\b(?:at|from|until|till|by|before|after|to|between|and|or|since|around|approximately|um|"
    r"von|bis|ab|gegen|à|de|dès|vers|et|jusqu[’']à|starts?|starting|begins?|beginning)|[,;(–—-]|"
    r"(?:19|20)\d\d|[于於在至到起日]|上午|下午|晚上|早上|中午|凌晨)\s?$",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:ratios?|dilut\w{1,5}|randomi[sz]\w{1,6}|split|odds|scale|verhältnis|verse)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:UTC|GMT|Z|[ECMP][SD]?T|BST|WES?T|CES?T|EES?T|MEZ|MESZ|MSK|HKT|SGT|JST|KST|IST|"
    r"AE[SD]T|AWST|HN[EP]|HA[EP]|HEC|HNEC|HAEC)\b"
    r"|(?i:\b(?:eastern|central|mountain|pacific|greenwich|local|universal)\b(?:[\s,]+\w+){0,2}?"
    r"\s+time\b|\b(?:eastern|pacific)\b)"
    r"|\b(?!(?:The|That|This|Any|First|Same)\b)[A-Z][a-z]+\s(?:local\s|standard\s)?time\b"
    r"|(?i:ortszeit)|\b[A-Z][a-zäöü]+er\s(?:Orts)?[Zz]eit\b"
    r"|(?i:heures?\s(?:locales?|d[eu’']|normale|avancée))"
    r"|(?:北京|上海|香港|台北|东京|東京|伦敦|倫敦|纽约|紐約|美东|美東|东部|東部|西部|太平洋|当地|當地|"
    r"本地|格林)[^，。\s]{0,4}?(?:时间|時間)"
    r"|(?<![\w.])[+-](?:0\d|1[0-4]):?[0-5]\d\b"
)
_CLAUSE_END = re.compile(r"(?<![ap]\.m)[.!?]\s+(?=[A-Z\d“\"])|[。！？\n]")
_JUST_BEHIND = 25  # “a.m.” may end its sentence: with a capital after it, only so far


class TimeWithoutZone(Check):
    code = "time-without-zone"
    title = "A time without its zone"
    why = "Readers sit in many zones: a call at 10:30 is another hour to each of them."
    source = (
        "House rule; Implementing Regulation (EU) 2016/1055, Article 3, for the time of disclosure"
    )

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for text in manuscript.texts:
            for found in _TIME.finditer(text.content):
                if _is_hour(found, text.content) and not _has_zone(found, text.content):
                    what = (
                        f"“{found[0]}” names no zone. Write it beside, such as EDT, UTC or local "
                        "time."
                    )
                    yield self.in_text(text, *found.span(), what)


def _is_hour(found: re.Match[str], content: str) -> bool:
    """Whether the number is a time of day by what is in it and about it."""
    if found.lastgroup is None or content[found.start() - 1 : found.start()] in tuple(
        "0123456789.,:"
    ):
        return False
    if found["half"] or found["hour"]:
        most = 12 if found["half"] else 24
        return int(re.split(r"\D", found[0], maxsplit=1)[0]) <= most
    before = content[max(0, found.start() - _REACH_BEFORE) : found.start()]
    if found["chinese"]:
        return "分" in found["chinese"] or _HALF_DAY_BEFORE.search(before) is not None
    return found["minutes"][0] != "." and _is_bare_hour(found, content, before)


def _is_bare_hour(found: re.Match[str], content: str, before: str) -> bool:
    """Whether 14:00, with nothing behind it, is an hour, and not a ratio or part of a number."""
    after = content[found.end() : found.end() + _REACH_BEFORE]
    if re.match(r"[\d:%]|\.\d", after) or _RATIO.search(before) or _RATIO.search(after):
        return False
    return _LEADS_TO_HOUR.search(before) is not None


def _has_zone(found: re.Match[str], content: str) -> bool:
    """Whether a zone stands in the same clause: close behind, or close before."""
    before = content[max(0, found.start() - _REACH_BEFORE) : found.start()]
    ends = list(_CLAUSE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    after = content[found.end() : found.end() + _REACH_AFTER]
    if found[0].endswith(".") and re.match(r"\s+[A-Z]", after):
        after = after[:_JUST_BEHIND]
    end = _CLAUSE_END.search(after)
    return any(_ZONE.search(part) for part in (after[: end.start() if end else None], before))
