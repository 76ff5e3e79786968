"""Rich text set as plain text, the way a wire carries it: in lines, lists and tables in columns."""

from collections.abc import Iterable, Iterator

from releases.markup.plain import LOWERED, RAISED
from releases.markup.prose import HEADINGS
from releases.paper.columns import WIDTH, width_of, wrapped
from releases.paper.elements import Element, tree
from releases.paper.tables import Row, set_table
from releases.richtext import absolute

_NARROWEST = 24  # columns: what is nested deeper moves in no further
_INDENT = 4
_BULLET = "•"


def text_of(html: str, site_url: str, width: int = WIDTH) -> list[str]:
    """Cleaned ``html`` as lines, an empty one between paragraphs. ``/…`` links lead to
    ``site_url``; where a link leads stands behind its words."""
    return _blocks(tree(absolute(html, site_url)), width)


def underlined(title: str, width: int = WIDTH) -> list[str]:
    """A heading above its line."""
    lines = wrapped(title, width)
    return [*lines, "-" * max(map(width_of, lines))]


def _blocks(parent: Element, width: int) -> list[str]:
    """What stands in ``parent``, its blocks an empty line apart; loose text is a paragraph."""
    lines: list[str] = []
    for part in _parts(parent):
        found = _prose(part, width) if isinstance(part, list) else _block(part, width)
        if found:
            lines += ["", *found] if lines else found
    return lines


def _parts(parent: Element) -> Iterator[Element | list[Element | str]]:
    """Blocks, and runs of text between them."""
    run: list[Element | str] = []
    for each in parent.inside:
        if isinstance(each, Element) and each.is_block:
            if run:
                yield run
            run = []
            yield each
        else:
            run.append(each)
    if run:
        yield run


def _block(element: Element, width: int) -> list[str]:
    if element.name in HEADINGS:
        lines = _prose(element.inside, width)
        return underlined("\n".join(lines), width) if element.name == "h2" and lines else lines
    if element.name == "p":
        return _prose(element.inside, width)
    if element.name in {"ul", "ol"}:
        return _list(element, width)
    if element.name == "blockquote":
        return _indented(_blocks(element, _inner(width)), " " * _INDENT)
    if element.name == "table":
        return _table(element, width)
    return ["-" * 20] if element.name == "hr" else _blocks(element, width)


def _list(element: Element, width: int) -> list[str]:
    lines: list[str] = []
    number = element.number("start", 999_999)
    for item in element.elements():
        mark = f"{number}." if element.name == "ol" else _BULLET
        number += 1
        within = max(len(mark) + 3, _INDENT)
        found = _tight(item, max(width - within, _NARROWEST)) or [""]
        lines += _indented(found, " " * within, first=f"{mark:>{within - 1}} ")
    return lines


def _tight(item: Element, width: int) -> list[str]:
    """An item: its own text, and under it, without an empty line, the lists in it."""
    lines: list[str] = []
    for part in _parts(item):
        found = _prose(part, width) if isinstance(part, list) else _block(part, width)
        is_apart = isinstance(part, Element) and part.name not in {"ul", "ol"} and lines
        lines += ["", *found] if is_apart and found else found
    return lines


def _indented(lines: list[str], blanks: str, first: str | None = None) -> list[str]:
    moved = [blanks + line if line else "" for line in lines]
    if first is not None and moved:
        moved[0] = (first + lines[0]).rstrip()
    return moved


def _inner(width: int) -> int:
    return max(width - 2 * _INDENT, _NARROWEST)


def _table(element: Element, width: int) -> list[str]:
    captions = [each for each in element.elements() if each.name == "caption"]
    title = [line for each in captions for line in _prose(each.inside, width)]
    lines = set_table(list(_rows(element)), width)
    return [*title, "", *lines] if title and lines else [*title, *lines]


def _rows(table: Element, *, is_head: bool = False) -> Iterator[Row]:
    """The rows of ``table`` itself; a table in a cell is text of that cell."""
    for each in table.elements():
        if each.name in {"thead", "tbody", "tfoot"}:
            yield from _rows(each, is_head=each.name == "thead")
        elif each.name == "tr":
            cells = [cell for cell in each.elements() if cell.name in {"td", "th"}]
            is_named = all(cell.name == "th" for cell in cells)
            texts = [("\n".join(_flat(cell)), cell.number("colspan", 100),
                      cell.number("rowspan", 100)) for cell in cells]  # fmt: skip
            yield Row(texts, is_head=is_head or is_named)


def _flat(cell: Element) -> Iterator[str]:
    """What stands in a cell, a line for each block in it, not yet in columns."""
    for part in _parts(cell):
        if isinstance(part, list):
            if text := _inline(part).strip():
                yield text
        else:
            yield from _flat(part)


def _prose(inside: Iterable[Element | str], width: int) -> list[str]:
    text = _inline(inside).strip()
    return wrapped(text, width) if text else []


def _inline(inside: Iterable[Element | str]) -> str:
    return "".join(_worded(each) for each in inside)


def _worded(part: Element | str) -> str:
    if isinstance(part, str):
        return part.replace("\n", " ")
    if part.name == "br":
        return "\n"
    text = _inline(part.inside)
    if part.name in {"sup", "sub"}:
        return text.translate(RAISED if part.name == "sup" else LOWERED)
    if part.name == "q":
        return f"“{text}”"
    return text + _leads_to(part, text) if part.name == "a" else text


def _leads_to(link: Element, text: str) -> str:
    """`` <https://…>`` behind words that are not themselves the address."""
    address = link.attributes.get("href", "")
    if not address.startswith(("http://", "https://")):
        return ""  # a telephone number or an e-mail address: its words are it
    bare = address.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
    shown = text.strip().casefold().removeprefix("http://").removeprefix("https://")
    return "" if shown.removeprefix("www.").rstrip("/") == bare else f" <{address}>"
