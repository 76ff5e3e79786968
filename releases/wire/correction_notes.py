"""The sentences in which releases say that they take another's place."""

import re

_LOOKED_AT = 3_000  # characters of a block
_SHORT = 1_200  # characters: a paragraph of the release itself may be longer

DATELINE = re.compile(
    r"\((?:GLOBE\s?NEWSWIRE|BUSINESS\s?WIRE|NEWMEDIAWIRE|Newsfile|Marketwired)|/PR\s?Newswire|/CNW"
    r"|\bACCESSWIRE\b|^[^.]{3,60}\.?[^.]{0,40}\b(?:19|20)\d\d\s{0,2}(?:\([^)]{2,40}\)\s?)?(?:--|"
    r"[–—/])",
    re.IGNORECASE,
)

_WHICH = (
    r"(?:(?:following|above|below|present|press|media|news|earlier|previous(?:ly)?|original(?:ly)?|"
    r"prior|initial|issued|published|version of (?:this|the|our)|company(?:'|’)?s?)\s){0,5}"
)
_RELEASE = r"(?:release|announcement|version|statement|advisory|text)"
_ANEW = r"(?:corrected|updated|revised|amended|complete|full|accurate|new|and|,)"
_STARTS = re.compile(
    "|".join(
        (
            rf"please\s(?:replace|disregard)\s(?:the|this|our|all|any)\s{_WHICH}{_RELEASE}",
            r"we\sare\sadvised\sby\b",
            (
                r"(?:the\s)?(?:first|second|third|fourth|fifth|last|headline|subheadline|"
                r"dateline)\b[^.]{0,120}?"
                r"\b(?:of|in)\s(?:the\s)?release\b.{0,120}?\bshould\s(?:read|be)\b"
            ),
            (
                rf"(?:this|the)\s{_WHICH}{_RELEASE}s?\s(?:\w+\s){{0,3}}?"
                r"(?:corrects|replaces|supersedes|amends|(?:updates|corrects|amends)\sand\sreplaces"
                r"|(?:is|has\sbeen|was|is\sbeing)\s(?:\w+\s)?(?:corrected|re-?issued|reissued|replaced"
                r"|(?:updated|revised|amended)\sto\s(?:correct|reflect|clarify|show|state|give|include|remove|"
                r"replace|fix|read)))"
            ),
            (
                rf"(?:the|an?)\s(?:{_ANEW},?\s){{0,3}}(?:corrected|updated|revised|"
                rf"amended)\s(?:{_ANEW},?\s){{0,2}}"
                rf"{_WHICH}{_RELEASE}\s?(?:,[^.:]{{0,80}},\s)?(?:now\s)?(?:reads|follows|(?:is|"
                rf"appears)\s"
                r"(?:as\sfollows|below))"
            ),
            (
                rf"in\s(?:the|an?|our|its)\s{_WHICH}{_RELEASE}\b.{{0,400}}?\b(?:should\s(?:read|"
                rf"have\sread|be)\b"
                r"|incorrect|(?:was|were|an)\serror|in\serror|erroneous|inadvertent|typographical"
                r"|please\snote\sthat|(?:is|are|been)\scorrected)"
            ),
            (
                rf"(?:the|an?|our|its)\s{_WHICH}{_RELEASE}\b.{{0,250}}?\b(?:contained|included|had|"
                rf"incorrectly"
                r"|inadvertently|erroneously)\s.{0,60}?\b(?:errors?|incorrect|typo|mistakes?|"
                r"inaccura\w+|stated"
                r"|listed|reported|wrong)"
            ),
            (
                r"(?:le|ce|la|cette)\s(?:présente?\s)?(?:communiqué|version|nouvelle)\b.{0,120}?\b"
                r"(?:corrige|rectifie|remplace|annule\set)\b"
            ),
            (
                r"(?:dans|suite\sà|à\sla\ssuite\sd)\s?(?:le|un|du|(?:'|’)un)\scommuniqué\b.{0,300}?\b"
                r"(?:erreur|aurait\sdû|corrigé|il\sfa(?:llai|u)t\slire|erroné)"
            ),
            (
                r"(?:la|une)\sversion\s(?:complète|corrigée|intégrale|révisée)\b.{0,80}?\b(?:suit|"
                r"suivante|ci-)"
            ),
            (
                r"(?:diese|die\s(?:folgende|nachstehende|"
                r"vorliegende))\w?\s(?:\w+\s){0,2}?\w{0,20}(?:mitteilung|"
                r"meldung|version|fassung)\b.{0,200}?\b(?:korrigiert|ersetzt|berichtigt)"
            ),
            (
                r"in\sder\s(?:\w+\s){0,4}\w{0,20}(?:mitteilung|meldung)\b.{0,300}?\b(?:fehler|"
                r"korrigiert|falsch|"
                r"muss\ses\s(?:\w+\s){0,2}heißen|irrtümlich|richtig\s(?:muss|lautet|ist))"
            ),
            (
                r"(?:本|此|以下|原|先前|早前)(?:新闻稿|新聞稿|公告|稿件|公佈|公布).{0,60}?"
                r"(?:更正|取代|替换|替換|有误|有誤)"
            ),
            r"(?:更正|修订|修訂)(?:后|後)的?(?:全文|版本|新闻稿|新聞稿|内容|內容|公告)",
        )
    ),
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"\b{_RELEASE}\b[^.:]{{0,60}}?\b(?:reads|follows|below)\b(?:\sin\sits\sentirety|"
    rf"[^.:]{{0,60}})[.:]"
    r"|\b(?:communiqué|version|texte)\b[^.:]{0,60}?\b(?:suit|suivante?|ci-dessous)\s?[.:]"
    r"|\b\w{0,20}(?:fassung|version|mitteilung|meldung)\b[^.:]{0,40}?\b(?:lautet|"
    r"folgt)\b[^.:]{0,40}[.:]"
    r"|\b(?:es\sfolgt|nachfolgend|hier)\b[^.:]{0,60}?\b(?:korrigierte|berichtigte)[^.:]{0,40}[.:]"
    r"|(?:更正|修订|修訂)(?:后|後)的?\w{0,8}如下\s?[:：。]",
    re.IGNORECASE,
)
_CLOSES_A_SENTENCE = re.compile(r"(?<![A-Z])[.!?:]\s(?=[^a-z])|--\s?|[–—]\s|[。！？\n]")
_SPEAKS_OF_IT = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions|ing)?|should\s(?:have\s)?(?:read|been)|replac(?:es|ed)|"
    r"instead\sof|errors?"
    r"|supersedes|corrigée?s?|rectifiée?s?|remplace|erreur|korrigiert\w*|berichtigt\w*|ersetzt|"
    r"fehler)\b"
    r"|更正|有误|有誤|取代",
    re.IGNORECASE,
)
_WHAT_IS_SPOKEN_OF = re.compile(
    r"\b(?:release|version|announcement|paragraph|headline|sentence|table|bullet|date|dateline|"
    r"communiqué|paragraphe|titre|mitteilung|meldung|absatz|fassung)\b|新闻稿|新聞稿|公告",
    re.IGNORECASE,
)


def note_starts(text: str) -> int | None:
    """Where in ``text`` the sentence begins that says so."""
    found = _STARTS.search(text[:_LOOKED_AT])
    if found is None:
        return None
    before = text[: found.start()]
    closes = [match.end() for match in _CLOSES_A_SENTENCE.finditer(before)]
    return closes[-1] if closes else _after_dateline(before)


def note_ends(text: str) -> int | None:
    """Where the words end that announce the corrected text: “The corrected release reads:”."""
    ends = [found.end() for found in _ENDS.finditer(text[:_LOOKED_AT])]
    return ends[-1] if ends else None


def seems_a_note(text: str) -> bool:
    """What is one only where the release is marked as corrected."""
    is_short = len(text) <= _SHORT and not DATELINE.search(text)
    return is_short and bool(_SPEAKS_OF_IT.search(text) and _WHAT_IS_SPOKEN_OF.search(text))


def _after_dateline(before: str) -> int:
    found = DATELINE.search(before)
    return len(before) if found else 0
