"""The words of the interface: collect them from the code (`make messages`), compile the catalogues.

`messages.py collect` brings `locale/*/LC_MESSAGES/django.po` up to date and keeps what is
translated; `messages.py compile` makes the `.mo` beside each, which Django reads and git ignores;
set-up does so. Neither asks for gettext's own tools.
"""

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locale"
# Where nothing is that readers see.
_NOT_OURS = {"tests", "bench", "bin", "migrations", "var", ".venv", "locale", "static", "docs"}
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
_LEFT_OUT = b"|".join(
    (b"Report-Msgid-Bugs-To", b"POT-Creation-Date", b"PO-Revision-Date", b"Last-Translator",
     b"Language-Team", b"Generated-By")
)  # fmt: skip
_WITH_CONTEXT: tuple[Any, ...] = ((1, "c"), 2)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": _WITH_CONTEXT,
    "pgettext_lazy": _WITH_CONTEXT,
    "npgettext": (*_WITH_CONTEXT, 3),
    "npgettext_lazy": (*_WITH_CONTEXT, 3),
}


def collected() -> Catalog:
    """Every string that is marked for translation, in the order of the files."""
    catalog = Catalog(charset="utf-8")
    for path in _sources():
        place = str(path.relative_to(ROOT))
        source = path.read_text()
        if path.suffix != ".py":
            # Between its calls of gettext only place-holders are left, indented as the page was.
            source = re.sub(r"^[ \t]+", "", templatize(source, origin=place), flags=re.MULTILINE)
        for line, name, found, _ in extract_python(
            io.BytesIO(source.encode()), KEYWORDS, (), {"encoding": "utf-8"}
        ):
            context, message = _message(KEYWORDS[str(name)], found)
            if message:
                catalog.add(message, locations=[(place, line)], context=context)
    return catalog


def updated(path: Path) -> bytes:
    """The catalogue at ``path`` with every string of the code and none besides; what is translated
    stays so."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name, domain="django")
    catalog.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.fuzzy = False  # the header's own mark
    out = io.BytesIO()
    write_po(out, catalog, width=100, ignore_obsolete=True, include_lineno=False)
    # What changes with each run, or would name people, is left out.
    return re.sub(rb'^"(?:%b): .*\\n"\n' % _LEFT_OUT, b"", out.getvalue(), flags=re.MULTILINE)


def compile_all() -> None:
    """Make the ``.mo`` beside each ``.po`` that differs. Two may do so side by side."""
    for path in catalogues():
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name, domain="django")
        # Babel writes when it was made: the same words are to give the same file.
        catalog.creation_date = catalog.revision_date = _WRITTEN
        out = io.BytesIO()
        write_mo(out, catalog)
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != out.getvalue():
            _replace(compiled, out.getvalue())
        compiled.touch()  # set-up compares their times


def catalogues() -> list[Path]:
    """The ``.po`` files, one for each language but English."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def _sources() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.is_dir() and top.name not in _NOT_OURS and not top.name.startswith("."):
            for path in sorted(top.rglob("*")):
                is_left_out = _NOT_OURS.intersection(path.relative_to(ROOT).parts)
                if path.suffix in {".py", ".html", ".txt", ".xml"} and not is_left_out:
                    yield path


def _message(spec: tuple[Any, ...] | None, found: Any) -> tuple[str | None, Any]:
    """Context and message of a call; no message where what stands in it is no plain string."""
    arguments = list(found) if isinstance(found, tuple | list) else [found]
    context = None
    numbers = spec or (1,)
    if isinstance(numbers[0], tuple):
        context, numbers = arguments[0], numbers[1:]
    words = [arguments[number - 1] for number in numbers]
    if not all(isinstance(word, str) and word for word in words):
        return context, None
    return context, words[0] if len(words) == 1 else tuple(words)


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def main() -> int:
    match sys.argv[1:]:
        case ["collect"]:
            for path in catalogues():
                _replace(path, updated(path))
            compile_all()
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
