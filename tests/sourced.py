"""Reads a page for numbers that no release said: what stands in it, and what vouches for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_OF_ONE_THING = re.compile(r"/(facilities|pipeline|events)/[^/?#]+/(?!\?as_of=)")
NUMBER = re.compile(r"\d[\d,.:]*")
_INLINE = {"a", "b", "em", "i", "q", "span", "strong", "sub", "sup", "time"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class Element:
    """An element of a page; ``inside`` holds texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    inside: "list[str | Element]" = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """What is read of it, without the numbers of notes."""
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        if "passage-facts" in self.classes:
            return ""
        inner = "".join(each if isinstance(each, str) else each._raw() for each in self.inside)
        return inner if self.tag in _INLINE else f" {inner} "

    def walk(self) -> "Iterator[Element]":
        yield self
        for each in self.inside:
            if isinstance(each, Element):
                yield from each.walk()

    def having(self, name: str) -> "list[Element]":
        """The elements of a class."""
        return [each for each in self.walk() if name in each.classes]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open[-1].tag == tag, f"<{self.open[-1].tag}> is closed by </{tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(html: str) -> Element:
    """``html`` as elements. Fails where one is not closed by its own end tag."""
    reading = _Tree()
    reading.feed(html)
    assert reading.open == [reading.root]
    return reading.root


def content(page: Element) -> Element:
    """What a page holds between masthead and imprint."""
    (main,) = (each for each in page.walk() if each.tag == "main")
    return main


def unvouched(element: Element) -> list[str]:
    """Texts with numbers in ``element`` that are no link to a source, no time, no conversion of
    what stands before it, no headline of a release and not the text of one."""
    found = []
    for each in element.inside:
        if isinstance(each, str):
            if NUMBER.search(each):
                found.append(" ".join(each.split()))
        elif not _is_vouched(each):
            found += unvouched(each)
    return found


_VOUCHING = {
    "source", "converted", "release", "page-year",
    "page-text",  # that of the notice it names
    "lead-release-text",  # how the release above it begins
    "contact-way",  # as printed; which release printed it stands on the page of contacts
    "choices", "narrowed-to",  # what rows can be narrowed to: each says it with its source
    "event-countdown",  # reckoned from the clock
}  # fmt: skip


def _is_vouched(element: Element) -> bool:
    if element.tag in {"time", "script"} or is_name(element):
        return True
    if element.tag == "a" and _path(element, "href").startswith("/news/"):
        return True  # a release by its headline, or a year of them
    if element.tag == "a" and _path(element, "href").startswith("/files/"):
        return True  # a file of a release by its title and size
    if element.tag == "blockquote" and _path(element, "cite").startswith("/news/"):
        return True  # the words of the release that it names
    if element.tag == "a" and "as_of=" in element.attributes.get("href", ""):
        return True  # the same page on the day it names
    return bool(element.classes & _VOUCHING)


def _path(element: Element, attribute: str) -> str:
    """The address in ``attribute``, whatever the language of the page."""
    return element.attributes.get(attribute, "").removeprefix("/zh-hans")


def is_name(element: Element) -> bool:
    """Whether it is something called by its name, with a link to its page: there stands who named
    it so."""
    return element.tag == "a" and _OF_ONE_THING.match(_path(element, "href")) is not None
