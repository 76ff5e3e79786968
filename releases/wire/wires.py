"""The wires, by the marks that they print in a dateline."""

import re
from typing import NamedTuple


class WireMark(NamedTuple):
    """A wire's usual name, and the characters of its mark with the brackets around it."""

    name: str
    start: int
    end: int


# Names as a mark has them between its brackets; what follows the name is a desk of the wire
# (“/PRNewswire-Asia/”, “(Newsfile Corp. - …)”).
_NAMES = {
    "GlobeNewswire": r"globe\s?newswire",
    "PR Newswire": r"pr\s?newswire|xinhua[\s-]?prnewswire|美通社|新华美通",
    "Business Wire": r"business\s?wire|美国商业资讯|美國商業資訊|ビジネスワイヤ",
    "NewMediaWire": r"new\s?media\s?wire",
    "News Direct": r"news\s?direct",
    "ACCESSWIRE": r"access\s?wire",
    "ACCESS Newswire": r"access\s?newswire",
    "Newsfile": r"newsfile(?:\scorp\.?)?",
    "CNW": r"cnw(?:\s(?:group|groupe))?|cnw\stelbec",
    "EQS": r"eqs[\s-]?(?:news|newswire|group)|dgap(?:[\s-]news)?",
    "EIN Presswire": r"ein\s?presswire(?:\.com)?",
    "Marketwired": r"market\s?wired?",
    "PRWeb": r"prweb",
    "TheNewswire": r"the\s?newswire(?:\.ca)?",
    "Media OutReach Newswire": r"media\soutreach(?:\snewswire)?",
    "JCN Newswire": r"jcn(?:\snewswire)?",
    "Kyodo JBN": r"kyodo\sjbn",
    "InvestorWire": r"investor\s?wire",
    "Nasdaq Omx": r"nasdaq\somx",
    "FinanzNachrichten": r"dpa-afx",
    "news aktuell": r"ots",
}
_NAMED = "|".join(f"(?P<w{n}>{pattern})" for n, pattern in enumerate(_NAMES.values()))
_MARK = re.compile(
    rf"(?:(?P<open>[(/\[（【])|[-–—]{{1,2}})\s?(?:{_NAMED})(?=\W)[^()/\[\]（）\n]{{0,60}}?"
    r"(?(open)[)/\]）】]|(?<=\w)\s?[-–—]{1,2}(?=\W|$))",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<name>GLOBE\s?NEWSWIRE|GlobeNewswire|PR\s?Newswire|PRNEWSWIRE|BUSINESS WIRE|ACCESSWIRE)"
    r"(?=\s?[-–—]{1,2}\s?)"
)
_USUAL = list(_NAMES)
# What the wires add below a release that was published by them.
_TAILS = (
    ("EQS", re.compile(r"^(?:EQS|DGAP)-[\w-]{2,12}: ")),
    (
        "Business Wire",
        re.compile(r"view (?:the )?source version on business\s?wire\.com", re.IGNORECASE),
    ),
    ("PR Newswire", re.compile(r"view original content[^\n]{0,60}prnewswire\.com", re.IGNORECASE)),
    (
        "NewMediaWire",
        re.compile(r"view the original release on (?:www\.)?newmediawire\.com", re.IGNORECASE),
    ),
    ("News Direct", re.compile(r"view (?:the )?source version on newsdirect\.com", re.IGNORECASE)),
    (
        "ACCESSWIRE",
        re.compile(r"view (?:the )?(?:source|original)[^\n]{0,40}accesswire\.com", re.IGNORECASE),
    ),
    (
        "Newsfile",
        re.compile(r"to view the source version[^\n]{0,60}newsfilecorp\.com", re.IGNORECASE),
    ),
)


def mark_in(text: str) -> WireMark | None:
    """The first mark of a wire in ``text``: “(GLOBE NEWSWIRE)”, “/PRNewswire/”,
    “--(BUSINESS WIRE)--” without the dashes around."""
    if found := _MARK.search(text):
        number = next(n for n in range(len(_USUAL)) if found[f"w{n}"])
        return WireMark(_USUAL[number], *found.span())
    if found := _BARE.search(text):
        printed = "".join(found["name"].lower().split())
        name = next(name for name in _USUAL if "".join(name.lower().split()) == printed)
        return WireMark(name, *found.span())
    return None


def tail_in(text: str) -> WireMark | None:
    """What a wire adds below a release of its own, where the text has it on a line."""
    for name, pattern in _TAILS:
        if found := pattern.search(text):
            return WireMark(name, *found.span())
    return None
