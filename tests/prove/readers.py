"""What an anonymous reader gets, held against what the oracle says there is to see."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client

from tests.prove.belief import Gone, Release, Shown
from tests.prove.hands import Hands
from tests.prove.oracle import Oracle

WORD = re.compile(r"\b[Ww]\d{5}q\b")
_HEADLINES = re.compile(r'class="news-headline"[^>]*><a href="([^"]*)"')
_ADDRESS = re.compile(r"/news/([a-z0-9-]+)(?:/|\.json|\.pdf|\.txt)")
_STATUS = {Shown: 200, Gone: 410, type(None): 404}
_FIGURE = re.compile(r"\b(1\d,\d{3}) square feet")


class Disagreement(AssertionError):
    """Product and oracle do not say the same."""


def require(is_so: bool, what: str, *seen: object) -> None:
    if not is_so:
        raise Disagreement(" | ".join([what, *(repr(each) for each in seen)]))


class Readers:
    """Asks the public addresses and compares. It remembers nothing but what it was last told of
    pages, so as not to ask again for what nobody has touched."""

    def __init__(self, oracle: Oracle, hands: Hands) -> None:
        self.oracle, self.hands = oracle, hands
        self.client = Client()
        self.pages_read = 0

    def read_news(self) -> None:
        """The feed: every public original in full, in order, and nothing else."""
        text = self._text("/news/feed.rss")
        items = text.split("<item>")
        expected = self.oracle.newsroom()
        slugs = [_ADDRESS.findall(each)[0] for each in items[1:]]
        require(slugs == [self._slug(each) for each in expected], "feed", slugs, expected)
        for release, item in zip(expected, items[1:], strict=True):
            page, found = self.oracle.page(release), _words(item)
            assert isinstance(page, Shown)
            own = (page.words | page.reasons) - {release.says.get("figure")}
            require(own <= found, "feed lacks", release, own - found)
            require(found <= own | page.headlines, "feed shows", release, found - own)
        require(not _words(items[0]), "feed, outside its items")

    def read_list(self) -> None:
        text = self._text("/news/")
        expected = self.oracle.newsroom()
        # Lines that tell of a correction or a withdrawal lead to others besides.
        require(set(_slugs(text)) <= self._known(), "addresses nobody knows", text)
        slugs = _ADDRESS.findall(" ".join(_HEADLINES.findall(text)))
        require(slugs == [self._slug(each) for each in expected], "list", slugs, expected)
        # The headlines, and the categories that there are to choose from.
        told = {each.says[part] for each in expected for part in ("headline", "category")
                if part in each.says}  # fmt: skip
        require(_words(text) == told, "list", _words(text), told)

    def read_page(self, release: Release) -> None:
        """The page of a release: its words, all of them; of others, at most public ones."""
        address, page = f"/news/{self._slug(release)}/", self.oracle.page(release)
        response = self._get(address)
        text = response.content.decode()
        require(response.status_code == _STATUS[type(page)], address, page, response.status_code)
        require(set(_slugs(text)) <= self._known(), "addresses nobody knows", address, text)
        found = _words(text)
        if isinstance(page, Shown):
            own = (page.words | page.reasons) - {release.says.get("figure")}
            require(own <= found, "page lacks", release, own - found)
            public = page.reasons.union(*(each.words for each in self._shown()))
            require(found <= public, "page shows", release, found - public)
        else:
            self._require_rest(page, found)

    def read_data(self, release: Release) -> None:
        """The same as data: exactly its words, what it states, what corrects it."""
        address, page = f"/news/{self._slug(release)}.json", self.oracle.page(release)
        response = self._get(address)
        text = response.content.decode()
        require(response.status_code == _STATUS[type(page)], address, page, response.status_code)
        if page is None:
            return
        found: dict[str, Any] = json.loads(text)
        corrected_by = [self._number(each["url"]) for each in found["corrected_by"]]
        require(corrected_by == list(page.corrected_by), "data: corrected by", release, page)
        if isinstance(page, Gone):
            self._require_rest(page, _words(text))
            return
        expected = (page.words | page.reasons) - {release.says.get("figure")}
        require(_words(text) == expected, "data", release, _words(text) ^ expected)
        figures = found["statements"]["capacity_figures"]
        stated = [each["as_printed"].removesuffix(" square feet") for each in figures]
        figure = self.oracle.original(release).says.get("figure")
        require(stated == ([] if figure is None else [figure]), "data: figure", release, stated)
        corrects = found["corrects"] and self._number(found["corrects"]["url"])
        require(corrects == page.corrects, "data: corrects", release, page)

    def read_facilities(self) -> None:
        text = self._text("/facilities/")
        stating = self.oracle.current_figure()
        expected = [] if stating is None else [stating.says["figure"]]
        key = text.partition('<ul class="key-figures">')[2].partition("</ul>")[0]
        found = _FIGURE.findall(key)
        require(found == expected, "figures", found, expected)
        slugs = set(_slugs(key))
        sources = set() if stating is None else {self._slug(stating)}
        require(slugs == sources, "sources of figures", slugs, sources)
        # Over time stands what was public, and nothing else.
        said = self.oracle.stating_figures()
        told = {each.says["figure"] for each in said}
        require(set(_FIGURE.findall(text)) <= told, "figures told", text, told)
        sources = {self._slug(each) for each in said}
        require(set(_slugs(text)) <= sources, "sources told", set(_slugs(text)), sources)

    def read_contacts(self) -> None:
        text = self._text("/contacts/")
        expected = sorted(each.says["contact"] for each in self.oracle.listed_contacts())
        found = sorted(WORD.findall(_ADDRESS.sub("", text)))
        require(found == expected, "contacts", found, expected)
        slugs = set(_slugs(text))
        sources = {self._slug(each) for each in self.oracle.listed_contacts()}
        require(slugs == sources, "sources of contacts", slugs, sources)

    def read_all(self) -> None:
        """Everything there is to read."""
        self.read_news()
        self.read_list()
        self.read_facilities()
        self.read_contacts()
        for release in self.oracle.releases:
            self.read_page(release)
            self.read_data(release)

    def public_view(self) -> tuple[Any, ...]:
        """What readers may see at all, as a value: while it is the same, so are the pages."""
        pages = tuple(self.oracle.page(each) for each in self.oracle.releases)
        figure = self.oracle.current_figure()
        listed = tuple(sorted(each.number for each in self.oracle.listed_contacts()))
        return pages, figure and figure.number, listed

    def _require_rest(self, page: Gone | None, found: set[str]) -> None:
        """At the address of what is not public: nothing, or what is said of a withdrawn one."""
        least = frozenset() if page is None else page.words
        most = frozenset() if page is None else page.words | page.beside
        require(least <= found <= most, "in the place of what is not public", page, found)

    def _known(self) -> set[str]:
        """The addresses that readers know: those of all that was ever told."""
        return {self._slug(each) for each in self.oracle.releases if each.is_told}

    def _number(self, url: str) -> int:
        return self.hands.slugs.index(url.rstrip("/").rpartition("/")[2])

    def _shown(self) -> Iterator[Shown]:
        pages = (self.oracle.page(each) for each in self.oracle.releases)
        return (page for page in pages if isinstance(page, Shown))

    def _slug(self, release: Release) -> str:
        return self.hands.slugs[release.number]

    def _text(self, address: str) -> str:
        response = self._get(address)
        require(response.status_code == 200, address, response.status_code)
        return str(response.content.decode())

    def _get(self, address: str) -> Any:
        self.pages_read += 1
        return self.client.get(address)


def _slugs(text: str) -> list[str]:
    """The releases whose addresses stand in it."""
    found = _ADDRESS.findall(text)
    return [slug for slug in found if not slug.isdigit() and slug not in {"category", "feed"}]


def _words(text: str) -> set[str]:
    """The words that parts are told apart by; addresses of releases are looked at by themselves."""
    return {each.lower() for each in WORD.findall(_ADDRESS.sub("", text))}
