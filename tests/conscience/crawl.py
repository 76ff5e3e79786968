"""The crawl: every address, every way to ask, and everything that comes back."""

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass

import brotli
from django.test import Client

from tests.factories import ada

ENCODINGS = ("identity", "gzip", "br")
_CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
_LINKS = re.compile(rb"""(?:href|src|action)="([^"]+)"|<(?:loc|link|guid)[^>]*>([^<]+)<""")


@dataclass(frozen=True)
class Answer:
    """A response as it left: status, all headers but Date, the bytes as sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    sent: bytes

    @property
    def read(self) -> bytes:
        """The bytes as a reader gets them, after the status and headers, undone of encodings. The
        length is left out: it is a count, which any number may equal, and has to be that of the
        bytes (``_answer``); two worlds are compared with it."""
        undo = {"gzip": gzip.decompress, "br": brotli.decompress}
        body = undo.get(dict(self.headers).get("Content-Encoding", ""), bytes)(self.sent)
        lines = [f"{name}: {value}" for name, value in self.headers if name != "Content-Length"]
        return "\n".join([str(self.status), *lines, ""]).encode() + body


Key = tuple[str, str, str]


def crawl(
    addresses: Iterable[str], *, etags: Iterable[str] = (), is_thorough: bool = True
) -> dict[Key, Answer]:
    """Ask for each address in every way: method, encoding, language, condition, range, and with the
    cookie of somebody signed in (or, where it is more of the same, in one way alone). ``etags`` are
    guesses for what has one."""
    client, staff = Client(raise_request_exception=False), _signed_in()
    answers: dict[Key, Answer] = {}
    for address in dict.fromkeys(addresses):
        ways = _ways() if is_thorough and "?" not in address else _PLAINLY
        for way, method, headers in (*ways, *_guessed(etags)):
            answers[address, method, way] = _answer(client, method, address, headers)
        answers[address, "get", "signed in"] = _answer(staff, "get", address, {})
        assert not client.cookies, f"{address} sets a cookie"
    return answers


def read(addresses: Iterable[str]) -> dict[Key, Answer]:
    """Each address asked for once, as a reader does."""
    client = Client(raise_request_exception=False)
    return {(each, "get", "once"): _answer(client, "get", each, {}) for each in addresses}


# Pages further on, or on another day: what differs is their content alone.
_PLAINLY = [("identity", "get", {"accept-encoding": "identity"})]


def _signed_in() -> Client:
    """A browser that sends a writer's session to every address, as a careless proxy might."""
    client = Client(raise_request_exception=False)
    client.force_login(ada())
    for cookie in client.cookies.values():
        cookie["path"] = "/"
    return client


def _guessed(etags: Iterable[str]) -> Iterable[tuple[str, str, dict[str, str]]]:
    if etags:
        yield "guessed", "get", {"if-none-match": ", ".join(f'"{etag}"' for etag in etags)}


def _ways() -> Iterable[tuple[str, str, dict[str, str]]]:
    for encoding in ENCODINGS:
        yield encoding, "get", {"accept-encoding": encoding}
    yield "plain", "head", {}
    yield "plain", "options", {}
    yield "plain", "post", {}
    yield "since", "get", {"if-modified-since": "Mon, 02 Mar 2026 16:00:00 GMT"}
    yield "any", "get", {"if-none-match": "*"}
    yield "range", "get", {"range": "bytes=0-40"}
    for language in ("fr", "de", "zh-hans"):
        yield language, "get", {"accept-language": language}


def _answer(client: Client, method: str, address: str, headers: dict[str, str]) -> Answer:
    response = getattr(client, method)(address, headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if method == "get" and "Content-Length" in response:
        assert response["Content-Length"] == str(len(body)), address
    sent = tuple(sorted((name, value) for name, value in response.items() if name != "Date"))
    return Answer(response.status_code, sent, _CSRF.sub(b"csrf", body))


def links(answers: dict[Key, Answer], site: str = "http://testserver") -> set[str]:
    """Addresses on this site that the answers lead to; of a past day only those given."""
    found = set()
    for answer in answers.values():
        for match in _LINKS.finditer(answer.read):
            target = (match[1] or match[2]).decode(errors="replace").replace("&amp;", "&").strip()
            target = target.removeprefix(site)
            if "as_of=" in target:
                continue
            if target.startswith("/") and not target.startswith(("//", "/static/", "/admin/")):
                found.add(target.split("#")[0])
    return found


def differences(one: dict[Key, Answer], other: dict[Key, Answer]) -> list[str]:
    """Where two worlds answer differently, as readable lines."""
    return [
        f"{' '.join(key)}: {_brief(one.get(key))} / {_brief(other.get(key))}"
        for key in sorted(one.keys() | other.keys())
        if one.get(key) != other.get(key)
    ]


def _brief(answer: Answer | None) -> str:
    return "nothing" if answer is None else f"{answer.status}, {len(answer.sent)} bytes"
