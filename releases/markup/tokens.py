"""HTML as a browser reads it, token by token (HTML standard, 13.2.5 Tokenization).

The standard library's ``html.parser`` ends comments and raw text elsewhere than browsers do (and
differently from one Python to the next), and needs quadratic time for unfinished tags. What a check
misreads, a browser may run, so the states that matter are written out here. Each is linear: what is
never finished runs to the end of the text, as in the standard, and is not tried again.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal, NamedTuple

VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
# Their contents are text to a browser, up to the end tag (in SVG and MathML they are mark-up).
RAW_TEXT = frozenset("iframe noembed noframes noscript script style textarea title xmp".split())

_SPACE = r"[\t\n\f\r ]"
_MARK = re.compile(r"<(?=[a-zA-Z!?]|/.)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:-?>|(.*?)--!?>)", re.DOTALL)
_BOGUS_COMMENT = re.compile(r"<[!?/]([^>]*+)>")
_NAME = re.compile(r"</?([a-zA-Z][^\t\n\f\r />]*+)")
_TAG_END = re.compile(r"[\t\n\f\r /]*+>")
_ATTRIBUTE = re.compile(
    rf"[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)(?:{_SPACE}*+(=){_SPACE}*+)?+"
)
_UNQUOTED = re.compile(r"[^\t\n\f\r >]*+")
_REFERENCE = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|([a-zA-Z0-9]++)(;|(?=(=)?)))")
_RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW_TEXT}

Kind = Literal["text", "start", "end", "raw", "noise", "unfinished"]


class Token(NamedTuple):
    """One piece of mark-up.

    ``name`` is the tag (lower case), or for ``noise`` and ``unfinished`` what it is; ``text`` is
    what stands between tags, references resolved, or the contents of a ``raw`` element unread;
    ``attributes`` come in order, doubles included, references resolved.
    """

    kind: Kind
    at: int
    name: str = ""
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    closes_itself: bool = False


def tokens(source: str, *, raw: bool = True) -> Iterator[Token]:
    """The tokens of ``source``, whose line ends are ``\\n``; an ``unfinished`` one is the last.

    With ``raw=False`` the contents of raw text elements are read as mark-up, as inside SVG.
    """
    position = 0
    while mark := _MARK.search(source, position):
        at = mark.start()
        if at > position:
            yield Token("text", position, text=html.unescape(source[position:at]))
        token, position = _token_at(source, at)
        if raw and token.kind == "start" and token.name in RAW_TEXT:
            token, position = _raw_text(source, token, position)
        if token.name:
            yield token
    if position < len(source):
        yield Token("text", position, text=html.unescape(source[position:]))


def line_of(source: str, at: int) -> int:
    """The number, from 1, of the line that offset ``at`` is on."""
    return source.count("\n", 0, at) + 1


def _token_at(source: str, at: int) -> tuple[Token, int]:
    """The token that begins at ``at`` (nameless for ``</>``), and where the next may begin."""
    if _NAME.match(source, at):
        return _tag(source, at)
    if source.startswith("</>", at):
        return Token("noise", at), at + 3
    is_comment = source.startswith("<!--", at)
    found = (_COMMENT if is_comment else _BOGUS_COMMENT).match(source, at)
    if found is None:
        return Token("unfinished", at, "comment"), len(source)
    return Token("noise", at, _noise_name(source, at, found[1] or "")), found.end()


def _noise_name(source: str, at: int, inside: str) -> str:
    if inside.lstrip("<!").lower().startswith(("[if", "[endif")):
        return "conditional comment"
    if source.startswith("<![CDATA[", at):
        return "CDATA section"
    if source.startswith("<?", at):
        return "processing instruction"
    return "doctype" if source[at + 2 : at + 9].lower() == "doctype" else "comment"


def _tag(source: str, at: int) -> tuple[Token, int]:
    name = _NAME.match(source, at)
    assert name is not None  # noqa: S101  # the caller looked
    position, attributes = name.end(), []
    while not (end := _TAG_END.match(source, position)):
        attribute = _attribute(source, position)
        if attribute is None:
            return Token("unfinished", at, "tag"), len(source)
        key, value, position = attribute
        attributes.append((key.lower(), _attribute_text(value)))
    kind: Kind = "end" if source.startswith("</", at) else "start"
    closes_itself = end[0].endswith("/>")
    return Token(kind, at, name[1].lower(), "", tuple(attributes), closes_itself), end.end()


def _attribute(source: str, position: int) -> tuple[str, str, int] | None:
    """Name, value as it stands, and where it ends; None where the text ends within it."""
    found = _ATTRIBUTE.match(source, position)
    if found is None:
        return None
    position, value = found.end(), ""
    if found[2]:
        quote = source[position : position + 1]
        if quote and quote in "\"'":
            close = source.find(quote, position + 1)
            if close < 0:
                return None
            value, position = source[position + 1 : close], close + 1
        elif bare := _UNQUOTED.match(source, position):
            value, position = bare[0], bare.end()
    return (found[1], value, position) if position < len(source) else None


def _attribute_text(value: str) -> str:
    """References resolved as in attributes, where ``?a=1&copy=2`` holds none."""
    return _REFERENCE.sub(_reference, value) if "&" in value else value


def _reference(found: re.Match[str]) -> str:
    name, semicolon, equals = found.groups()
    if name and (equals or name + semicolon not in html5):
        return found[0]
    return html.unescape(found[0])


def _raw_text(source: str, start: Token, position: int) -> tuple[Token, int]:
    end = _RAW_END[start.name].search(source, position)
    if end is None:
        return Token("unfinished", start.at, f"<{start.name}>"), len(source)
    contents = source[position : end.start()]
    return Token("raw", start.at, start.name, contents, start.attributes), end.start()
