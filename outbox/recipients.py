"""Who may still be told, asked right before a mail is sent.

Between the writing of a mail and its sending somebody may have left, or been taken off a list. An
app that knows why somebody is no longer to be told of something adds its question to ``questions``.
"""

from collections.abc import Callable
from datetime import datetime

from outbox.models import Message
from outbox.writing import is_reachable

# Why the recipient of a message is not to be told at an instant, or nothing.
Question = Callable[[Message, datetime], str]
questions: list[Question] = []


def objection(message: Message, at: datetime) -> str:
    """Why ``message`` is not to be sent at ``at``, in words that tell nothing of it; or nothing."""
    if not is_reachable(message.recipient):
        return "The account is inactive or has no address by now."
    return next((said for each in questions if (said := each(message, at))), "")
