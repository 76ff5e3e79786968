"""Make `.venv` hold exactly what a lock file names: `setup.py [requirements.txt]`.

Runs under the system's Python, so it uses the standard library alone. When the stamp a finished
installation left still fits, it does nothing.
"""

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"

NO_PIP = """\
Found no pip (22.3 or newer) to install the packages with.
On Debian or Ubuntu: apt-get install python3-venv; elsewhere: python3 -m ensurepip --user"""


def main(lock: str = RUNTIME) -> None:
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as handle:
        # `make demo` and `make test` may be started side by side: one installs, the other waits.
        fcntl.flock(handle, fcntl.LOCK_EX)
        identity = _identity()
        if not identity or identity != _read(VENV / "identity"):
            _create()
        if _read(_stamp(lock)) != _digest(lock):
            _install(lock)
        _compile_messages()


def _identity() -> str:
    """What the packages in `.venv` depend on besides the lock: its interpreter and its place."""
    try:
        return subprocess.run(
            [PYTHON, "-I", "-c", "import sys; print(sys.version, sys.prefix)"],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""  # There is none, or the Python that it links to has gone.


def _create() -> None:
    print(f"Creating .venv with Python {sys.version.split()[0]}", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    # Debian's python3 without python3-venv has no ensurepip; a pip from outside will do.
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    venv.create(VENV, symlinks=True, with_pip=has_ensurepip)
    (VENV / "identity").write_text(_identity())


def _install(lock: str) -> None:
    print(f"Installing {lock} (about a minute the first time)", flush=True)
    # Stamps go first: an installation that is interrupted is done again, not believed.
    for name in (RUNTIME, DEVELOPMENT):
        _stamp(name).unlink(missing_ok=True)
    options = ["-qq", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    # Wheels only: building from source would fetch build tools that no hash covers.
    options += ["--only-binary", ":all:", "--requirement", str(ROOT / lock)]
    if subprocess.run([*pip(), "install", *options]).returncode:
        raise SystemExit(f"Could not install {lock}; nothing is marked as done, so just try again.")
    _stamp(lock).write_text(_digest(lock))
    if lock == DEVELOPMENT:  # It holds every pin of the other (a test sees to that).
        _stamp(RUNTIME).write_text(_digest(RUNTIME))


def _compile_messages() -> None:
    """Django reads compiled catalogues; git keeps what they are made of."""
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/django.po"):
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime > catalogue.stat().st_mtime:
            continue
        if subprocess.run([PYTHON, ROOT / "bin" / "messages.py", "compile"]).returncode:
            raise SystemExit("Could not compile locale/: nothing but English would be spoken.")


def pip() -> list[str]:
    """The command of a pip that installs into `.venv`."""
    into = ["--python", str(PYTHON)]
    candidates = [
        [str(PYTHON), "-m", "pip"],
        [sys.executable, "-m", "pip", *into],
        ["pip3", *into],
        ["pip", *into],
    ]
    for command in candidates:
        if shutil.which(command[0]) and not _fails([*command, "--version"]):
            return command
    shutil.rmtree(VENV)  # With ensurepip, or pip, there from now on, it is made anew.
    raise SystemExit(NO_PIP)


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode != 0


def _stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}"


def _digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit("Set-up interrupted; the next run takes it up again.") from None
