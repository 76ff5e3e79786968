"""Hands on the product, continued: the ways of a release, by their transitions."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from accounts.models import User
from releases import approval, leak, preflight, review, schedule, withdrawal
from releases.models import Release
from tests.prove.desk import AtTheDesk


class Ways(AtTheDesk):
    """Each method says whether the product let it happen. ``revision`` is the one looked at."""

    def submit(self, by: str, number: int, revision: int) -> bool:
        return self._go(review.submit, by, number, revision=revision)

    def comment(self, by: str, number: int) -> bool:
        return self._go(review.comment, by, number, text="A word to colleagues.")

    def approve(self, by: str, number: int, revision: int) -> bool:
        """Whatever warns is acknowledged: what pre-flight says is not the question here."""
        seen = Warnings(lambda: preflight.open_findings(self.release(number), self.now))
        return self._go(approval.approve, by, number, revision=revision, acknowledged=seen)

    def import_historic(self, by: str, number: int, revision: int) -> bool:
        return self._go(approval.import_historic, by, number, revision=revision)

    def send_back(self, by: str, number: int, revision: int) -> bool:
        return self._go(review.send_back, by, number, revision=revision, text="Not yet.")

    def recall(self, by: str, number: int, revision: int) -> bool:
        return self._go(review.recall, by, number, revision=revision)

    def reschedule(self, by: str, number: int, revision: int, due: datetime | None) -> bool:
        return self._go(schedule.reschedule, by, number, revision=revision, publish_at=due)

    def release_now(self, by: str, number: int, revision: int, along: Collection[int]) -> bool:
        versions = self._versions(along)
        return self._go(schedule.release_now, by, number, revision=revision, versions=versions)

    def hold(self, by: str, number: int) -> bool:
        return self._go(schedule.hold, by, number, reason="Counsel asks to wait.")

    def hold_leaked(self, by: str, number: int) -> bool:
        return self._go(leak.hold_bundle, by, number)

    def resume(self, by: str, number: int) -> bool:
        return self._go(schedule.resume, by, number)

    def release_leaked(
        self, by: str, number: int, revision: int, along: Collection[int], second: str | None
    ) -> bool:
        return self._go(
            leak.release_bundle, by, number, revision=revision, versions=self._versions(along),
            approver=None if second is None else self.people[second],
        )  # fmt: skip

    def withdraw(self, by: str, number: int, reason: str) -> bool:
        return self._go(withdrawal.withdraw, by, number, reason=reason)

    def _go(self, way: Any, by: str, number: int, **said: Any) -> bool:
        release = self.release(number)
        return self.attempt(lambda: way(release, by=self.people[by], at=self.now, **said))

    def _versions(self, along: Collection[int]) -> dict[int, int]:
        keys = [self.keys[each] for each in along]
        rows = Release.objects.filter(pk__in=keys)
        return dict(rows.values_list("pk", "revision"))

    def stands(self) -> list[tuple[Any, ...]]:
        """Of each release: its revision; approved, in review, on hold; its time, when it was let
        out, when withdrawn."""
        rows = Release.objects.in_bulk(self.keys)
        return [
            (row.revision, row.is_approved, row.is_in_review, row.held_at is not None,
             row.publish_at, row.released_at, row.withdrawn_at)
            for row in (rows[key] for key in self.keys)
        ]  # fmt: skip


class Warnings(Collection[str]):
    """The fingerprints of what pre-flight warns of, looked up when they are asked for: most
    approvals that a play tries are refused before that."""

    def __init__(self, find: Callable[[], Any]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> list[str]:
        return [each.fingerprint for each in self._find().warnings]

    def __contains__(self, fingerprint: object) -> bool:
        return fingerprint in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def person(user: User) -> User:
    """With rights remembered, as of one request: the cast's do not change meanwhile."""
    user.get_all_permissions()
    return user
