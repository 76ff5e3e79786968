"""The line to the mail server: opened once for a batch, and what its answers mean."""

import smtplib
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage, get_connection

from ircms import printable


class Verdict(Enum):
    """What is known of a message after it was handed to the server."""

    ACCEPTED = "accepted"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Unreachable(Exception):
    """The line could not be opened; nothing has been sent."""


class Line:
    """A connection to the mail server. One that could not be opened is not tried again: a server
    that is down costs a batch one attempt, however many messages wait."""

    def __init__(self) -> None:
        self._connection: Any = get_connection()
        self._is_open = False
        self._why_not = ""

    def open(self) -> None:
        """Open the line unless it is open. Raises Unreachable."""
        if self._why_not:
            raise Unreachable(self._why_not)
        if self._is_open:
            return
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            self._why_not = f"The mail server could not be reached: {described(error)}"
            raise Unreachable(self._why_not) from error
        self._is_open = True

    def send(self, mail: EmailMessage) -> tuple[Verdict, str]:
        """Hand ``mail`` over, and say what is known of it then, with the server's words."""
        try:
            accepted = self._connection.send_messages([mail])
        except Exception as error:  # noqa: BLE001 -- whatever happened, the message may be out
            self.close()  # its state is unknown: the next message gets a fresh line
            return verdict_on(error), described(error)
        if accepted == 1:
            return Verdict.ACCEPTED, ""
        return Verdict.UNKNOWN, "The mail backend did not say that it took the message."

    def close(self) -> None:
        self._is_open = False
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException):
            pass  # what was accepted stays accepted
        finally:
            self._connection = get_connection()


def verdict_on(error: Exception) -> Verdict:
    """What ``error``, raised while sending, proves. Only a server's own *no* (RFC 5321, section
    4.2.1: 4yz for now, 5yz for good) proves that it did not take the message; a line that broke
    proves nothing, because it may have broken after the last byte."""
    if isinstance(error, (smtplib.SMTPNotSupportedError, UnicodeEncodeError)):
        return Verdict.REFUSED  # raised on our side, before anything is handed over
    code = _code(error)
    if 400 <= code < 500:
        return Verdict.REFUSED_FOR_NOW
    return Verdict.REFUSED if 500 <= code < 600 else Verdict.UNKNOWN


def _code(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _only_answer(error)[0]
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else 0


def _servers_words(error: Any) -> str:
    words = error.smtp_error if hasattr(error, "smtp_error") else _only_answer(error)[1]
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)


def _only_answer(error: smtplib.SMTPRecipientsRefused) -> tuple[int, bytes]:
    """A mail of ours has one recipient, and so one answer."""
    return next(iter(error.recipients.values()))


def described(error: Exception) -> str:
    """What ``error`` says, on one line that can be stored and shown."""
    said = str(error)
    if (code := _code(error)) != 0:
        said = f"{code} {_servers_words(error)}"
    return " ".join(printable.strip(f"{said} ({type(error).__name__})").split())[:400]
