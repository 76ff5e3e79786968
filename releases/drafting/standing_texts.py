"""Standing texts: the About texts and the safe-harbor statement, matched to the versions kept.

A version that an approved release prints never changes; so a text that has changed is offered as
the next version of what it was, and never written into the one that stands.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from ircms.existence import random_end
from releases import richtext
from releases.drafting.asking import Asking, misfit
from releases.drafting.making import NEW, Making
from releases.drafting.markup import rich_text
from releases.drafting.proposal import Choice, Difference, Field, Proposal
from releases.drafting.registry import Stored
from releases.markup.passages import normalised, text_of
from releases.models import Release, ReleaseStandingText, StandingText
from releases.wire.findings import Section

NAME = "standing-texts"
KNOWN_BY = (("title",), ("body",))
_Kind = StandingText.Kind
_HARBORS = {
    "en": "Forward-Looking Statements",
    "fr": "Déclarations prospectives",
    "de": "Zukunftsgerichtete Aussagen",
    "zh-hans": "前瞻性声明",
    "zh-hant": "前瞻性聲明",
}


def propose(asking: Asking) -> list[Proposal]:
    """A proposal for each text, in the order in which a release prints them."""
    reading = asking.reading
    sections = [(_Kind.ABOUT, each) for each in reading.boilerplates]
    if reading.forward_looking is not None:
        sections.append((_Kind.SAFE_HARBOR, reading.forward_looking))
    sections.sort(key=lambda pair: pair[1].text.start)
    known = list(asking.known(StandingText).filter(language=reading.language))
    proposals: list[Proposal] = []
    taken: set[int] = set()
    for number, (kind, section) in enumerate(sections):
        proposal = _proposal(f"{NAME}-{number}", kind, section, known, asking)
        chosen = proposal.fields[0].value
        if chosen != NEW and int(chosen) in taken:
            continue  # a text that is printed twice stands on the release once
        taken |= {int(chosen)} if chosen != NEW else set()
        proposals.append(proposal)
    return proposals


def make(making: Making, proposal: Proposal) -> None:
    """The text on the release: a version that is there, or a new one."""
    said = making.answers.values(proposal)
    chosen = said["standing_text"]
    if chosen == NEW:
        text = _new_version(making, proposal, said)
    else:
        text = making.asking.row(StandingText, chosen)
    if text is None:
        return
    row = ReleaseStandingText(
        release=making.release,
        standing_text=text,
        position=making.position(ReleaseStandingText),
    )
    making.store(proposal, row)


def stored(release: Release) -> list[Stored]:
    rows = release.printed_texts.select_related("standing_text")
    texts = [row.standing_text for row in rows]
    return [
        Stored(text.title, {"title": text.title, "body": text.body, "passage": ""})
        for text in texts
    ]


def _proposal(
    key: str, kind: str, section: Section, known: Iterable[StandingText], asking: Asking
) -> Proposal:
    title = _title(section, asking)
    body = _body(section, asking)
    of_kind = [text for text in known if text.kind == kind]
    wanted = text_of(body.value)
    same = [text for text in of_kind if _read(text, asking) == wanted]
    before = _newest(same, title.value) or _predecessor(of_kind, title.value, wanted)
    difference = None
    if before is not None and not same:
        stands, reads = richtext.plain_text(before.body), richtext.plain_text(body.value)
        difference = Difference(stands, reads)
    choices = _choices(before, is_same=bool(same))
    value = str(before.pk) if before is not None and same else NEW
    chosen = Field("standing_text", "Which text it is", value, choices=choices)
    if same and before is not None:
        title = Field("title", "Heading", before.title, title.start, title.end)
    named = Field("key", "Key, for staff", before.key if before else _key(title.value))
    return Proposal(
        key=key,
        kind=f"Standing text: {_Kind(kind).label.lower()}",
        title=title.value,
        fields=(chosen, title, body, named, Field("kind", "Kind", kind, choices=(_kind(kind),))),
        start=section.text.start,
        end=section.text.end,
        difference=difference,
    )


def _read(text: StandingText, asking: Asking) -> str:
    """What ``text`` says, read once for all the texts that are held against it."""
    read: dict[int, str] = asking.found.setdefault(NAME, {})
    if text.pk not in read:
        read[text.pk] = text_of(text.body)
    return read[text.pk]


def _title(section: Section, asking: Asking) -> Field:
    if section.title is None:
        usual = _HARBORS.get(asking.reading.language, _HARBORS["en"])
        return Field("title", "Heading", usual, doubt="It has no heading in the text: give it one.")
    said = section.title
    doubt = misfit(StandingText, "title", said.value)
    return Field("title", "Heading", said.value, said.start, said.end, doubt=doubt)


def _body(section: Section, asking: Asking) -> Field:
    start, end = section.text.start, section.text.end
    try:
        html, doubt = rich_text(asking.document, start, end), ""
    except ValidationError as refused:
        html, doubt = section.text.value, " ".join(refused.messages)
    return Field("body", "Text", html, start, end, is_long=True, doubt=doubt)


def _newest(texts: list[StandingText], title: str) -> StandingText | None:
    """Of several that say the same, one with this heading, and the newest."""
    titled = [text for text in texts if _plain(text.title) == _plain(title)] or texts
    return max(titled, key=lambda text: text.version or 0, default=None)


def _predecessor(texts: list[StandingText], title: str, wanted: str) -> StandingText | None:
    """The newest version of the text with this heading; of several such, the one most like it."""
    newest: dict[str, StandingText] = {}
    for text in sorted(texts, key=lambda each: each.version or 0):
        newest[text.key] = text
    titled = [text for text in newest.values() if _plain(text.title) == _plain(title)]
    return max(
        titled,
        key=lambda text: SequenceMatcher(None, text_of(text.body), wanted).quick_ratio(),
        default=None,
    )


def _choices(before: StandingText | None, *, is_same: bool) -> tuple[Choice, ...]:
    if before is None:
        return (Choice(NEW, "A new text"),)
    stands = Choice(str(before.pk), f"Version {before.version} of “{before.title}”, as it stands")
    if is_same:
        return (stands,)
    return (Choice(NEW, f"A new version of “{before.title}”, as the text has it"), stands)


def _kind(kind: str) -> Choice:
    return Choice(kind, str(_Kind(kind).label))


def _plain(title: str) -> str:
    return normalised(title).casefold().strip(" :.")


def _key(title: str) -> str:
    return slugify(title)[:60].strip("-") or "standing-text"


def _new_version(making: Making, proposal: Proposal, said: dict[str, str]) -> StandingText | None:
    language = making.release.language
    key = said["key"]
    same = StandingText.objects.filter(key=key, language=language)
    if same.exists() and not making.asking.known(StandingText).filter(pk__in=same).exists():
        # What does not exist for the person is not said to: the like, with a random end.
        key = f"{key[:53].rstrip('-')}-{random_end()}"
    text = StandingText(
        kind=said["kind"], key=key, language=language, title=said["title"], body=said["body"]
    )
    return text if making.store(proposal, text) else None
