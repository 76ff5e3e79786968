"""Quotes: what a release lets people say, whole, with their names.

A quote is a continuous statement of one speaker. An attribution in its middle does not part it, nor
do paragraphs that each open with a mark while only the last one closes. Terms, titles and slogans
in marks have nobody who says them, and are none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from releases.wire import speakers, speakers_ahead, speakers_in_chinese
from releases.wire.document import Block, Document, Kind, Said, collapsed
from releases.wire.findings import Quote
from releases.wire.known_people import Known, People
from releases.wire.quote_marks import Passage, passages
from releases.wire.speakers import Attribution
from releases.wire.speeches import (
    Speech,
    goes_on,
    inner,
    is_spoken,
    is_statement,
    is_sure,
    speech_of,
    starts,
)

_TRIVIAL = re.compile(r"[\s*†\d\[\]()–—-]{0,8}$")


def quotes_in(document: Document, blocks: Iterable[Block], language: str) -> list[Quote]:
    """The quotes in these blocks of the document, in order. ``language`` is the release's (“en”,
    “zh-hans”). Who is named by a surname, a nickname or a pronoun is told by the rest of the
    document; where nothing tells who speaks, the speaker is None."""
    listener = _Listener(document, is_chinese=language.startswith("zh"))
    for block in blocks:
        listener.hear(block)
    return [speech.quote() for speech in _once(listener.speeches)]


def _once(speeches: list[Speech]) -> Iterator[Speech]:
    """A pull quote repeats what is said elsewhere; a few words that nobody says are no quote."""
    told: set[str] = set()
    for speech in speeches:
        if speech.speaker is None and not is_sure(" ".join(speech.parts)):
            continue
        key = " ".join(" ".join(speech.parts).split()[:12]).lower()
        if key not in told:
            yield speech
        told.add(key)


@dataclass
class _Listener:
    document: Document
    is_chinese: bool
    speeches: list[Speech] = field(default_factory=list)
    spoke: Speech | None = None  # the last one whose speaker is known
    people: People | None = None
    is_next: bool = False  # whether the block before ended with the last speech, or with its lead
    lead: tuple[Block, Attribution] | None = None  # what the block before ended with: “she said:”

    def hear(self, block: Block) -> None:
        """Read a block; blocks come in order."""
        found = passages(block.text)
        place, was_next, begun = 0, self.is_next, len(self.speeches)
        lead, self.lead, self.is_next = self.lead, None, False
        if self.speeches and not (found and starts(block, found[0])):
            self.speeches[-1].is_open = False
            if not found and was_next and self._sign(block):
                return
        for number, passage in enumerate(found):
            limit = found[number + 1].start if number + 1 < len(found) else len(block.text)
            heard = self._passage(block, passage, place, limit, lead, was_next)
            if heard is not None:
                place = heard
            lead = None
        self._end(block, place, is_spoken=len(self.speeches) > begun or (bool(found) and was_next))

    def _end(self, block: Block, place: int, *, is_spoken: bool) -> None:
        rest = block.text[place:]
        self.is_next = is_spoken and bool(place) and not rest.strip()
        if re.search(r"[:：]\s?$", rest):
            attribution = self._before(block.text, place, len(block.text))
            if attribution is not None:
                self.lead = (block, attribution)

    def _passage(
        self,
        block: Block,
        passage: Passage,
        place: int,
        limit: int,
        lead: tuple[Block, Attribution] | None,
        was_next: bool,
    ) -> int | None:
        """Take what is between marks for a statement, if it is one; then the place is given where
        its attribution ends. ``place``: where that of the statement before ended in this block."""
        text = block.text
        is_first = starts(block, passage)
        if is_first and self.speeches and self.speeches[-1].is_open:
            return self._continue(block, passage, limit)
        ahead = self._before(text, place, passage.start)
        behind = self._after(text, passage, limit)
        if place and not text[place : passage.start].strip(" ,;:–—-"):
            return self._continue(block, passage, limit)
        if ahead is not None and is_statement(text, passage, is_led=True):
            return self._begin_or_go_on(block, passage, ahead, limit, place)
        if behind is not None and is_spoken(text, passage):
            behind = behind if place else self._meant(block, passage, behind)
            return self._begin(block, passage, (block, behind), behind.end)
        return self._unattributed(block, passage, lead, limit, was_next and is_first)

    def _meant(self, block: Block, passage: Passage, by: Attribution) -> Attribution:
        """Whom a pronoun means: Ada Berg is less sure. “…,” she said."""
        if by.person is not None or not passage.start:
            return by
        person = speakers.subject_of(block.text, 0, passage.start)
        if person is None or not (person.is_full or self._people().full(person)):
            return by
        return Attribution(person, (person.start, person.end), None, by.start, by.end)

    def _begin_or_go_on(
        self, block: Block, passage: Passage, ahead: Attribution, limit: int, place: int
    ) -> int:
        """Go on where nothing but “She added:” parts this from what the same person just said."""
        text = block.text
        said = self._after(text, passage, limit)
        end = said.end if said and not text[said.end : limit].strip() else passage.end
        end = said.end if said and goes_on(text, passage.end) else min(end, passage.end)
        known = self._known(block, ahead)
        is_pure = place and not text[place : ahead.start].strip()
        last = self.speeches[-1] if self.speeches else None
        if is_pure and last and (ahead.person is None or (known and known == last.known)):
            last.add(inner(text, passage), block.start + passage.end, is_open=not passage.is_closed)
            return end
        return self._begin(block, passage, (block, ahead), end)

    def _unattributed(
        self,
        block: Block,
        passage: Passage,
        lead: tuple[Block, Attribution] | None,
        limit: int,
        is_next: bool,
    ) -> int | None:
        text = block.text
        if not is_statement(text, passage):
            return None
        if starts(block, passage) and lead is not None:
            return self._begin(block, passage, lead, passage.end)
        if is_next and self.speeches:
            return self._continue(block, passage, limit)
        is_long = is_sure(inner(text, passage))
        has_all = starts(block, passage) and bool(_TRIVIAL.match(text, passage.end))
        if has_all and block.kind is not Kind.HEADING:
            self.speeches.append(speech_of(block, passage))  # who said it may follow
            return passage.end
        if is_long and not starts(block, passage):
            return self._after_narrative(block, passage)
        return None

    def _after_narrative(self, block: Block, passage: Passage) -> int | None:
        """Ada Berg, CEO of Acme, welcomed the decision. “…”"""
        text = block.text
        if not re.search(r"[.!?:]\s?$", text[max(0, passage.start - 3) : passage.start]):
            return None
        named = speakers.last_named(text, passage.start)
        if named is None:
            return None
        return self._begin(block, passage, (block, named), passage.end)

    def _continue(self, block: Block, passage: Passage, limit: int) -> int:
        speech = self.speeches[-1]
        speech.add(
            inner(block.text, passage), block.start + passage.end, is_open=not passage.is_closed
        )
        behind = self._after(block.text, passage, limit)
        if behind is None:
            return passage.end
        if speech.speaker is None:
            self._attribute(speech, block, behind)
        return behind.end

    def _begin(
        self, block: Block, passage: Passage, by: tuple[Block, Attribution], end: int
    ) -> int:
        speech = speech_of(block, passage)
        self._attribute(speech, *by)
        self.speeches.append(speech)
        return end

    def _sign(self, block: Block) -> bool:
        """Whether the block is what a speech is signed with: — Ada Berg, CEO."""
        speech = self.speeches[-1]
        if speech.speaker is not None or len(block.text) > 200:
            return False
        signed = speakers.signature(block.text)
        if signed is None:
            return False
        self._attribute(speech, block, signed)
        return True

    def _attribute(self, speech: Speech, block: Block, by: Attribution) -> None:
        start, end = (block.start + place for place in by.said)
        last = self.spoke
        known = self._known(block, by)
        if by.person is None:
            if last is None or last.speaker is None:
                return
            speech.speaker, speech.known = Said(last.speaker.value, start, end), last.known
            return
        self.spoke = speech
        name = known.name if known else block.text[slice(*by.said)]
        speech.speaker = Said(collapsed(name), start, end)
        if by.title:
            first, stop = (block.start + place for place in by.title)
            speech.title = self.document.said(first, stop)
        elif known and known.title and known not in self._people().spoke:
            speech.title = known.title
        speech.known = known or Known(name, by.person.words, None)
        if speech.known.words[1:]:
            self._people().spoke.append(speech.known)

    def _known(self, block: Block, by: Attribution) -> Known | None:
        return self._people().full(by.person) if by.person else None

    def _people(self) -> People:
        if self.people is None:
            self.people = People.of(self.document.blocks)
        return self.people

    def _before(self, text: str, start: int, place: int) -> Attribution | None:
        if self.is_chinese:
            return speakers_in_chinese.before(text, start, place) or speakers_ahead.before(
                text, start, place
            )
        return speakers_ahead.before(text, start, place)

    def _after(self, text: str, passage: Passage, limit: int) -> Attribution | None:
        if self.is_chinese:
            found = speakers_in_chinese.after(text, passage.end, limit)
            return found or speakers.after(text, passage.end, limit)
        return speakers.after(text, passage.end, limit)
