"""The press: has documents set by another process, one at a time, and keeps what it has set.

What is kept is found by the digest of the very HTML that is to be set, made anew for each request
by the one rule: a release that is withdrawn, corrected or not yet public is other HTML or none, so
nothing kept can outlive it or come before it.
"""

import hashlib
import logging
import os
import subprocess
import sys
import time
from collections import OrderedDict
from pathlib import Path
from threading import BoundedSemaphore, Lock

from django.conf import settings

from ircms import look

logger = logging.getLogger(__name__)

SECONDS = 25  # on the wall; the typesetter itself stops after less of the processor's
_REFUSED_FOR = 600  # seconds in which what could not be set is not tried again
_TYPESETTER = Path(__file__).with_name("typesetter.py")
# What the libraries need to find fonts; nothing of ours, and no secret.
_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


class Busy(Exception):
    """As many as may wait for the press are waiting: ask again in a moment."""


class NotSet(Exception):
    """This document could not be set within its bounds."""


class Press:
    """Sets a document once, whoever asks. ``waiting`` is how many threads may stand in line while
    one is served; ``most_bytes`` is what is kept at most, the last asked for longest."""

    def __init__(self, *, waiting: int, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._refused: OrderedDict[str, float] = OrderedDict()
        self._shelf = Lock()  # of the two above; held for moments
        self._places = BoundedSemaphore(1 + waiting)
        self._work = Lock()

    def copy(self, html: str) -> bytes:
        """``html`` as PDF. Raises Busy and NotSet."""
        key = digest(html)
        if (found := self._found(key)) is not None:
            return found
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._work:
                # The one before may have had the same wish.
                if (found := self._found(key)) is not None:
                    return found
                return self._set(key, html)
        finally:
            self._places.release()

    def forget(self) -> None:
        """Keep nothing."""
        with self._shelf:
            self._kept.clear()
            self._refused.clear()

    def _found(self, key: str) -> bytes | None:
        with self._shelf:
            # Not the site's clock: this is about the machine's effort, not about what was said.
            if self._refused.get(key, 0.0) > time.monotonic():
                raise NotSet
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _set(self, key: str, html: str) -> bytes:
        try:
            written = typeset(html)
        except NotSet:
            with self._shelf:
                self._refused[key] = time.monotonic() + _REFUSED_FOR
                while len(self._refused) > 1000:
                    self._refused.popitem(last=False)
            raise
        with self._shelf:
            self._kept[key] = written
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most_bytes:
                self._kept.popitem(last=False)
        return written


# Days gone by have a press of their own, and nobody waits at it: there are forty thousand of them,
# and whoever asks for each in turn keeps nobody from today's. Of four threads that answer requests
# (README) three can be here at once; one always serves pages.
TODAY = Press(waiting=1, most_bytes=16_000_000)
DAYS_GONE_BY = Press(waiting=0, most_bytes=2_000_000)


def digest(html: str) -> str:
    """By what a document is known: its own bytes, and those of the style it is set in."""
    style = (settings.BASE_DIR / "static" / "css" / "paper.css").read_bytes()
    return hashlib.sha256(style + b"\0" + html.encode()).hexdigest()


def typeset(html: str) -> bytes:
    """``html`` as tagged PDF, by a process of its own. Raises NotSet."""
    command = [sys.executable, "-s", "-P", str(_TYPESETTER), str(settings.BASE_DIR / "static"),
               str(look.root() or "")]  # fmt: skip
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # The same order of every set, so that the same page is the same bytes.
    environment |= {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, with our own folders
            command, input=html.encode(), capture_output=True, timeout=SECONDS, env=environment,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as stopped:
        logger.warning("a PDF could not be set: %s", type(stopped).__name__)
        raise NotSet from stopped
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        logger.warning("a PDF could not be set: the typesetter ended with %s", done.returncode)
        raise NotSet
    return done.stdout
