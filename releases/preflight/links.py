"""The links of a text, and what their addresses lead to."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from releases.markup.tokens import tokens
from releases.preflight.finding import Where

_IN_TEXT = re.compile(r"https?://[^\s<>\"“”「」（），。]{1,2000}", re.IGNORECASE)
_PAGE = re.compile(r"/news/([a-z0-9-]+)(?:/|\.(?:pdf|json|txt))?")
_FILE = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?")
_NOT_PAGES = frozenset({"feed", "category"})
# Names that lead nowhere from outside: RFC 6761 and 6762, RFC 8375, ICANN's .internal; and what
# companies call their own networks.
_PRIVATE_ENDINGS = (
    "localhost", "local", "internal", "intranet", "test", "invalid", "lan", "corp", "private",
    "home.arpa",
)  # fmt: skip


@dataclass(frozen=True)
class Link:
    """An address in a text, and the words that carry it (empty where it is written out)."""

    where: Where
    address: str
    words: str


def links_in(where: Where, html: str, text: str) -> Iterator[Link]:
    """The links of ``html``, then the addresses written out in its ``text`` that are no link."""
    linked: set[str] = set()
    address, words = "", ""
    for token in tokens(html):
        if token.kind == "text" and address:
            words += token.text
        elif token.name != "a":
            continue
        else:
            if address:
                yield Link(where, address, " ".join(words.split()))
            address, words = dict(reversed(token.attributes)).get("href", "").strip(), ""
            linked.add(address)
    if address:
        yield Link(where, address, " ".join(words.split()))
    for found in _IN_TEXT.finditer(text):
        written = found[0].rstrip(".,;:!?)]'’")
        if written not in linked:
            linked.add(written)
            yield Link(where, written, "")


def parsed(address: str) -> SplitResult | None:
    """The address in its parts; None for one that is none."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 -- raises for a port that is none
    except ValueError:
        return None
    return parts


def own_path(address: str, site: str) -> str | None:
    """The path of an address on this site (``site`` is its address); None for any other."""
    parts, own = parsed(address), parsed(site)
    if parts is None:
        return None
    is_relative = not parts.scheme and not parts.netloc
    is_here = own is not None and bool(own.hostname) and parts.hostname == own.hostname
    return unquote(parts.path) if is_relative or is_here else None


def slug_of(path: str) -> str | None:
    """The address of the release whose page, or other form, is at ``path``."""
    found = _PAGE.fullmatch(path)
    is_page = found is not None and found[1] not in _NOT_PAGES and not found[1].isdigit()
    return found[1] if found is not None and is_page else None


def file_of(path: str) -> str | None:
    """The public id of the file at ``path``."""
    found = _FILE.fullmatch(path)
    return found[1] if found else None


def is_private_host(host: str) -> bool:
    """Whether ``host`` is nowhere to readers: a name of one word, an ending that no public name
    has, an address of RFC 1918, 3927, 4193 or 4291 that stays inside, or a number in disguise."""
    name = host.rstrip(".").lower()
    if not name:
        return False
    try:
        return not ipaddress.ip_address(name.partition("%")[0]).is_global
    except ValueError:
        pass
    if "." not in name:
        return True
    # What ends in a number is an address to browsers (URL standard, 3.5), such as 0x7f.1.
    ends_in_number = re.fullmatch(r"\d+|0x[0-9a-f]*", name.rpartition(".")[2]) is not None
    return ends_in_number or name.endswith(tuple(f".{each}" for each in _PRIVATE_ENDINGS))
