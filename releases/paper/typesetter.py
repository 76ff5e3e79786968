"""Sets one document: HTML on standard input, PDF/UA-1 on standard output. A program of its own.

It runs apart from the site (``releases/paper/press.py`` starts it): a page that takes too long or
too much memory ends this process and nothing else, and no setting, secret or database is within
its reach. Arguments: the folder of the site's static files, and the company's own folder or an
empty one. Exit code 3: the document needed more than it may have.
"""

import hashlib
import os
import resource
import sys
from pathlib import Path
from typing import Any

SECONDS = 20  # of processor time
MEMORY = 1_500_000_000  # bytes of address space; a page of Chinese maps some hundreds of millions
HOST = "https://own.invalid/"  # a name that cannot exist (RFC 2606): where our own files stand
OUT_OF_BOUNDS = 3


def main() -> int:
    _bound()
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # fontTools dates each font it unpacks
    html = sys.stdin.buffer.read()
    from weasyprint import HTML  # here, so that the bounds hold for it too
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = _own_files(*map(Path, sys.argv[1:3]))

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # it comes without types
        """Gives out the files named, and opens nothing else: no file, no network, no data."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path = files.get(url.removeprefix(HOST)) if url.startswith(HOST) else None
            if path is None:
                raise ValueError("not a file of ours")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _type_of(path)})

    document = HTML(string=html.decode(), base_url=HOST, url_fetcher=OwnFilesOnly())
    identifier = hashlib.sha256(html).digest()[:16]
    written = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=_say_what_heads_what
    )
    sys.stdout.buffer.write(written)
    return 0


def _bound() -> None:
    """From here on this process is slow to take the processor, and ends where it takes too much."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own_files(static: Path, look: Path) -> dict[str, Path]:
    """By its name in our documents, each file that one may use."""
    files = {"css/paper.css": static / "css" / "paper.css", "look/logo.svg": look / "logo.svg"}
    files |= {f"fonts/{path.name}": path for path in (static / "fonts").glob("*.woff2")}
    return {name: path for name, path in files.items() if path.is_file()}


def _say_what_heads_what(document: Any, pdf: Any) -> None:
    """Give each header cell of a table its scope (PDF/UA-1, 7.5): in the table's head its column,
    elsewhere, where it comes first, its row. WeasyPrint relates cells by their numbers alone, which
    not every reader follows."""
    objects: list[Any] = pdf.objects
    elements = {each.reference: each for each in objects if "S" in _keys(each)}
    for element in elements.values():
        if element["S"] != "/TH" or "A" not in element:
            continue
        row = elements[element["P"]]
        is_in_head = elements[row["P"]]["S"] == "/THead"
        is_first = row["K"][0] == element.reference
        element["A"]["Scope"] = "/Row" if is_first and not is_in_head else "/Column"


def _keys(thing: Any) -> Any:
    return thing if isinstance(thing, dict) else ()


def _type_of(path: Path) -> str:
    return {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}[path.suffix]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (MemoryError, RecursionError):
        sys.exit(OUT_OF_BOUNDS)
