"""The state machine: hypothesis chooses steps, people, releases and instants."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.prove.belief import Release
from tests.prove.choices import (
    FORGERIES,
    HANGING,
    anybody,
    approvers,
    around,
    flags,
    form_parts,
    parts,
    places,
    publishers,
    reviewers,
    steps,
    times,
    ways,
    writers,
)
from tests.prove.play import APPROVERS
from tests.prove.table import Table


class Desk(Table):
    """The rules."""

    # --- writing ------------------------------------------------------------------------------

    @rule(by=writers, chosen=st.sets(st.sampled_from(["contact", "category", "file", "figure"])),
          seconds=times, who=st.integers(0, 1))  # fmt: skip
    def draft(self, by: str, chosen: set[str], seconds: int | None, who: int) -> None:
        if self._has_room():
            self.play.draft(by, sorted(chosen), self._due(seconds), who)
            self._look_at_new()

    @rule(by=writers)
    def write_text(self, by: str) -> None:
        if len(self.play.oracle.texts) < 5:
            self.play.text(by)

    @rule(way=ways, by=anybody, place=places, part=parts, number=places, seconds=times)
    def edit(self, way: str, by: str, place: int, part: str, number: int,
             seconds: int | None) -> None:  # fmt: skip
        release = self._at(place)
        if part == "figure" and release.translates is not None:
            part = "body"  # a translation states nothing of its own
        value = self._value(release, part, number, seconds)
        if value is not ...:
            self.play.edit(way, by, release, part, value)
            self.play.look(release.number)

    @rule(way=ways, by=anybody, place=places, part=st.sampled_from(sorted(HANGING)))
    def take_away(self, way: str, by: str, place: int, part: str) -> None:
        release = self._at(place)
        if self._says(release, part):
            self.play.edit(way, by, release, part, None)
            self.play.look(release.number)

    @rule(way=ways, place=places, part=parts, number=places, seconds=times)
    def edit_without_a_name(self, way: str, place: int, part: str, number: int,
                            seconds: int | None) -> None:  # fmt: skip
        release = self._at(place)
        if part == "figure" and release.translates is not None:
            part = "body"
        value = self._value(release, part, number, seconds)
        if value is not ...:
            self.play.edit(way, None, release, part, value)

    @rule(way=ways, by=writers, number=places, is_named=flags)
    def rewrite_text(self, way: str, by: str, number: int, is_named: bool) -> None:
        text = number % len(self.play.oracle.texts)
        self.play.rewrite_text(way, by if is_named else None, text)
        self.play.look()

    @rule(by=writers, place=places)
    def open_form(self, by: str, place: int) -> None:
        release = self._at(place)
        data = self.play.hands.open_form(by, release.number)
        if data is not None:
            self._forms.append((by, release, release.version, data))

    @rule(number=places, part=form_parts, other=places, seconds=times, takes=flags, who=places)
    def send_form(self, number: int, part: str, other: int, seconds: int | None, takes: bool,
                  who: int) -> None:  # fmt: skip
        """A form opened earlier is sent, by whoever opened it or, now and then, by Ben, who writes
        nothing."""
        if not self._forms:
            return
        by, release, version, data = self._forms[-1 - number % len(self._forms)]
        self._last = release
        sender = "Ben" if who == 0 else by
        self._send(sender, release, version, data, part, other, seconds, takes=takes)

    @rule(by=writers, place=places, part=form_parts, other=places, seconds=times, takes=flags)
    def write_on_form(self, by: str, place: int, part: str, other: int, seconds: int | None,
                      takes: bool) -> None:  # fmt: skip
        """Opened, written on, saved, with nobody between."""
        release = self._at(place)
        data = self.play.hands.open_form(by, release.number)
        if data is not None:
            self._send(by, release, release.version, data, part, other, seconds, takes=takes)

    def _send(self, by: str, release: Release, version: int, data: Any, part: str, other: int,
              seconds: int | None, *, takes: bool) -> None:  # fmt: skip
        hanging = part in HANGING
        if hanging and not self._says(release, part):
            part, hanging = "headline", False
        value = None if hanging and takes else self._value(release, part, other, seconds)
        if value is not ...:
            self.play.send_form(by, release, version, data, part, value)
            self.play.look(release.number)

    @rule(by=writers, place=places)
    def copy(self, by: str, place: int) -> None:
        if self._has_room():
            self.play.copy(by, self._at(place))
            self._look_at_new()

    @rule(by=writers, place=places, language=st.sampled_from(["de", "fr"]))
    def translate(self, by: str, place: int, language: str) -> None:
        release = self._at(place)
        if self._has_room() and language != release.language:
            self.play.translate(by, release, language)
            self._look_at_new()

    # --- review -------------------------------------------------------------------------------

    @rule(by=writers, place=places, is_stale=flags)
    def submit(self, by: str, place: int, is_stale: bool) -> None:
        release = self._at(place, lambda each: not each.is_approved and not each.is_in_review)
        self._go("submit", by, release, is_stale)

    @rule(by=writers, place=places)
    def submit_anew(self, by: str, place: int) -> None:
        """Changed once more and submitted again, while somebody may be reading it."""
        release = self._at(place, lambda each: each.is_in_review)
        self.play.edit("save", by, release, "headline", self.play.word())
        self.play.look(release.number)
        self._go("submit", by, release, is_stale=False)

    @rule(by=approvers, place=places, is_stale=flags)
    def approve(self, by: str, place: int, is_stale: bool) -> None:
        release = self._at(place, lambda each: each.is_in_review)
        self._go("approve", by, release, is_stale)

    @rule(by=approvers, place=places)
    def open_approval(self, by: str, place: int) -> None:
        release = self._at(place, lambda each: each.is_in_review)
        data = self.play.hands.open_approval(by, release.number)
        if data is not None:
            self._approvals.append((by, release, release.version, data))

    @rule(number=places)
    def approve_late(self, number: int) -> None:
        if self._approvals:
            by, release, version, data = self._approvals[-1 - number % len(self._approvals)]
            self._last = release
            self.play.approve_late(by, release, version, data)
            self.play.look(release.number)

    @rule(way=st.sampled_from(["send_back", "recall"]), by=reviewers, place=places)
    def take_back(self, way: str, by: str, place: int) -> None:
        release = self._at(place, lambda r: not r.is_told and (r.is_approved or r.is_in_review))
        self._go(way, by, release, is_stale=False)

    @rule(by=st.sampled_from(["Ivo", "Ivo", "Ben", "Pia"]), place=places)
    def import_historic(self, by: str, place: int) -> None:
        now = self.play.oracle.now
        release = self._at(place, lambda r: not r.is_approved and r.due is not None and r.due < now)
        self._go("import_historic", by, release, is_stale=False)

    def _go(self, way: str, by: str, release: Release, is_stale: bool) -> None:
        self.play.go(way, by, release, is_stale=is_stale)
        self.play.look(release.number)

    # --- putting it out -----------------------------------------------------------------------

    @rule(by=publishers, place=places, seconds=times)
    def reschedule(self, by: str, place: int, seconds: int | None) -> None:
        release = self._at(place, lambda each: not each.is_told)
        self.play.reschedule(by, release, self._due(seconds))
        self.play.look(release.number)

    @rule(by=publishers, place=places, is_stale=flags)
    def release_now(self, by: str, place: int, is_stale: bool) -> None:
        release = self._at(place, lambda each: each.is_approved and not each.is_told)
        self.play.release_now(by, release, is_stale=is_stale)
        self.play.look(release.number)

    @rule(place=places, approver=approvers, is_at_desk=flags)
    def publish(self, place: int, approver: str, is_at_desk: bool) -> None:
        release = self._at(place, lambda each: not each.is_approved)
        self.play.publish(release, approver, is_at_desk=is_at_desk)
        self.play.look(release.number)

    @rule(by=publishers, place=places, is_leak=flags)
    def hold(self, by: str, place: int, is_leak: bool) -> None:
        release = self._at(place, lambda each: not each.is_told)
        self.play.hold(by, release, is_leak=is_leak)
        self.play.look(release.number)

    @rule(by=publishers, place=places)
    def resume(self, by: str, place: int) -> None:
        release = self._at(place, lambda each: each.is_held)
        self.play.resume(by, release)
        self.play.look(release.number)

    @rule(by=publishers, place=places, second=st.sampled_from([None, *APPROVERS, "Ada"]))
    def release_leaked(self, by: str, place: int, second: str | None) -> None:
        release = self._at(place, lambda each: not each.is_told)
        self.play.release_leaked(by, release, second)
        self.play.look(release.number)

    @rule(by=writers, place=places)
    def correct(self, by: str, place: int) -> None:
        if self._has_room():
            self.play.correct(by, self._at(place, self.play.oracle.is_public))
            self._look_at_new()

    @rule(by=publishers, place=places)
    def withdraw(self, by: str, place: int) -> None:
        release = self._at(place, self.play.oracle.is_public)
        self.play.withdraw(by, release)
        self.play.look(release.number)

    # --- past the rules -----------------------------------------------------------------------

    @rule(place=places, what=st.sampled_from(FORGERIES))
    def forge(self, place: int, what: tuple[str, str]) -> None:
        release, (column, value) = self._at(place), what
        is_frozen = self.play.oracle.is_frozen(release)
        is_forged = {
            "approved_revision": not release.is_approved,
            # The database knows people, not roles: what is approved anybody named may let out.
            "released_at": not release.is_approved
            or (self.play.oracle.has_come(release) and release.released != self.play.oracle.now),
            "revision": True,
            "withdrawn_at": release.withdrawn is not None,
            "corrects_id": release.corrects is not None and is_frozen,
        }
        if is_forged[column]:
            self.play.forge(release, column, value)

    @rule(by=writers, place=places, is_delete=flags)
    def comment_or_delete(self, by: str, place: int, is_delete: bool) -> None:
        release = self._at(place)
        if is_delete:
            self.play.delete(by, release)
        else:
            self.play.comment(by, release)
        self.play.look()

    # --- time ---------------------------------------------------------------------------------

    @rule(step=steps)
    def tick(self, step: timedelta) -> None:
        self._tick(step)

    @rule(place=places, offset=around)
    def tick_to_the_second(self, place: int, offset: timedelta) -> None:
        """To just before or after a second at which something is to go out."""
        now = self.play.oracle.now
        coming = [
            each for each in self.play.oracle.releases if each.due is not None and each.due > now
        ]
        if coming:
            self._last = coming[-1 - place % len(coming)]
            instant = (self._last.due or now) + offset
            if instant > now:
                self._tick(instant - now)
