"""The oracle, first part: who may write what, and whose hands are then in it."""

from datetime import datetime

from tests.prove.belief import Person, Release, Text, World

WRITER = "writer"


class Writing(World):
    """Drafts, edits, standing texts, copies, corrections, translations. ``seen`` is always the
    version that the person looked at."""

    def draft(
        self, by: Person, says: dict[str, str], due: datetime | None, contact_of: int
    ) -> Release:
        """Anybody named may begin a draft: it is nothing yet."""
        made = Release(len(self.releases), {}, due=due, contact_of=contact_of)
        self.releases.append(made)
        made.touch(by.name)
        for part, word in says.items():
            self._say(made, part, word)
        return made

    def text(self, by: Person, word: str) -> int:
        """A new standing text; its number."""
        self.texts.append(Text(word, {by.name}))
        return len(self.texts) - 1

    def edit(self, by: Person | None, release: Release, part: str, word: str) -> bool:
        """Say something else in one part, by whatever way; empty: say nothing there any more. It
        takes somebody named, and a release that is not about to be public."""
        allowed = by is not None and not self.is_frozen(release)
        if allowed and by is not None:
            release.change(by.name)
            self._say(release, part, word)
        return allowed

    def edit_on_form(self, by: Person, release: Release, seen: int, part: str, word: str) -> bool:
        """The same through the desk: for writers, and only over what they have seen."""
        return by.is_a(WRITER) and seen == release.version and self.edit(by, release, part, word)

    def retime(self, by: Person | None, release: Release, due: datetime | None) -> bool:
        """The time is content: it is approved with the text."""
        allowed = by is not None and not self.is_frozen(release)
        if allowed and by is not None:
            release.change(by.name)
            release.due = due
        return allowed

    def retime_on_form(self, by: Person, release: Release, seen: int, due: datetime | None) -> bool:
        return by.is_a(WRITER) and seen == release.version and self.retime(by, release, due)

    def print_text(self, by: Person | None, release: Release, text: int) -> bool:
        """Print a standing text. Whoever wrote it has a hand in the release that prints it first;
        where an approved release prints it, it has been looked at."""
        allowed = by is not None and not self.is_frozen(release)
        if allowed and by is not None:
            release.change(by.name)
            self._print(release, text)
        return allowed

    def print_text_on_form(self, by: Person, release: Release, seen: int, text: int) -> bool:
        """A text that no release prints is known to whoever wrote it, and the form offers it to
        nobody else."""
        is_offered = by.name in self.texts[text].authors or any(
            each.prints == text for each in self.releases
        )
        return (
            by.is_a(WRITER)
            and seen == release.version
            and is_offered
            and self.print_text(by, release, text)
        )

    def rewrite_text(self, by: Person | None, text: int, word: str) -> bool:
        """Change a standing text: never under an approved release, and else in the name of
        whoever does it on each release that prints it."""
        printing = [each for each in self.releases if each.prints == text]
        allowed = by is not None and not any(each.is_approved for each in printing)
        if allowed and by is not None:
            self.texts[text].word = word
            self.texts[text].authors.add(by.name)
            for each in printing:
                each.change(by.name)
        return allowed

    def delete(self, release: Release) -> bool:
        """What was ever approved is kept. (Of others the machine asks nothing.)"""
        return not release.approved_before

    def copy(self, by: Person, release: Release, headline: str | None = None) -> Release | None:
        """A new draft with the same words. Who had a hand in the one has a hand in the other."""
        if not by.is_a(WRITER):
            return None
        says = {part: word for part, word in release.says.items() if part != "reason"}
        made = self.draft(by, says, None, release.contact_of)
        made.touch(*release.ever_hands)
        made.language = release.language
        if release.prints is not None:
            self._print(made, release.prints)
        return made

    def correct(self, by: Person, release: Release, reason: str) -> Release | None:
        """Only what is public is corrected, by a new release that says what was wrong."""
        if not self.is_public(release):
            return None
        made = self.copy(by, release)
        if made is not None:
            made.corrects = release.number
            made.says["reason"] = reason
        return made

    def translate(
        self, by: Person, release: Release, language: str, says: dict[str, str], contact_of: int
    ) -> Release | None:
        """Of an original, once a language. Who wrote the original has a hand in the translation."""
        taken = {each.language for each in self.family(release)}
        if release.translates is not None or language in taken:
            return None
        made = self.draft(by, says, None, contact_of)
        made.translates, made.language = release.number, language
        made.touch(*release.ever_hands)
        return made

    def _say(self, release: Release, part: str, word: str) -> None:
        if part == "text":
            release.prints = None  # printing one is ``print_text``
        elif not word:
            release.says.pop(part, None)
        else:
            if part not in release.says:
                self.entries += 1
                release.entered[part] = self.entries
            release.says[part] = word

    def _print(self, release: Release, text: int) -> None:
        seen = any(each.is_approved and each.prints == text for each in self.releases)
        if not seen:
            release.touch(*self.texts[text].authors)
        release.prints = text
