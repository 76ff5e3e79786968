"""How a company dresses the site: tokens, a logo and an icon in a folder of its own, no CSS forked.

``IRCMS_LOOK_ROOT`` names the folder; ``docs/looks.md`` says what may stand in it. The public site's
styles are written in parts and sent as one file, ``css/site.css``, made by ``collectstatic``.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

SHEET = "css/site.css"
# In the order in which they count; tokens.css says in which order the layers of all do. print.css
# comes after them, for paper alone.
PARTS = (
    "fonts", "tokens", "base", "layout", "components", "news", "release", "prose", "facts",
    "facilities", "pipeline", "events", "search", "library", "enquiries",
)  # fmt: skip
LOGO, ICON, TOKENS = "logo.svg", "favicon.svg", "tokens.css"
_TOKEN = re.compile(r"\s*(--[a-z][a-z0-9-]*)\s*:\s*([^;{}<>@\\]+);\s*", re.ASCII)
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_CSS = Path(__file__).resolve().parent.parent / "static" / "css"


class NotTokensError(ValueError):
    """What stands in the company's ``tokens.css`` is no list of known tokens; says where."""


def root() -> Path | None:
    """The company's own folder, if it has one."""
    return settings.IRCMS_LOOK_ROOT


def has(name: str) -> bool:
    """Whether the company's folder holds ``name``."""
    folder = root()
    return folder is not None and (folder / name).is_file()


def own_tokens() -> str:
    """The company's tokens as a layer of CSS, or nothing. Raises NotTokensError."""
    folder = root()
    if folder is None or not has(TOKENS):
        return ""
    declared = read_tokens((folder / TOKENS).read_text())
    lines = "\n".join(f"    {name}: {value};" for name, value in declared)
    return f"@layer tokens {{\n  :root {{\n{lines}\n  }}\n}}\n"


def read_tokens(text: str) -> list[tuple[str, str]]:
    """``--name: value;`` after each other, comments between. Raises NotTokensError at the first
    thing that is none, or names no token of ``static/css/tokens.css``."""
    known = set(re.findall(r"^\s*(--[a-z0-9-]+):", (_CSS / "tokens.css").read_text(), re.MULTILINE))
    rest, found = _COMMENT.sub("", text).lstrip(), []
    while rest:
        token = _TOKEN.match(rest)
        if token is None:
            raise NotTokensError(f"expected “--name: value;” and found {rest[:40]!r}")
        if token[1] not in known:
            raise NotTokensError(f"{token[1]} is no token of static/css/tokens.css")
        found.append((token[1], " ".join(token[2].split())))
        rest = rest[token.end() :]
    return found


def site_css() -> str:
    """All of the public site's styles: the parts in their order, the company's tokens last."""
    parts = [(_CSS / f"{part}.css").read_text() for part in PARTS]
    on_paper = f"@media print {{\n{(_CSS / 'print.css').read_text()}}}\n"
    return "\n".join([*parts, on_paper, own_tokens()])


def sheets() -> list[tuple[str, str]]:
    """The files a page links, with the medium of each: every part while developing, the one file
    otherwise."""
    if not settings.DEBUG:
        return [(SHEET, "all")]
    return [*((f"css/{part}.css", "all") for part in PARTS), ("css/print.css", "print")]


def check_look(**_: Any) -> list[CheckMessage]:
    """Refuse a folder that is not there and tokens that are none."""
    from django.core.checks import Error

    folder = root()
    if folder is None:
        return []
    if not folder.is_dir():
        hint = "Make it, or take the setting away."
        return [Error(f"IRCMS_LOOK_ROOT: {folder} is no folder.", hint=hint, id="ircms.E040")]
    try:
        own_tokens()
    except NotTokensError as problem:
        hint = "Write tokens only; docs/looks.md has an example."
        return [Error(f"{folder / TOKENS}: {problem}.", hint=hint, id="ircms.E041")]
    return []


class _Made(Storage):
    """What is made instead of stored: the one style sheet, and the company's own files."""

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]  # bytes
        if name == SHEET:
            return ContentFile(site_css().encode(), name=name)
        return File(_own(name).open("rb"), name=name)

    def exists(self, name: str) -> bool:
        return name in names()

    def path(self, name: str) -> str:
        return name  # what collectstatic says that it copies


def names() -> list[str]:
    """What the finder adds to the static files."""
    own = [f"look/{name}" for name in (LOGO, ICON) if has(name)]
    return [SHEET, *own]


def _own(name: str) -> Path:
    folder = root()
    assert folder is not None  # noqa: S101 -- such files are named only where there is one
    return folder / Path(name).name


def _sheet_on_disk() -> Path:
    """The one sheet as a file in ``var/``, written anew where it is not what it would be now."""
    path, text = settings.BASE_DIR / "var" / SHEET, site_css()
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
    return path


class LookFinder(BaseFinder):
    """Adds the one style sheet and the company's files to those that ``collectstatic`` collects."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = _Made()
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return check_look()

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Where ``path`` lies for a server that serves what finders find."""
        if path not in names():
            return []
        found = str(_sheet_on_disk() if path == SHEET else _own(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in names():
            yield name, self.storage
