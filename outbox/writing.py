"""Writing down whom to tell of what: in the transaction of what they are told of."""

import re
from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from outbox.models import KEY, PATH, Message
from outbox.occasions import Occasion


def tell(
    people: Iterable[User], occasion: Occasion, *, path: str, key: str, at: datetime
) -> list[User]:
    """Note that each of ``people`` is to be mailed about ``occasion``; returns those who will be.

    ``path``: the page of the desk the mail leads to, such as /admin/releases/release/12/change/.
    ``key`` names what happened, such as ``step:55``: with the same one nobody is told again,
    however often this is called. ``at``: now. Who is inactive or has no address is passed over.

    Nothing is sent here. The rows stand or fall with the caller's transaction, and
    ``manage.py deliver`` sends them once it is committed. Raises ValueError for a path or a key
    that could carry words of a release.
    """
    _refuse_words(path, key)
    told = sorted({person for person in people if is_reachable(person)}, key=lambda each: each.pk)
    Message.objects.bulk_create(
        [
            Message(
                key=f"{key}:user:{person.pk}",
                recipient=person,
                occasion=Occasion(occasion),
                path=path,
                created_at=at,
                due_at=at,
            )
            for person in told
        ],
        ignore_conflicts=True,
    )
    return told


def is_reachable(person: User) -> bool:
    """Whether mail goes to ``person`` at all."""
    return person.is_active and bool(person.email)


def _refuse_words(path: str, key: str) -> None:
    # Here as well as in the table: SQLite, asked to pass over a row that is there already, passes
    # over one that its constraints refuse as well, and says nothing.
    if not re.fullmatch(PATH, path) or len(path) > 200:
        raise ValueError(
            f"{path!r} is no page of the desk: give its path, such as "
            "/admin/releases/release/12/change/, without host, query or anything of a release."
        )
    if not re.fullmatch(KEY, key) or len(key) > 80:
        raise ValueError(
            f"{key!r} cannot name an occasion: write small letters, digits and colons, such as "
            "step:55."
        )
