"""Words that look ahead, in the languages of the site.

``STRONG`` are those that nobody uses of what has been; ``WEAK`` may look ahead and may not. What is
strong asks for a safe-harbor statement; only a text with neither has no use for one.
"""

import re

_EVENTS = (
    r"host|hold|present|webcast|participate|attend|join|ring|report|release|announce|issue|publish|"
    r"discuss|speak|begin|start|take\splace|be\s(?:available|held|archived|webcast|broadcast|live|"
    r"hosted|accessible|posted|joined|presenting|attending|participating|presented|published|"
    r"released|open)"
)
_EN_STRONG = (
    rf"\b(?:expects|expected\sto|expect\sto|expecting|anticipates?|anticipated|believes?|intends?|"
    rf"intended\sto|plans?\sto(?!\s(?:{_EVENTS})\b)|planning\sto(?!\s(?:{_EVENTS})\b)|projected\sto|forecasts|aims?\sto|on\strack\sto|"
    rf"is\slikely\sto|are\slikely\sto|outlook\sfor|"
    rf"(?:will|shall)\s(?!(?:also\s|then\s)?(?:{_EVENTS})\b)[a-z]+)\b"
)
_EN_WEAK = (
    r"\b(?:will|would|could|should|might|may(?=\s[a-z])|plan(?:s|ned)?|expect\w{0,8}|anticipat\w{0,4}|"
    r"estimat\w{0,4}|forecast\w{0,3}|project(?:s|ed|ions?)|target\w{0,3}|goals?|potential\w{0,2}|"
    r"outlook|guidance|intend\w{0,3}|believ\w{0,3}|continue\sto|pipeline|upcoming|future|"
    r"look(?:s|ing)?\sforward)\b"
)
_DE_STRONG = (
    r"(?<!wie\s)(?<!als\s)\b(?:erwartet|erwarten|rechnet\smit|rechnen\smit|plant|planen|beabsichtigt|"
    r"beabsichtigen|geht\sdavon\saus|gehen\sdavon\saus|prognostiziert|voraussichtlich|strebt|streben|"
    r"glaubt|ist\süberzeugt|sind\süberzeugt)\b"
)
_DE_WEAK = (
    r"\b(?:wird|werden|würde\w?|könnte\w?|sollte\w?|soll|sollen|dürfte\w?|kann|können|ziel\w?|plan\w{0,6}|"
    r"erwart\w{1,6}|prognose\w?|ausblick|potenzial|zukunft|zukünftig\w{0,2}|künftig\w{0,2})\b"
)
_FR_STRONG = (
    r"\b(?:prévoi(?:t|ent)|prévoyons|anticipe(?:nt)?|anticipons|s[’']attend(?:ent)?\s|nous\sattendons|"
    r"envisage(?:nt)?|envisageons|a\sl[’']intention|ont\sl[’']intention|vise(?:nt)?\sà|visons\sà|"
    r"estime(?:nt)?\sque|estimons\sque|devrai(?:t|ent)|table\ssur|tablons\ssur)"
)
_FR_WEAK = (
    r"\b(?:ser(?:a|ont)|pourr\w{1,6}|aur(?:a|ont)|prévu\w{0,2}|objectifs?|potentiel\w{0,3}|perspectives?|"
    r"attendu\w{0,2}|avenir|futur\w{0,2}|prochain\w{0,2}|devr\w{1,5}|\w{2,20}r(?:a|ont))\b"
)
_ZH_STRONG = (
    r"预计|預計|预期将|預期將|本公司预期|公司预期|公司預期|有望|拟于|擬於|打算|"
    r"(?:计划|計劃)(?:于|於|在|将|將|建|开|開|推|启|啟|扩|擴|投|明年|年内|今年)"
)
_ZH_WEAK = r"将|將|可能|预期|預期|计划|計劃|目标|目標|展望|未来|未來|潜在|潛在|期望|相信|有望"

STRONG = {
    "en": re.compile(_EN_STRONG, re.IGNORECASE),
    "de": re.compile(_DE_STRONG, re.IGNORECASE),
    "fr": re.compile(_FR_STRONG, re.IGNORECASE),
    "zh": re.compile(_ZH_STRONG),
}
WEAK = {
    "en": re.compile(_EN_WEAK, re.IGNORECASE),
    "de": re.compile(_DE_WEAK, re.IGNORECASE),
    "fr": re.compile(_FR_WEAK, re.IGNORECASE),
    "zh": re.compile(_ZH_WEAK),
}
# A text that says of itself what a safe-harbor statement says.
LEGEND = re.compile(
    r"private\ssecurities\slitigation\sreform\sact|section\s21E\b|section\s27A\b|"
    r"forward[-\s‑]looking\sstatements?[”\"’']?\s(?:within|as\sdefined|involve|are\s(?:based|subject)|"
    r"contained)|cautionary\s(?:note|statement)|前瞻性[陈陳]述|zukunftsgerichtete\w?\saussagen|"
    r"zukunftsbezogene\w?\saussagen|(?:déclarations|énoncés)\sprospecti(?:ve|f)s?",
    re.IGNORECASE,
)


def base(language: str) -> str:
    """``zh`` of ``zh-hans``."""
    return language.partition("-")[0]
