"""The oracle: which step of whom is allowed, and what follows from it.

It imports no code of the product (a test holds it to that) and is written to be read beside the
design: each operation says in one condition when it is allowed. It answers True and lets the step
happen in its own small world, or answers False and nothing has happened.
"""

from collections.abc import Collection
from datetime import datetime

from tests.prove.belief import FREEZE, Person, Release
from tests.prove.writing import WRITER, Writing

APPROVER, PUBLISHER = "approver", "publisher"
HISTORIAN = "historian"  # may enter what was public elsewhere


class Oracle(Writing):
    """Decides, and remembers. ``seen`` is always the version that the person looked at."""

    # --- review -----------------------------------------------------------------------------

    def submit(self, by: Person, release: Release, seen: int) -> bool:
        allowed = (
            by.is_a(WRITER)
            and seen == release.version
            and self._is_unpublished(release)
            and not release.is_approved
            and not release.is_in_review
        )
        if allowed:
            release.submitted = release.version
        return allowed

    def approve(self, by: Person, release: Release, seen: int) -> bool:
        """By an approver with no hand in it, of exactly what was looked at, in review and not on
        hold; after its original, and not once that was withdrawn; never so that it would be public
        at once."""
        allowed = (
            by.is_a(APPROVER)
            and seen == release.version
            and release.is_in_review
            and not release.is_held
            and by.name not in release.hands
            and self._original_stands(release)
            and not self._is_near(release)
        )
        if allowed:
            self._approve(release)
        return allowed

    def import_historic(self, by: Person, release: Release, seen: int) -> bool:
        """What was public elsewhere at a past time: approved like anything else, public at once."""
        allowed = (
            by.is_a(HISTORIAN)
            and seen == release.version
            and not release.is_approved
            and not release.is_held
            and by.name not in release.hands
            and self._original_stands(release)
            and release.due is not None
            and release.due <= self.now
        )
        if allowed:
            self._approve(release)
        return allowed

    def send_back(self, by: Person, release: Release, seen: int) -> bool:
        return by.is_a(APPROVER) and self._take_back(release, seen)

    def recall(self, by: Person, release: Release, seen: int) -> bool:
        return by.is_a(WRITER) and self._take_back(release, seen)

    # --- putting it out ---------------------------------------------------------------------

    def reschedule(self, by: Person, release: Release, seen: int, due: datetime | None) -> bool:
        """Another time, never one that has come: the approval falls. Whoever chooses the time has
        a hand in it."""
        allowed = (
            by.is_a(PUBLISHER)
            and seen == release.version
            and self._is_unpublished(release)
            and not self.is_frozen(release)
            and (due is None or due > self.now + FREEZE)
            and due != release.due
        )
        return allowed and self.retime(by, release, due)

    def going_along(self, release: Release) -> list[Release]:
        """Approved language versions that readers get with their original: those without a time or
        with a later one, and those whose time has come and that wait for nothing else."""
        return [
            each
            for each in self.releases
            if each.translates == release.number
            and each.is_approved
            and each.withdrawn is None
            and not self.is_public(each)
        ]

    def release_now(self, by: Person, release: Release, seen: int, along: Collection[int]) -> bool:
        """What is approved and not out yet, with the versions that were shown beside it; a
        translation only once its original is out."""
        original = None if release.translates is None else self.releases[release.translates]
        going = self.going_along(release)
        allowed = (
            by.is_a(PUBLISHER)
            and seen == release.version
            and release.is_approved
            and (release.out is None or release.out > self.now)
            and (original is None or self.is_public(original))
            and set(along) == {each.number for each in going}
        )
        if allowed:
            for each in (release, *going):
                if each.out is None or each.out > self.now:
                    each.released = self.now
        return allowed

    def hold(self, by: Person, release: Release) -> bool:
        """Up to its second, whatever state it is in."""
        allowed = by.is_a(PUBLISHER) and self._is_unpublished(release) and not release.is_held
        if allowed:
            release.submitted = release.approved = None
            release.is_held = True
        return allowed

    def resume(self, by: Person, release: Release) -> bool:
        allowed = by.is_a(PUBLISHER) and release.is_held
        if allowed:
            release.is_held = False
        return allowed

    def release_leaked(
        self,
        by: Person,
        release: Release,
        seen: int,
        along: Collection[int],
        second: Person | None,
    ) -> bool:
        """It is said to be out. What is approved is let out as ever. Anything else needs a second
        person to approve it there and then: an approver with no hand in it, and not the first. The
        hold is lifted and a time that has come is taken off, by the first; review is dispensed
        with, four eyes are not."""
        if not release.is_approved:
            hands = release.hands
            if self._is_near(release) and release.version in release.approved_before:
                hands = {by.name}  # taking the time off is a change, after an approval
            original = None if release.translates is None else self.releases[release.translates]
            allowed = (
                by.is_a(PUBLISHER)
                and seen == release.version
                and self._is_unpublished(release)
                and second is not None
                and second.is_a(APPROVER)
                and second.name != by.name
                and second.name not in hands
                and (original is None or self.is_public(original))
                and set(along) == {each.number for each in self.going_along(release)}
            )
            if not allowed:
                return False
            release.is_held = False
            if self._is_near(release):
                self.retime(by, release, None)
            self._approve(release)
            seen = release.version
        return self._is_unpublished(release) and self.release_now(by, release, seen, along)

    def withdraw(self, by: Person, release: Release, reason: str) -> bool:
        """Only what is public, and all its language versions that are."""
        allowed = by.is_a(PUBLISHER) and self.is_public(release)
        if allowed:
            for each in [each for each in self.family(release) if self.is_public(each)]:
                each.withdrawn, each.withdrawn_because = self.now, reason
        return allowed

    # --- what these have in common ----------------------------------------------------------

    def _is_unpublished(self, release: Release) -> bool:
        """Readers have not been told, and will not learn at this instant."""
        return release.withdrawn is None and not self.has_come(release)

    def _is_near(self, release: Release) -> bool:
        return release.due is not None and release.due <= self.now + FREEZE

    def _original_stands(self, release: Release) -> bool:
        original = self.original(release)
        return original is release or (original.is_approved and original.withdrawn is None)

    def _approve(self, release: Release) -> None:
        release.submitted = release.approved = release.version
        release.approved_before.add(release.version)

    def _take_back(self, release: Release, seen: int) -> bool:
        """To a draft again, up to its second."""
        allowed = (
            seen == release.version
            and self._is_unpublished(release)
            and (release.is_approved or release.is_in_review)
        )
        if allowed:
            release.submitted = release.approved = None
        return allowed
