"""What is left of editing: comments, tracked changes, broken fields, words meant for colleagues."""

import re
from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

_REMAINS = re.compile(
    # A comment or change as word processors write it out.
    r"^[ \t]{0,8}(?:Comment(?:ed)?|Kommentar|Commentaire|批注)\s?\[[^\]\n]{1,20}\]:?"
    r"|\[[A-Z]{1,4}\d{1,3}\](?::|\sComment)"
    r"|^[ \t]{0,8}(?:Deleted|Inserted|Formatted|Gelöscht|Eingefügt|Formatiert|Supprimé|Inséré|"
    r"Mis\sen\sforme|删除的内容|插入的内容|带格式的|設定格式化)\s?[:：]"
    # A field that was not resolved.
    r"|(?:Error|Fehler|Erreur|错误|錯誤)\s?[!！]\s?(?:Reference|Bookmark|Verweis|Textmarke|Source|"
    r"Signet|未找到|未定义|尚未|找不到)[^\n.。]{0,40}"
    r"|\bMERGEFIELD\b|\bHYPERLINK\s[\"“]|\bPAGEREF\b|\bMso(?:Normal|ListParagraph)\b"
    # Characters that were read in a wrong encoding, or escaped twice.
    r"|\N{REPLACEMENT CHARACTER}|â€[\u0080-\u2122]|Ã[\u0080-\u00bf]"
    r"|&(?:nbsp|amp|lt|gt|quot|[lr][sd]quo|[mn]dash|#\d{2,5});",
    re.MULTILINE,
)
_FOR_COLLEAGUES = re.compile(
    r"^\W{0,5}(?:DRAFT|Draft|ENTWURF|Entwurf|BROUILLON|Brouillon|草稿|初稿)\b"
    r"(?=\W{0,5}(?:$|[\d(（vV–—:：]|version\b))"
    r"|^\W{0,5}(?i:(?:strictly\s|company\s|streng\s|strictement\s)?"
    r"(?:confidential|vertraulich|confidentiel|保密|机密|機密))\b(?=\W{0,5}(?:$|[–—:：]))"
    r"|\b(?i:privileged\s(?:and|&)\sconfidential|embargoed?\s(?:until|till|for\srelease)"
    r"|under\sembargo|hold\sfor\srelease|(?:not|no)\sfor\srelease\s(?:until|before)"
    r"|not\sfor\simmediate\srelease|for\sinternal\suse\sonly|do\snot\s(?:publish|distribute)\b"
    r"|sperrfrist|gesperrt\sbis|nur\szum\sinternen\sgebrauch|sous\sembargo|usage\sinterne)"
    r"|(?:仅供内部|僅供內部)[^\n，。]{0,6}|(?:禁止在|不得早于|不得早於)[^\n，。]{1,30}(?:发布|發布)",
    re.MULTILINE,
)


class EditingMark(Check):
    code = "editing-mark"
    title = "What is left of editing: comments, tracked changes, broken fields and characters"
    why = "Readers would see how it was made, and take it for what is said."
    source = "House rule"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for text in manuscript.texts:
            for found in _REMAINS.finditer(text.content):
                what = f"“{found[0].strip()}” is left of editing: take it out."
                yield self.in_text(text, *found.span(), what)


class ForColleagues(Check):
    code = "for-colleagues"
    title = "Words meant for colleagues: draft, confidential, embargoed until"
    why = (
        "What is public is neither a draft nor under embargo; saying so tells readers to doubt it."
    )
    source = "House rule"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for text in manuscript.texts:
            for found in _FOR_COLLEAGUES.finditer(text.content):
                what = f"“{found[0].strip()}” is meant for colleagues: take it out."
                yield self.in_text(text, *found.span(), what)
