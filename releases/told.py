"""A release as a page tells it: its text with the words marked on which its facts rest."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from releases import facts
from releases.facts import NumberedFact
from releases.markup.passages import Mark, mark, mark_text
from releases.templatetags.printed import full_text, rich_text, set_on_page

if TYPE_CHECKING:
    from releases.models import Release, StandingText


@dataclass(frozen=True)
class Told:
    """The texts of a release as HTML, marked, and its facts in the order of their words.

    ``data`` is the same facts for machines, by the key of their part. ``source`` is the address of
    the page on which the words stand: that of the original, where the release is a translation;
    empty where it is this page.
    """

    headline: SafeString
    subheadline: SafeString
    body: SafeString
    texts: "list[tuple[StandingText, SafeString]]"
    facts: list[NumberedFact]
    data: dict[str, list[dict[str, Any]]]
    source: str = ""


def told(
    release: "Release", original: "Release", texts: "list[StandingText]", at: datetime
) -> Told:
    """``release`` with ``texts`` printed; ``original`` is itself or what it translates."""
    by_part = facts.facts_by_part(original, at)
    found = facts.numbered(original, by_part)
    marker = _Marker(facts.marks(found) if release == original else [])
    return Told(
        headline=marker.text(release.headline),
        subheadline=marker.text(release.subheadline),
        body=marker.html(set_on_page(full_text(release))),
        texts=[(text, marker.html(set_on_page(rich_text(text.body), 3))) for text in texts],
        facts=found,
        data={key: [fact.data for fact in said] for key, said in by_part.items()},
        source="" if release == original else original.get_absolute_url(),
    )


class _Marker:
    """Marks each passage where it first stands, text after text."""

    def __init__(self, marks: list[Mark]) -> None:
        self._left = marks

    def html(self, html: SafeString) -> SafeString:
        marked, left = mark(html, self._left)
        self._left = list(left)
        return mark_safe(marked)  # noqa: S308 -- rich text, and our own spans in it

    def text(self, text: str) -> SafeString:
        marked, left = mark_text(text, self._left)
        self._left = list(left)
        return mark_safe(marked)  # noqa: S308 -- escaped, and our own spans in it
