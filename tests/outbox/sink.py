"""A mail server for tests: it takes what it is told to take, and remembers it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

BREAK = "break the line"
WAIT = "say nothing until released"


class Sink(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as one client needs. ``answers`` are given instead of yes:
    by verb (MAIL, RCPT, DATA, or END for the end of a message), one after the other."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, **answers: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.answers = answers
        self.mails: list[EmailMessage] = []
        self.envelopes: list[str] = []
        self.connections = 0
        self.has_mail, self.released = threading.Event(), threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def answer(self, verb: str, usual: str) -> str:
        waiting = self.answers.get(verb)
        said = waiting.pop(0) if waiting else usual
        if said == WAIT:
            self.released.wait(20)
            return usual
        return said


class _Dialogue(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 sink.example")
        while line := self.rfile.readline().decode().strip():
            if not self._obey(line):
                return

    def _obey(self, line: str) -> bool:
        verb = line[:4].upper()
        if verb == "QUIT":
            return self._say("221 bye") and False
        if verb == "RCPT":
            self.server.envelopes.append(line)
        if verb != "DATA":
            return self._say(self.server.answer(verb, "250 ok"))
        if not self._say(said := self.server.answer(verb, "354 go on")) or said[0] != "3":
            return said != BREAK
        return self._take()

    def _take(self) -> bool:
        lines = iter(self.rfile.readline, b".\r\n")
        mail: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.has_mail.set()
        said = self.server.answer("END", "250 taken")
        if said[0] == "2":
            self.server.mails.append(mail)
        return self._say(said)

    def _say(self, words: str) -> bool:
        if words == BREAK:
            return False
        try:
            self.wfile.write(words.encode() + b"\r\n")
        except OSError:  # the client is dead: some tests kill it
            return False
        return True


@contextmanager
def sink(**answers: list[str]) -> Iterator[Sink]:
    """A server that listens for as long as the block runs."""
    with Sink(**answers) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
