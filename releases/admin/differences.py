"""What changed in a text, as prose with the words taken out and put in: ``<del>`` and ``<ins>``.

Rich text is compared as the words a reader sees, paragraph by paragraph; stretches that stayed as
they were are shortened to what stands beside a change.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from releases.richtext import plain_text

# A word with what stands inside it (43,000; 12:00; first-in-class), a sign of Chinese, or any other
# sign; each with the blanks that follow.
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{_CHINESE}]+"
_WORD = re.compile(rf"(?:{_LETTERS}(?:[.,:’'/-]{_LETTERS})*|\S)\s*|\s+")
_CLOSE = 8  # words kept on either side of a change
# Two paragraphs that share less than this were not made of one another; and beyond so many words
# a comparison would take longer than reading both.
_ALIKE = 0.4
_MOST_WORDS = 2500
_MOST_PAIRS = 100_000
_MOST_HEIRS = 4000  # pairs of paragraphs of which one may have become the other
_SCRAP = 2
_Step = tuple[str, int, int, int, int]
_GAP = SafeString('<span class="gap" aria-label="left out: unchanged">…</span>')


def words(text: str) -> list[str]:
    """The words of ``text``; of Chinese each sign. Marks between them are none."""
    return [word for word in _WORD.findall(text) if any(sign.isalnum() for sign in word)]


def of_text(before: str, after: str, *, shorten: bool = True) -> SafeString:
    """What turned ``before`` into ``after``, two plain texts, word by word, in one line of HTML."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if _is_too_much(old, new):
        return _changed(before, after)
    steps = _phrases(_compared(old, new).get_opcodes())
    pieces = []
    for place, (kind, i, j, k, m) in enumerate(steps):
        if kind != "equal":
            pieces.append(_changed("".join(old[i:j]), "".join(new[k:m])))
        elif shorten:
            pieces.append(_stayed(new[k:m], is_first=place == 0, is_last=place == len(steps) - 1))
        else:
            pieces.append(format_html("{}", "".join(new[k:m])))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def of_rich_text(before: str, after: str, *, shorten: bool = True) -> list[SafeString]:
    """What turned ``before`` into ``after``, two texts with mark-up: changed paragraphs, each as
    HTML. Where no word differs, nothing: then it was the mark-up."""
    return of_paragraphs(plain_text(before), plain_text(after), shorten=shorten)


def of_paragraphs(before: str, after: str, *, shorten: bool = True) -> list[SafeString]:
    """The same of two plain texts whose paragraphs stand a blank line apart."""
    old, new = _paragraphs(before), _paragraphs(after)
    if _is_too_much(old, new):
        return [*map(_taken, old), *map(_put, new)] if old != new else []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    shown: list[SafeString] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            shown += _pairs(old[i:j], new[k:m], shorten=shorten)
        elif not shorten:
            shown += [format_html("{}", text) for text in old[i:j]]
        elif not shown or shown[-1] != _GAP:
            shown.append(_GAP)
    while shown and shown[-1] == _GAP:
        shown.pop()
    return shown[1:] if shown and shown[0] == _GAP else shown


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def _pairs(old: list[str], new: list[str], *, shorten: bool) -> Iterator[SafeString]:
    """Paragraphs taken out and put in; one that became another is shown as one."""
    if len(old) * len(new) > _MOST_HEIRS:
        yield from (*map(_taken, old), *map(_put, new))
        return
    left = list(new)
    for text in old:
        heir = next((k for k, other in enumerate(left) if _is_alike(text, other)), None)
        if heir is None:
            yield _taken(text)
            continue
        yield from (_put(other) for other in left[:heir])
        yield of_text(text, left[heir], shorten=shorten)
        del left[: heir + 1]
    yield from (_put(other) for other in left)


def _is_alike(one: str, other: str) -> bool:
    old, new = _WORD.findall(one), _WORD.findall(other)
    if _is_too_much(old, new):
        return False
    matcher = _compared(old, new)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _is_too_much(old: list[str], new: list[str]) -> bool:
    """Beyond so many words, or so many pairs of the same word: each pair is looked at again and
    again, so that one word a thousand times costs minutes."""
    if max(len(old), len(new)) > _MOST_WORDS:
        return True
    times = Counter(word.strip() for word in new)
    return sum(times[word.strip()] for word in old) > _MOST_PAIRS


def _compared(old: list[str], new: list[str]) -> "SequenceMatcher[str]":
    """By the words themselves: which blanks follow them makes no difference."""
    before, after = [word.strip() for word in old], [word.strip() for word in new]
    return SequenceMatcher(None, before, after, autojunk=False)


def _phrases(steps: Sequence[_Step]) -> list[_Step]:
    """Changes with a word or two between them are one where they are longer than those: a phrase
    that was put another way is read as one, and not as scraps."""
    found: list[_Step] = []
    for place, step in enumerate(steps):
        kind, i, j, k, m = step
        following = steps[place + 1 : place + 2]
        if kind == "equal" and found and following and j - i <= _SCRAP:
            around = max(_size(found[-1]), _size(following[0]))
            kind = "replace" if around > j - i + 1 else kind
        if kind != "equal" and found and found[-1][0] != "equal":
            _, first, _, start, _ = found.pop()
            found.append(("replace", first, j, start, m))
        else:
            found.append((kind, i, j, k, m))
    return found


def _size(step: _Step) -> int:
    _, i, j, k, m = step
    return max(j - i, m - k)


def _stayed(words: list[str], *, is_first: bool, is_last: bool) -> SafeString:
    """An unchanged stretch, its middle left out."""
    head = [] if is_first else words[:_CLOSE]
    tail = [] if is_last else words[-_CLOSE:]
    if len(head) + len(tail) + _CLOSE >= len(words):
        return format_html("{}", "".join(words))
    return format_html("{}{}{}", "".join(head), _GAP, format_html(" {}", "".join(tail)))


def _changed(was: str, now: str) -> SafeString:
    """Words taken out and put in; the blank after them belongs to neither."""
    blank = SafeString(" ") if (now or was)[-1:].isspace() else SafeString("")
    return _taken(was.rstrip()) + _put(now.rstrip()) + blank


def _taken(text: str) -> SafeString:
    return format_html("<del>{}</del>", text) if text else SafeString("")


def _put(text: str) -> SafeString:
    return format_html("<ins>{}</ins>", text) if text else SafeString("")
