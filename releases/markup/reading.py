"""Reads foreign mark-up: writes what is allowed, names what it drops, refuses the rest."""

import re
from collections import Counter
from html import escape

from releases.markup.prose import BLOCKS, INLINES, INSIDE_TABLE, Prose, TooLong
from releases.markup.refusals import FOREIGN, is_hidden_from_some, problems_of, scheme_of
from releases.markup.tokens import VOID, Token, line_of, tokens

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 100
MAX_MESSAGES = 20

TAGS = frozenset(BLOCKS | INLINES | {"br", "hr"})
ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"scope", "colspan", "rowspan"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_EQUIVALENTS = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
_SILENT = frozenset({"b", "i"})
_LIKE_PARAGRAPHS = frozenset(
    "address article aside center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer header hgroup legend main menu nav pre search section summary".split()
)
_TOO_DEEP = "elements inside each other, or never closed. Paste the text again as plain text."
_STRUCK_OUT = frozenset({"del", "s", "strike"})
_MAY_STAY_OPEN = frozenset(
    "colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split()
)

# Neither seen nor said: NUL and other controls, marks that reorder text, non-characters.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_NUMBER = re.compile(r"[0-9]{1,6}")
_SPAN = re.compile(r"[1-9][0-9]?|100")
_ADDRESS = re.compile(
    r"/(?![/\\])[^\\]*|https?://[^/?#\\]+[^\\]*|mailto:[^@\\]+@[^@\\]+|tel:\+?[0-9().\-]+",
    re.IGNORECASE,
)


class Refused(Exception):
    """The text carries what no release may: one sentence for each, with its line and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


def too_long() -> Refused:
    limit = f"{MAX_CHARACTERS:,}"
    return Refused(
        [f"The text is longer than {limit} characters: shorten it, or attach it as a file."]
    )


class Reading:
    """One reading of a text: what of it is written, what is dropped, what is refused."""

    def __init__(self, html: str) -> None:
        self._dropped: Counter[str] = Counter()
        self._problems: list[str] = []
        self._open: Counter[str] = Counter()
        self._depth = 0
        self._prose = Prose(MAX_CHARACTERS)
        self._source = self._readable(html)

    def written(self) -> str:
        """The text as it may be written; raises Refused."""
        foreign: Token | None = None
        is_doubtful = False
        for token in tokens(self._source):
            self._inspect(token)
            if token.name in FOREIGN and token.kind == "start":
                foreign = foreign or token
            is_doubtful = is_doubtful or is_hidden_from_some(token)
            self._write(token)
        if foreign and is_doubtful:
            self._refuse(foreign, "a drawing or formula that may hide other mark-up: attach it.")
        if self._problems:
            more = len(self._problems) - MAX_MESSAGES
            also = [f"And {more:,} more of the kind."] if more > 0 else []
            raise Refused(self._problems[:MAX_MESSAGES] + also)
        return self._prose.html

    def drop(self, name: str, count: int = 1) -> None:
        self._dropped[name] += count

    def dropped(self) -> tuple[str, ...]:
        named = [f"{name} ({count:,})" for name, count in self._dropped.items()]
        more = len(named) - MAX_MESSAGES
        return (*named[:MAX_MESSAGES], *([f"{more:,} other kinds of mark-up"] if more > 0 else []))

    def _readable(self, text: str) -> str:
        text = _LINE_END.sub("\n", text)
        return _UNREADABLE.sub(self._unreadable, text)

    def _unreadable(self, found: re.Match[str]) -> str:
        self.drop(f"invisible character U+{ord(found[0]):04X}")
        return ""

    def _refuse(self, token: Token, problem: str) -> None:
        if len(self._problems) >= MAX_MESSAGES:
            self._problems.append("")
            return
        self._problems.append(f"{self._place(token)}: {problem}")

    def _place(self, token: Token) -> str:
        excerpt = " ".join(self._source[token.at : token.at + 50].split())
        return f"Line {line_of(self._source, token.at)}, “{excerpt}”"

    def _inspect(self, token: Token) -> None:
        for problem in problems_of(token):
            self._refuse(token, problem)
        if token.kind == "unfinished":
            self._refuse(
                token,
                f"a {token.name} that never ends, so that the rest would be lost. "
                "Close it; for a “less than” sign write &lt;.",
            )
        self._follow(token)
        if max(self._depth, self._prose.depth) > MAX_DEPTH:
            place = self._place(token)
            raise Refused([f"{place}: more than {MAX_DEPTH} {_TOO_DEEP}"])

    def _follow(self, token: Token) -> None:
        """Keep count of what is open in the source, written or not."""
        if token.name in VOID or token.name in _MAY_STAY_OPEN:
            return
        if token.kind == "start" and not token.closes_itself:
            self._open[token.name] += 1
            self._depth += 1
        elif token.kind == "end" and self._open[token.name]:
            self._open[token.name] -= 1
            self._depth -= 1

    def _write(self, token: Token) -> None:
        try:
            if token.kind == "text":
                self._prose.text(self._readable(token.text))
            elif token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._prose.end(self._written_as(token.name))
            elif token.kind == "raw":
                self.drop(f"<{token.name}> with its contents")
            elif token.kind == "noise":
                self.drop(token.name)
        except TooLong:
            raise too_long() from None

    def _written_as(self, name: str) -> str:
        """The allowed tag that ``name`` is written as; ``""`` for none."""
        tag = "p" if name in _LIKE_PARAGRAPHS else _EQUIVALENTS.get(name, name)
        if tag in INSIDE_TABLE and not self._prose.is_in_table:
            return "p"
        return tag if tag in TAGS else ""

    def _start(self, token: Token) -> None:
        tag = self._written_as(token.name)
        if tag != token.name and token.name not in _SILENT:
            self.drop(_name_of(token.name[:40], tag))
        attributes = dict(reversed(token.attributes))  # of doubles the first counts
        written = "".join(
            self._attribute(token.name, tag, key, attributes[key]) for key in sorted(attributes)
        )
        if tag == "a" and "href" not in attributes:
            self.drop("<a> without an address")
        elif written or tag not in {"", "a"}:
            self._prose.start(tag, written)

    def _attribute(self, name: str, tag: str, key: str, value: str) -> str:
        if key not in ATTRIBUTES.get(tag, ()):
            if tag == name or tag in {"strong", "em"}:
                self.drop(f"{key[:40]} attribute on <{name}>")
            return ""
        value = self._readable(value).strip()
        kept = _kept_value(key, value)
        if kept is None:
            what = "address" if key == "href" else key
            self.drop(f"{what} “{value[:60]}” on <{name}>")
            return ""
        return f' {key}="{escape(kept)}"'


def _name_of(name: str, tag: str) -> str:
    if name in _STRUCK_OUT:
        return f"<{name}>, so that struck-out words read as if they stood"
    if name in INSIDE_TABLE:
        return f"<{name}> outside a table"
    return f"<{name}>, now <{tag}>" if name in _EQUIVALENTS else f"<{name}>"


def _kept_value(key: str, value: str) -> str | None:
    """The value as it is written, or None for one that may not stand."""
    if key == "href":
        lines = (line.strip() for line in value.split("\n"))
        address = "".join(lines).replace("\t", "").replace(" ", "%20")
        is_known = not scheme_of(address) or scheme_of(address) in SCHEMES
        return address if is_known and _ADDRESS.fullmatch(address) else None
    if key == "start":
        return value if _NUMBER.fullmatch(value) else None
    if key == "scope":
        return value.lower() if value.lower() in {"row", "col", "rowgroup", "colgroup"} else None
    if key == "title":
        return value or None
    return value if _SPAN.fullmatch(value) else None
