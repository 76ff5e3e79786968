"""One play: the oracle and the product side by side, step by step.

Each method does one step on both and holds their answers together. ``look`` holds together what the
desk says and what readers see.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from tests.prove.belief import Person, Release
from tests.prove.oracle import APPROVER, HISTORIAN, PUBLISHER, Oracle
from tests.prove.readers import Readers, require
from tests.prove.ways import Ways
from tests.prove.writing import WRITER

CAST = {
    person.name: person
    for person in (
        Person("Ada", frozenset({WRITER})),
        Person("Wim", frozenset({WRITER})),
        Person("Eve", frozenset({WRITER, APPROVER})),
        Person("Ben", frozenset({APPROVER})),
        Person("Ivo", frozenset({APPROVER, HISTORIAN})),
        Person("Cora", frozenset({PUBLISHER})),
        Person("Pia", frozenset({PUBLISHER, APPROVER})),
        Person("Olga", frozenset({"auditor"})),
        Person("Mallory"),
    )
}
APPROVERS = [name for name, person in CAST.items() if person.is_a(APPROVER)]


class Play:
    """Both sides. ``tally`` counts steps by name and answer over all plays."""

    tally: "Counter[tuple[str, bool]]" = Counter()

    def __init__(self, oracle: Oracle, hands: Ways, words: int = 0) -> None:
        self.oracle, self.hands, self.words = oracle, hands, words
        self.readers = Readers(oracle, hands)
        self.revisions: dict[int, dict[int, int]] = {}
        self.view: tuple[Any, ...] = ()

    def word(self) -> str:
        self.words += 1
        return f"w{self.words:05d}q"

    def agree(self, step: str, oracle: bool, product: bool) -> bool:
        """Count the step, and hold the two answers together."""
        self.tally[step, oracle] += 1
        self.oracle.remember()
        said = {True: "allows", False: "refuses"}
        both = f"the oracle {said[oracle]}, the product {said[product]}"
        require(oracle == product, f"{step}: {both}")
        return oracle

    # --- looking ------------------------------------------------------------------------------

    def look(self, *touched: int) -> None:
        """After each step: where each release stands; the feed; the page of what was touched; and
        all that readers can see, where by the oracle they see something new. (What the database
        has undone to the last row, and no second has passed since, need not be read again.)"""
        self.compare_desk()
        if not self.hands.is_touched:
            return
        self.hands.is_touched = False
        self.readers.read_news()
        view = self.readers.public_view()
        changed = {
            number
            for number, page in enumerate(view[0])
            if number >= len(self.view[0] if self.view else ()) or self.view[0][number] != page
        }
        if self.view and view != self.view:
            self.readers.read_list()
            self.readers.read_facilities()
            self.readers.read_contacts()
            for number in changed:
                self.readers.read_data(self.oracle.releases[number])
        for number in changed | set(touched):
            self.readers.read_page(self.oracle.releases[number])
        self.view = view

    def look_around(self) -> None:
        """What is on the pages of many, and that nothing is at the addresses of drafts."""
        self.readers.read_list()
        self.readers.read_facilities()
        self.readers.read_contacts()
        for release in self.oracle.releases:
            if not release.is_told:
                self.readers.read_page(release)

    def compare_desk(self) -> None:
        for release, stands in zip(self.oracle.releases, self.hands.stands(), strict=True):
            expected = (
                release.is_approved, release.is_in_review, release.is_held, release.due,
                release.released, release.withdrawn,
            )  # fmt: skip
            require(stands[1:] == expected, "the desk", release, stands)
            seen = self.revisions.setdefault(release.number, {})
            revision = seen.setdefault(release.version, stands[0])
            require(revision == stands[0], "a revision nobody made", release, seen, stands)
            require(list(seen.values()).count(revision) == 1, "no new revision", release, seen)

    def seen(self, release: Release, *, is_stale: bool = False) -> tuple[int, int]:
        """What somebody looked at who looked just now, or before the last change: version here,
        revision there."""
        versions = sorted(self.revisions[release.number])
        version = versions[-2] if is_stale and len(versions) > 1 else versions[-1]
        return version, self.revisions[release.number][version]

    # --- writing ------------------------------------------------------------------------------

    def draft(self, by: str, parts: list[str], due: datetime | None, contact_of: int) -> None:
        says = {part: self.word() for part in ("headline", "body", *parts)}
        if "figure" in says:
            says["figure"] = f"{10_000 + 10 * len(self.oracle.releases):,}"
        made = self.oracle.draft(CAST[by], says, due, contact_of)
        self.hands.draft(by, says, due, contact_of)
        self.agree("draft", oracle=True, product=made.number == len(self.hands.keys) - 1)

    def text(self, by: str) -> None:
        word = self.word()
        self.oracle.text(CAST[by], word)
        self.hands.text(by, word)
        self.agree("standing text", oracle=True, product=True)

    def edit(self, way: str, by: str | None, release: Release, part: str, value: Any) -> None:
        """``value``: a word, a time, the number of a text; None takes the part away."""
        actor = CAST[by] if by is not None else None
        stored = value
        if part == "due":
            allowed = self.oracle.retime(actor, release, value)
        elif part == "text" and value is not None:
            allowed = self.oracle.print_text(actor, release, value)
            stored = self.hands.texts[value]
        else:
            allowed = self.oracle.edit(actor, release, part, value or "")
        name = f"edit {part} ({way}, {'nobody' if by is None else 'named'})"
        product = self.hands.edit(way, by, release.number, part, stored, release.contact_of)
        self.agree(name, allowed, product)

    def send_form(self, by: str, release: Release, version: int, data: Any, part: str,
                  value: Any) -> None:  # fmt: skip
        stored, actor = value, CAST[by]
        name = f"save the form ({'stale' if version != release.version else 'as it stands'})"
        if part == "due":
            allowed = self.oracle.retime_on_form(actor, release, version, value)
        elif part == "text" and value is not None:
            stored = self.hands.texts[value]
            allowed = self.oracle.print_text_on_form(actor, release, version, value)
        else:
            allowed = self.oracle.edit_on_form(actor, release, version, part, value or "")
        product = self.hands.send_form(by, release.number, data, part, stored)
        self.agree(name, allowed, product)

    def rewrite_text(self, way: str, by: str | None, text: int) -> None:
        word = self.word()
        actor = CAST[by] if by is not None else None
        allowed = self.oracle.rewrite_text(actor, text, word)
        self.agree("rewrite a text", allowed, self.hands.rewrite_text(way, by, text, word))

    def copy(self, by: str, release: Release) -> None:
        allowed = self.oracle.copy(CAST[by], release) is not None
        self.agree("copy", allowed, self.hands.copy(by, release.number))

    def correct(self, by: str, release: Release) -> None:
        reason = self.word()
        allowed = self.oracle.correct(CAST[by], release, reason) is not None
        self.agree("correct", allowed, self.hands.correct(by, release.number, reason))

    def translate(self, by: str, release: Release, language: str) -> None:
        says = {part: self.word() for part in ("headline", "body", "contact")}
        made = self.oracle.translate(CAST[by], release, language, says, release.contact_of)
        product = self.hands.attempt(
            lambda: self.hands.draft(
                by, says, None, release.contact_of, language=language,
                translation_of_id=self.hands.keys[release.number],
            )
        )  # fmt: skip
        self.agree("translate", made is not None, product)

    # --- ways ---------------------------------------------------------------------------------

    def go(self, way: str, by: str, release: Release, *, is_stale: bool = False) -> bool:
        """A way that is gone by one person, of one release, as it was looked at."""
        version, revision = self.seen(release, is_stale=is_stale)
        allowed = getattr(self.oracle, way)(CAST[by], release, version)
        name = way.replace("_", " ") + (" (of an old revision)" if is_stale else "")
        return self.agree(name, allowed, getattr(self.hands, way)(by, release.number, revision))

    def approve_late(self, by: str, release: Release, version: int, data: Any) -> bool:
        name = f"approve at the desk ({'late' if version != release.version else 'as it stands'})"
        allowed = self.oracle.approve(CAST[by], release, version)
        return self.agree(name, allowed, self.hands.send_approval(by, release.number, data))

    def reschedule(self, by: str, release: Release, due: datetime | None) -> None:
        version, revision = self.seen(release)
        allowed = self.oracle.reschedule(CAST[by], release, version, due)
        product = self.hands.reschedule(by, release.number, revision, due)
        self.agree("reschedule", allowed, product)

    def release_now(self, by: str, release: Release, *, is_stale: bool = False) -> bool:
        version, revision = self.seen(release, is_stale=is_stale)
        along = [each.number for each in self.oracle.going_along(release)]
        allowed = self.oracle.release_now(CAST[by], release, version, along)
        product = self.hands.release_now(by, release.number, revision, along)
        return self.agree("release now", allowed, product)

    def release_leaked(self, by: str, release: Release, second: str | None) -> None:
        version, revision = self.seen(release)
        along = [each.number for each in self.oracle.going_along(release)]
        other = CAST[second] if second is not None else None
        allowed = self.oracle.release_leaked(CAST[by], release, version, along, other)
        product = self.hands.release_leaked(by, release.number, revision, along, second)
        self.agree("leak: release", allowed, product)

    def hold(self, by: str, release: Release, *, is_leak: bool) -> None:
        allowed = self.oracle.hold(CAST[by], release)
        act = self.hands.hold_leaked if is_leak else self.hands.hold
        self.agree("leak: hold" if is_leak else "hold", allowed, act(by, release.number))

    def resume(self, by: str, release: Release) -> None:
        allowed = self.oracle.resume(CAST[by], release)
        self.agree("resume", allowed, self.hands.resume(by, release.number))

    def withdraw(self, by: str, release: Release) -> None:
        reason = self.word()
        allowed = self.oracle.withdraw(CAST[by], release, reason)
        self.agree("withdraw", allowed, self.hands.withdraw(by, release.number, reason))

    def comment(self, by: str, release: Release) -> None:
        allowed = bool(CAST[by].roles & {WRITER, APPROVER, PUBLISHER})
        self.agree("comment", allowed, self.hands.comment(by, release.number))

    def delete(self, by: str, release: Release) -> None:
        if release.approved_before:
            self.agree("delete", oracle=False, product=self.hands.delete(release.number, by))

    def forge(self, release: Release, column: str, value: str) -> None:
        """Ada writes past all transitions what would make it public, or public no more."""
        product = self.hands.forge(release.number, "Ada", column, value)
        self.agree("forge", oracle=False, product=product)

    def publish(self, release: Release, approver: str, *, is_at_desk: bool = False) -> None:
        """The whole way by the book: submitted, approved by ``approver`` (at the desk, on the page
        for it) or, where that would be refused, by the first who may, let out."""
        if not self.go("submit", "Ada", release):
            return
        if not self._approved(release, approver, is_at_desk=is_at_desk):
            others = (name for name in APPROVERS if name not in release.hands)
            self._approved(release, next(others, "Ben"), is_at_desk=is_at_desk)
        self.release_now("Cora", release)

    def _approved(self, release: Release, by: str, *, is_at_desk: bool) -> bool:
        if not is_at_desk:
            return self.go("approve", by, release)
        data = self.hands.open_approval(by, release.number)
        return data is not None and self.approve_late(by, release, release.version, data)

    def tick(self, step: timedelta) -> None:
        self.tally["tick", True] += 1
        self.oracle.now += step
        self.oracle.remember()
        self.hands.now, self.hands.is_touched = self.oracle.now, True
