"""Asking the search, and what a page of its results says."""

from html import unescape
from re import findall, sub

from django.http import HttpResponse
from django.test import Client


def ask(client: Client, words: str, **more: str) -> HttpResponse:
    response = client.get("/search/", {"q": words, **more})
    assert isinstance(response, HttpResponse)
    return response


def found(client: Client, words: str, **more: str) -> list[str]:
    """The titles of what is found, in their order."""
    response = ask(client, words, **more)
    assert response.status_code == 200
    titles = findall(r'<h3 class="news-headline"[^>]*>(.*?)</h3>', response.content.decode())
    return [unescape(sub("<[^>]*>", "", title)) for title in titles]


def marked(client: Client, words: str, **more: str) -> list[str]:
    """What is marked on the page."""
    text = ask(client, words, **more).content.decode()
    return [unescape(each) for each in findall("<mark>(.*?)</mark>", text)]
