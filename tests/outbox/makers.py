"""Messages, and what becomes of them, said shortly."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from outbox.models import Message
from outbox.occasions import Occasion
from outbox.writing import tell
from tests.factories import NOON, ben

PAGE = "/admin/releases/release/12/change/"


def told(
    key: str = "step:1",
    people: Iterable[User] | None = None,
    occasion: Occasion = Occasion.SUBMITTED,
    path: str = PAGE,
    at: datetime = NOON,
) -> Message:
    """The message that tells Ben (or the last of ``people``) of something."""
    told_people = [ben()] if people is None else list(people)
    tell(told_people, occasion, key=key, path=path, at=at)
    return Message.objects.order_by("pk").last()  # type: ignore[return-value]  # one was written
