"""What became of a value: a short one whole, before and after; a longer one word by word."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from releases.admin.differences import of_text, words

_FEW_WORDS = 4  # below this a value is shown whole, before and after
NOTHING = "nothing"


def difference(old: str, new: str) -> SafeString:
    """What became of ``old``: short values whole, longer ones word by word."""
    if old == new:
        return format_html("{}", old)
    if min(len(words(old)), len(words(new))) < _FEW_WORDS:
        return values(old, new)
    return of_text(old, new)


def values(old: str, new: str) -> SafeString:
    """``old → new``."""
    before, after = _whole("del", old), _whole("ins", new)
    return format_html('{} <span aria-label="became">→</span> {}', before, after)


def _whole(tag: str, text: str) -> SafeString:
    if not text:
        return format_html('<span class="quiet">{}</span>', NOTHING)
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), text)  # noqa: S308 -- one of our two tags
