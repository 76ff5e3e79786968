"""Serve the demo company on this machine (`make demo`): SQLite, no service of anybody else's.

Beside the server runs `manage.py deliver`; what it sends to staff becomes a file.
"""

import argparse
import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
MAIL = "mail"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--at", default="", help="the demo clock's first instant")
    parser.add_argument("--codes", action="store_true", help="only print the codes to sign in with")
    parser.add_argument("--home", type=Path, default=ROOT / "var" / "demo", help="its data")
    asked = parser.parse_args()

    if asked.codes:
        return _print_codes(asked.home)
    # What can be wrong is asked first: nothing is half-done when the answer is no.
    port = _free_port(asked.port)
    at = _instant(asked.at)
    asked.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _set_environment(asked.home.resolve(), port, at)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    _prepare(asked.home.resolve())
    print(f"Mail to staff is written to {asked.home / MAIL}/", flush=True)
    print(f"Serving on http://{HOST}:{port}/ (admin: /admin/). Ctrl-C ends it.", flush=True)
    return _serve(port)


def _print_codes(home: Path) -> int:
    """The second factors of the demo's staff at this moment, of a demo that is there already."""
    if not (home / "db.sqlite3").exists():
        raise SystemExit(f"There is no demo in {home} yet: `make demo` makes one.")
    _set_environment(home.resolve(), 8000, "")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("load_demo", codes=True)
    return 0


def _free_port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SystemExit(f"PORT={text} is no port: give a number from 1 to 65535, as in PORT=8001.")
    with socket.socket() as probe:
        # As the server binds: a port that only lingers after the last demo counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise SystemExit(
                f"Port {text} is not to be had ({error.strerror}): choose another, "
                f"as in `make demo PORT={int(text) % 65535 + 1}`."
            ) from None
    return int(text)


def _instant(text: str) -> str:
    """ISO 8601; without an offset the settings read it in the market's zone."""
    if not text:
        return ""
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        raise SystemExit(
            f"AT={text} is no time: write it like AT=2017-10-16T09:00 (the market's zone) "
            "or AT=2017-10-16T13:00Z."
        ) from None


def _set_environment(home: Path, port: int, at: str) -> None:
    # Set, not defaulted: a DATABASE_URL left in the shell must not get the demo company.
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "ircms.settings",
        "SECRET_KEY": _secret_key(home / "secret_key"),
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}",
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "SITE_URL": f"http://{HOST}:{port}",
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": f"filemail:///{home / MAIL}",
        "IRCMS_IR_MAILBOX": "investor.relations@demo.example",
        "IRCMS_SURFACE": "all",
        "IRCMS_PRIVATE_ROOT": str(home / "private"),
        "IRCMS_STATIC_ROOT": str(home / "static"),
        "IRCMS_DEMO": "1",
        "IRCMS_CLOCK_STARTS_AT": at,
    }


def _secret_key(path: Path) -> str:
    if not path.exists() or not path.read_text():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()


def _prepare(home: Path) -> None:
    import django  # Not above: bad arguments get their answer without it.
    import messages
    from django.core.management import call_command
    from django.db import connections

    messages.compile_all()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    stamp = home / "static.sha256"
    wanted = _static_fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        stamp.unlink(missing_ok=True)
        print("Preparing static files", flush=True)
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(wanted)
    call_command("load_demo", logins=True)
    connections.close_all()


def _static_fingerprint() -> str:
    """Compressing the files takes seconds, asking whether they changed does not."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            with storage.open(name) as file:
                digest.update(name.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def _serve(port: int) -> int:
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"]
    options += ["--workers", "1", "--blocking-threads", "4"]
    # A browser that holds its connection open must not hold Ctrl-C up.
    options += ["--workers-kill-timeout", "3", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *options, "ircms.wsgi:application"]
    # In a session of its own: when Ctrl-C reaches Granian's worker besides its parent, the worker
    # hangs in 4 stops of 10. So it comes to us, and the parent alone hears of it.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    started = [subprocess.Popen(command, start_new_session=True)]
    try:
        started.append(_start_delivering())
        return started[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def _start_delivering() -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "deliver"]
    # What it prints is for an operator; the demo's terminal belongs to the site.
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        raise SystemExit("Demo interrupted before it was served.") from None
