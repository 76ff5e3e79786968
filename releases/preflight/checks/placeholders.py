"""What stands for words that are still to come."""

import re
from collections.abc import Iterable, Iterator

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

# How a bracket begins that waits for something, in the languages of the site.
_WAITING = (
    r"tb[acd]\b|tk\b|xx|insert|placeholder|pending|please|confirm|verify|missing|check\b|"
    r"to\s(?:be|come|follow)\b|note\sto\b|ask\b|legal\b|quote\b|name\b|date\b|time\b|amount\b|"
    r"number\b|title\b|link\b|url\b|address\b|company\sname|spokesperson|city\b|phone\b|e-?mail\b|"
    r"einfügen|platzhalter|folgt|bitte|noch\szu|datum\b|betrag\b|zitat\b|"
    r"insérer|à\s(?:compléter|confirmer|venir)|citation\b|nom\b|montant\b|"
    r"待定|待补|待補|待确认|待確認|插入|填写|填寫|此处|此處|姓名|日期|金额|金額|引述"
)
# In capitals throughout, one of these anywhere in the bracket is enough: [CEO QUOTE PENDING].
_SHOUTED = (
    r"PENDING|QUOTE|INSERT|CONFIRM|VERIFY|TBD|TBC|TBA|TO COME|TO BE|DRAFT|PLACEHOLDER|MISSING|"
    r"UPDATE|CHECK|LEGAL|PLEASE|HOLD FOR|TK|XX"
)
_UNIT = r"%|percent|million|billion|thousand|patients|people|square"
# Each begins with a sign or letters of its own, so that it is found quickly.
_FORMS: dict[str, tuple[str, ...]] = {
    "an empty bracket": (r"\[\s{0,5}(?:[●•○■*_.\-–—]{1,20}\s{0,5})?\](?<!\[\.\.\.\])",),
    "a bracket that waits": (
        rf"[\[【](?i:\s{{0,5}}(?:{_WAITING}))[^\[\]【】\n]{{0,120}}[\]】]",
        rf"\[(?=[^\[\]\na-z]{{0,120}}\b(?:{_SHOUTED}))[^\[\]\na-z]{{1,120}}\]",
        r"[(（]\s?(?:TBD|TBC|待补充|待補充|待确认|待確認)\s?[)）]",
    ),
    "a field to be filled in": (
        r"[<‹]{2}[^<>‹›\n]{0,80}[>›]{2}",
        r"\{[^{}\n]{0,60}\}",
        r"%\([a-z_]{1,40}\)s",
    ),
    "a blank to be filled in": (r"_{3,}",),
    "a number to be filled in": (
        r"[$€£¥]\s?[●•]",
        rf"●\s?(?:{_UNIT})",
        r"[$€£¥]XX\b",
        rf"XX(?<!\wXX)(?:\s(?:{_UNIT})|%)",
        r"20XX\b",
    ),
    "a word that stands for another": (
        r"TB(?<!\wTB)[CD]\b",
        r"TK(?<!\wTK)(?:TK)?\b",
        r"XXX(?<!\wXXX)X{0,40}\b",
    ),
    "an order to somebody": (r"INSERT\s[A-Z]{2,40}", r"PLACEHOLDER\b"),
    "text that fills a page": (r"[Ll](?i:orem\sipsum)\b", r"dolor\ssit\samet\b"),
    "a question to a colleague": (r"[?？]{2,}",),
}
_PATTERNS = [(re.compile(each), what) for what, forms in _FORMS.items() for each in forms]
# TK is a gene and a ticker too, XXX thirty: where the text says so, they are no placeholders.
_NAMES = {
    "TK": re.compile(r"[(:/-]\s?TK\b|\bTK[-)/]"),
    "XXX": re.compile(r"(?:Olympi|Bowl|Article|Chapter|Title|Part|Volume)\w{0,4}\sXXX|XXX\sOlympi"),
}


class Placeholder(Check):
    code = "placeholder"
    title = "Placeholders: [●], TBD, TK, XXX, [CEO QUOTE PENDING], {name}, <<date>>, ???"
    why = "What still waits for its words goes out as it stands, to everybody."
    source = "House rule"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for text in manuscript.texts:
            for start, end, what in _places(text.content):
                words = text.content[start:end]
                yield self.in_text(
                    text, start, end, f"“{words}” is {what}. Write what is meant, or take it out."
                )


def _places(content: str) -> Iterator[tuple[int, int, str]]:
    """Where placeholders stand, in order, and what they look like; what overlaps counts once."""
    names = {words for words, pattern in _NAMES.items() if pattern.search(content)}
    found = [
        (*match.span(), what)
        for pattern, what in _PATTERNS
        for match in pattern.finditer(content)
        if match[0] not in names
    ]
    reached = 0
    for start, end, what in sorted(found, key=lambda each: (each[0], -each[1])):
        if start >= reached:
            yield start, end, what
            reached = end
