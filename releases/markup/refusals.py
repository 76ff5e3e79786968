"""What no release may carry: scripts, handlers, frames, forms, and links that run code.

The rest of unknown mark-up is dropped and named (``releases.markup.reading``); this is refused,
because whoever put it there meant something that a reader must never get, and should hear so.
"""

import re
from collections.abc import Iterator

from releases.markup.tokens import RAW_TEXT, Token, tokens

_SCRIPTS = "A release cannot run scripts: delete this."
_FRAMES = "A release cannot hold frames or embedded objects: delete this, or link to the page."
_FORMS = "A release cannot hold forms: delete this."
_PAGE = "This would change how the whole page loads: delete it."

ADVICE = {
    "script": _SCRIPTS,
    **dict.fromkeys(
        "applet embed fencedframe frame frameset iframe noframes object portal".split(), _FRAMES
    ),
    **dict.fromkeys("button form input isindex keygen select textarea".split(), _FORMS),
    **dict.fromkeys(("base", "link"), _PAGE),
}
FOREIGN = frozenset({"svg", "math"})

_HANDLER = re.compile(r"\W*on[a-z]")
_IGNORED_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\ufeff]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*(?=:)")
_CODE_SCHEMES = frozenset({"javascript", "vbscript", "livescript", "data"})
_PROSE_ATTRIBUTES = frozenset(
    {"abbr", "alt", "content", "label", "placeholder", "summary", "title"}
)
_PICTURES = frozenset({"img", "source"})


def scheme_of(address: str) -> str:
    """The scheme a browser would see in ``address``, lower case, or ``""`` for a relative one.

    Browsers strip control characters and leave out tabs and line ends (URL standard, 4.4); we leave
    out every space, so as never to see less than they do.
    """
    found = _SCHEME.match(_IGNORED_IN_ADDRESS.sub("", address).lower())
    return found[0] if found else ""


def problems_of(token: Token) -> Iterator[str]:
    """What is refused in ``token``: each a sentence on what it is and what to do."""
    if token.kind in {"text", "noise"}:
        return
    # A prefix means nothing in HTML, but does in XHTML.
    name = token.name.strip("<>").rpartition(":")[2]
    if token.kind != "end":
        if advice := ADVICE.get(name):
            yield f"<{name}>. {advice}"
        if name == "meta" and any(
            key == "http-equiv" and value.strip().lower() == "refresh"
            for key, value in token.attributes
        ):
            yield f"<meta> that sends readers elsewhere. {_PAGE}"
    for key, value in token.attributes:
        yield from _attribute_problems(name, key, value)
    if token.kind == "raw" and name not in ADVICE:
        yield from _inner_problems(token)


def _attribute_problems(tag: str, key: str, value: str) -> Iterator[str]:
    if _HANDLER.match(key):
        yield f"the handler {key[:40]} on <{tag[:40]}>. {_SCRIPTS}"
    if key in _PROSE_ATTRIBUTES or key.startswith(("aria-", "data-")):
        return
    scheme = scheme_of(value)
    if scheme == "data" and tag in _PICTURES and key == "src":
        return  # a pasted picture: it is dropped, and runs nothing
    if scheme in _CODE_SCHEMES:
        yield (
            f"a {scheme}: address in {key[:40]} on <{tag[:40]}>. "
            "Such a link carries code: use an https: address, or take the link away."
        )


def _inner_problems(raw: Token) -> Iterator[str]:
    """What a browser would meet if it read the contents as mark-up, as it does inside SVG."""
    for token in tokens(raw.text, raw=False):
        yield from problems_of(token)


def is_hidden_from_some(token: Token) -> bool:
    """Whether browsers read this in one way in HTML and in another way inside SVG or MathML."""
    return token.name == "CDATA section" or (token.kind == "raw" and token.name in RAW_TEXT)
