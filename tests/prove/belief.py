"""What the oracle knows of releases, and what it says the public may see of them.

Nothing here is taken from the product: these are the rules of the design, in words of their own. A
release *says* something in each of its parts, as an opaque word. What it says has a version, which
any change of anything it says makes a new one. That is all there is to know about content.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
# So long before its second nothing of an approved release changes any more.
FREEZE = timedelta(seconds=10)


@dataclass(frozen=True)
class Person:
    """Somebody on the staff, and what they are there for."""

    name: str
    roles: frozenset[str] = frozenset()

    def is_a(self, role: str) -> bool:
        return role in self.roles


@dataclass
class Text:
    """A standing text: several releases may print it. ``authors`` have written it."""

    word: str
    authors: set[str]


@dataclass
class Release:
    """One release. ``says`` has a word for each part that there is; a standing text is named by its
    number in ``prints``."""

    number: int
    says: dict[str, str]
    prints: int | None = None
    due: datetime | None = None
    translates: int | None = None
    language: str = "en"
    corrects: int | None = None
    # Whose entry the contact is, and when contact and figure were entered (counting entries).
    contact_of: int = 0
    entered: dict[str, int] = field(default_factory=dict)

    version: int = 1
    submitted: int | None = None
    approved: int | None = None
    approved_before: set[int] = field(default_factory=set)
    # Who had a hand in it since its last approval, and who ever had.
    hands: set[str] = field(default_factory=set)
    ever_hands: set[str] = field(default_factory=set)
    is_held: bool = False
    released: datetime | None = None
    withdrawn: datetime | None = None
    withdrawn_because: str = ""
    # Readers have been able to see it, at some instant.
    is_told: bool = False

    @property
    def is_approved(self) -> bool:
        """Approved is what it says now, or nothing."""
        return self.approved == self.version

    @property
    def is_in_review(self) -> bool:
        return self.submitted == self.version and not self.is_approved

    @property
    def out(self) -> datetime | None:
        """When it goes out by itself, or was let out by hand."""
        return self.released or self.due

    def change(self, by: str) -> None:
        """Somebody changed what it says. After an approval counting of hands begins anew."""
        if self.version in self.approved_before:
            self.hands = set()
        self.version += 1
        self.touch(by)

    def touch(self, *people: str) -> None:
        self.hands |= set(people)
        self.ever_hands |= set(people)


@dataclass(frozen=True)
class Shown:
    """What a reader finds at the address of a public release: its own words; why it corrects
    another and why others correct it; and of those others, their headlines at most.
    ``corrected_by`` has the corrections, the newest first, those withdrawn since among them."""

    words: frozenset[str]
    reasons: frozenset[str]
    headlines: frozenset[str]
    corrected_by: tuple[int, ...]
    corrects: int | None


@dataclass(frozen=True)
class Gone:
    """What a reader finds of a withdrawn one: that it was, why it is not, and what corrects it:
    ``beside`` has the headlines of that, and its reasons."""

    words: frozenset[str]
    beside: frozenset[str]
    corrected_by: tuple[int, ...]


@dataclass
class World:
    """All releases and standing texts, and the clock."""

    now: datetime
    releases: list[Release] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    entries: int = 0

    # --- time -------------------------------------------------------------------------------

    def comes(self, release: Release) -> datetime | None:
        """The instant from which an approved release is public: its own, or its original's where
        that is later. None: not approved, or without a time."""
        if not release.is_approved or release.out is None:
            return None
        if release.translates is None:
            return release.out
        original = self.comes(self.releases[release.translates])
        return None if original is None else max(release.out, original)

    def has_come(self, release: Release, at: datetime | None = None) -> bool:
        """Whether its instant is there, were it withdrawn since: readers have been told."""
        comes = self.comes(release)
        return comes is not None and comes <= (at or self.now)

    def is_frozen(self, release: Release) -> bool:
        """From ten seconds before its instant, and for ever after, nothing of it changes."""
        return self.has_come(release, self.now + FREEZE)

    # --- what the public may see ------------------------------------------------------------

    def is_public(self, release: Release) -> bool:
        """Approved as it stands, its instant come, not withdrawn; nor is its original."""
        if release.withdrawn is not None or not self.has_come(release):
            return False
        return release.translates is None or self.is_public(self.releases[release.translates])

    def original(self, release: Release) -> Release:
        return release if release.translates is None else self.releases[release.translates]

    def family(self, release: Release) -> list[Release]:
        """Its original and all language versions of that."""
        first = self.original(release).number
        return [each for each in self.releases if first in (each.number, each.translates)]

    def remember(self) -> None:
        """Whatever is public at this instant has been told. Asked at every instant of a play."""
        for release in self._public():
            release.is_told = True

    def corrections(self, release: Release) -> list[Release]:
        """What has ever corrected it in public, whichever of its language versions was named; the
        newest first."""
        numbers = {each.number for each in self.family(release)}
        told = [each for each in self.releases if each.corrects in numbers and each.is_told]
        return sorted(told, key=self._age, reverse=True)

    def is_corrected(self, release: Release) -> bool:
        """Once a correction was public, what was corrected does not hold: not again either, if the
        correction is withdrawn."""
        return bool(self.corrections(release))

    def words(self, release: Release) -> frozenset[str]:
        """Every word that it says, its standing text's among them; not why it corrects."""
        printed = set() if release.prints is None else {self.texts[release.prints].word}
        own = {word for part, word in release.says.items() if part != "reason"}
        return frozenset(own | printed)

    def page(self, release: Release) -> Shown | Gone | None:
        """What is at its address. None: what is at an address that never was."""
        if not release.is_told:
            return None
        corrections = self.corrections(release)
        standing = [each for each in corrections if self.is_public(each)]
        if not self.is_public(release):
            return Gone(
                frozenset({release.says["headline"], release.withdrawn_because}),
                frozenset(each.says[part] for each in standing for part in ("headline", "reason")),
                tuple(each.number for each in standing),
            )
        first = self.original(release)
        earlier = None if first.corrects is None else self.releases[first.corrects]
        others = [*standing, *([earlier] if earlier is not None else [])]
        return Shown(
            self.words(release),
            frozenset(each.says["reason"] for each in (first, *standing) if "reason" in each.says),
            frozenset(each.says["headline"] for each in others if self.is_public(each)),
            tuple(each.number for each in corrections),
            None if earlier is None else earlier.number,
        )

    def newsroom(self) -> list[Release]:
        """The list of news and the feed: public originals, the newest first."""
        public = [each for each in self._public() if each.translates is None]
        return sorted(public, key=self._age, reverse=True)

    def current_figure(self) -> Release | None:
        """Whose figure holds: of those that stand, the one said last."""
        stating = [each for each in self._standing() if "figure" in each.says]
        return max(stating, key=lambda each: self._said("figure", each), default=None)

    def stating_figures(self) -> list[Release]:
        """What is public and states a figure, be it corrected since."""
        return [each for each in self._public() if "figure" in each.says]

    def listed_contacts(self) -> list[Release]:
        """Whose printing of each contact stands on the contacts page."""
        found: dict[int, Release] = {}
        for each in self._standing():
            if "contact" in each.says:
                other = found.get(each.contact_of, each)
                found[each.contact_of] = max(each, other, key=lambda r: self._said("contact", r))
        return list(found.values())

    def _public(self) -> Iterator[Release]:
        return (each for each in self.releases if self.is_public(each))

    def _standing(self) -> Iterator[Release]:
        return (each for each in self._public() if not self.is_corrected(each))

    def _age(self, release: Release) -> tuple[datetime, int]:
        return release.out or _NEVER, release.number

    def _said(self, part: str, release: Release) -> tuple[datetime, int]:
        return release.out or _NEVER, release.entered[part]
