"""What a text is made of, for finding it: words, numbers, and pairs of Chinese characters.

``indexed`` and ``asked`` take a text apart in the same way; ``search/index/postgresql_words.py``
says the same in PostgreSQL's own language, and tests/search compares the two. ``docs/search.md``
has the rules.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from string import ascii_lowercase, ascii_uppercase
from unicodedata import normalize

LONGEST = 64  # characters of a word that count
_RUN = 3  # so many words joined by hyphens are found together: c-car011, phase-1-2

# Soft hyphens, what has no width, and marks that vary how a sign looks.
UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)
HYPHENS = "\u2010-\u2013\u2212\ufe63\uff0d"
SIGNS = "\u00a9\u00ae\u2120\u2122"  # they stand after a word and are none of it
ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
LETTERS = "0-9a-z\u00aa\u00ba\u00df-\u00f6\u00f8-\u02af\u0370-\u1fff\u2c00-\u2dff\ua000-\ud7ff"
CHINESE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
INLINE = "a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u"
# Capitals whose small letters no decomposition gives; ASCII apart.
_CAPITALS = "".join(
    char
    for char in map(chr, (*range(0xC0, 0x250), *range(0x370, 0x590)))
    if char not in "ØŁĐĦ"
    and normalize("NFKD", char) == char
    and len(char.lower()) == 1
    and char.lower() != char
)
CAPITALS = _CAPITALS + "ςØøŁłĐđĦħı"
SMALL = _CAPITALS.lower() + "σoollddhhi"
LIGATURES = (("ß", "ss"), ("æ", "ae"), ("œ", "oe"))

_TRANSLATED = {
    ord(a): b for a, b in zip(CAPITALS + ascii_uppercase, SMALL + ascii_lowercase, strict=True)
}
_UNSEEN, _HYPHENS, _SIGNS, _ACCENTS = (
    re.compile(f"[{each}]") for each in (UNSEEN, HYPHENS, SIGNS, ACCENTS)
)
_INLINE_TAG = re.compile(rf"</?(?:{INLINE})(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_CHUNK = re.compile(rf"[{LETTERS}]+(?:[-.,][{LETTERS}]+)*|[{CHINESE}]+")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+")
_APART = re.compile("[.,]")
_WORD = re.compile("[a-z]{4,}")
_IS_CHINESE = re.compile(f"[{CHINESE}]")


def plain(html: str) -> str:
    """Cleaned ``html`` as text, a line for each block."""
    return unescape(_TAG.sub("\n", _INLINE_TAG.sub("", html)))


def folded(text: str) -> str:
    """``text`` as it is compared: small letters without accents, in their plain forms."""
    if text.isascii():
        return text.lower()
    seen = _SIGNS.sub(" ", _HYPHENS.sub("-", _UNSEEN.sub("", text)))
    small = _ACCENTS.sub("", normalize("NFKD", seen)).translate(_TRANSLATED)
    for ligature, letters in LIGATURES:
        small = small.replace(ligature, letters)
    return small


def indexed(text: str) -> set[str]:
    """All that ``text`` is found by."""
    found: set[str] = set()
    for chunk in _chunks(text):
        if _IS_CHINESE.match(chunk):
            found.update(chunk)
            found.update(_pairs(chunk))
        else:
            found.update(_of_chunk(chunk))
    return found


@lru_cache(maxsize=20_000)
def _of_chunk(chunk: str) -> frozenset[str]:
    pieces = chunk.split("-")
    found = {word for piece in pieces for word in _words(piece)}
    for length in range(2, _RUN + 1):
        found.update(_joined(pieces, length))
    return frozenset(found)


def asked(text: str) -> list[str]:
    """What must be found for ``text`` to be found, each once, in its order."""
    found: dict[str, None] = {}
    for chunk in _chunks(text):
        if _IS_CHINESE.match(chunk):
            wanted = _pairs(chunk) if len(chunk) > 1 else [chunk]
        else:
            pieces = chunk.split("-")
            joined = _joined(pieces, min(len(pieces), _RUN))
            wanted = list(_words(chunk)) if len(pieces) == 1 else joined
        found |= dict.fromkeys(wanted)
    return list(found)


def _chunks(text: str) -> list[str]:
    return _CHUNK.findall(folded(text))


def _pairs(chunk: str) -> list[str]:
    return [chunk[place : place + 2] for place in range(len(chunk) - 1)]


def _words(piece: str) -> Iterator[str]:
    """A number is one, however it is grouped; else what stops and commas part."""
    if _NUMBER.fullmatch(piece):
        yield piece.replace(",", "")[:LONGEST]
    else:
        for word in _APART.split(piece):
            yield singular(word)[:LONGEST]


def _joined(pieces: list[str], length: int) -> list[str]:
    """The runs of ``length`` pieces, joined by hyphens."""
    words = [singular(piece.replace(",", "")) for piece in pieces]
    starts = range(len(words) - length + 1)
    return ["-".join(words[start : start + length])[:LONGEST] for start in starts]


def singular(word: str) -> str:
    """An English plural as its singular, near enough, and the same for what looks like one.

    After Donna Harman, “How effective is suffixing?” (1991), the S stemmer.
    """
    if not word.endswith("s") or not _WORD.fullmatch(word) or word == "news":
        return word
    if word.endswith("ies"):
        return word if word[-4] in "ae" else f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("es"):
        return word if word[-3] in "aeo" else word[:-1]
    return word if word[-2] in "us" else word[:-1]
