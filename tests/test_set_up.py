"""What stands behind `make setup`, `make demo` and `make test`."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import postgres
import pytest
import setup

DEMO = [sys.executable, str(setup.ROOT / "bin" / "demo.py")]
PASSED_OVER = """
import pytest

def test_that_runs():
    assert True

@pytest.mark.skip(reason="no oracle here")
def test_that_is_skipped():
    assert True

@pytest.mark.xfail(reason="known for years")
def test_that_is_expected_to_fail():
    assert False
"""


def run_pytest(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_some.py").write_text(PASSED_OVER)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-n", "2", str(folder)]
    return subprocess.run(
        command, cwd=setup.ROOT, env=clean | environment, capture_output=True, text=True
    )


def test_skipped_and_expected_failures_pass_at_home(tmp_path):
    done = run_pytest(tmp_path, CI="")

    assert done.returncode == 0, done.stdout


def test_skipped_and_expected_failures_fail_the_run_in_ci(tmp_path):
    done = run_pytest(tmp_path, CI="true")

    assert done.returncode == 1
    assert "test_that_is_skipped: Skipped: no oracle here" in done.stdout
    assert "test_that_is_expected_to_fail: known for years" in done.stdout


def test_interrupted_installation_leaves_no_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "pip", lambda: ["false"])
    (tmp_path / "installed-requirements.txt").write_text("an older lock")
    (tmp_path / "installed-requirements-dev.txt").write_text("an older lock")

    with pytest.raises(SystemExit):
        setup._install(setup.DEVELOPMENT)

    assert list(tmp_path.iterdir()) == []


def test_tests_leave_no_postgres_behind_when_they_fail():
    def fail_with_it_running():
        with postgres.running() as (url, _about):
            home.append(Path(url.partition("?host=")[2]))
            assert list(home[0].glob(".s.PGSQL.*"))
            raise KeyboardInterrupt

    home: list[Path] = []
    with pytest.raises(KeyboardInterrupt):
        fail_with_it_running()

    assert not home[0].exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--port", "eighty"], "PORT=eighty is no port"),
        (["--port", "70000"], "PORT=70000 is no port"),
        (["--at", "yesterday"], "AT=yesterday is no time"),
    ],
)
def test_demo_says_what_is_wrong_with_an_argument(tmp_path, arguments, says):
    done = subprocess.run(
        [*DEMO, "--home", str(tmp_path / "demo"), *arguments], capture_output=True, text=True
    )

    assert done.returncode == 1
    assert says in done.stderr
    assert not (tmp_path / "demo").exists()


def test_demo_names_another_port_when_its_own_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [*DEMO, "--home", str(tmp_path / "demo"), "--port", str(port)],
            capture_output=True,
            text=True,
        )

    assert done.returncode == 1
    assert f"Port {port} is not to be had" in done.stderr
    assert "PORT=" in done.stderr
    assert not (tmp_path / "demo").exists()


def test_demo_serves_the_newsroom_and_the_admin_and_writes_mail_until_ctrl_c(tmp_path):
    port = free_port()
    home = tmp_path / "demo"
    with (tmp_path / "output").open("w+") as output:
        demo = subprocess.Popen(
            [*DEMO, "--home", str(home), "--port", str(port), "--at", "2017-10-16T09:00"],
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=hear_ctrl_c,  # noqa: PLW1509 -- no thread runs beside this test
        )
        try:
            newsroom = fetch(demo, f"http://127.0.0.1:{port}/news/")
            login = fetch(demo, f"http://127.0.0.1:{port}/admin/login/")
            mail = told(home)
        finally:
            code = interrupt(demo)
        output.seek(0)
        printed = output.read()

    assert "<h1" in newsroom, printed
    assert "csrfmiddlewaretoken" in login
    assert "Subject: Newsroom desk: a release was approved" in mail, printed
    assert f"Mail to staff is written to {home / 'mail'}/" in printed
    assert code == 0
    assert "Traceback" not in printed
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


def told(home: Path) -> str:
    """The mail that somebody of the demo gets when told of an approval, as it was written."""
    columns = "key, recipient_id, occasion, path, created_at, due_at, attempts, error"
    with closing(sqlite3.connect(home / "db.sqlite3", timeout=20)) as database, database:
        database.create_function("REGEXP", 2, lambda wanted, text: bool(re.search(wanted, text)))
        database.execute(
            f"INSERT INTO outbox_message ({columns}) SELECT 'step:1', MIN(id), 'approved', "
            "'/admin/', '2017-01-01', '2017-01-01', 0, '' FROM accounts_user WHERE email <> ''"
        )
    deadline = time.monotonic() + 20
    while not (mails := list((home / "mail").glob("*.log"))) and time.monotonic() < deadline:
        time.sleep(0.1)
    return "".join(mail.read_text() for mail in mails)


def hear_ctrl_c() -> None:
    """What a shell begins behind another command does not hear it, nor what that begins."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def fetch(server: subprocess.Popen[bytes], url: str) -> str:
    """The page's text, waiting for the server while it starts."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url) as response:
                return str(response.read().decode())
        except urllib.error.HTTPError as error:
            return f"{error.code} for {url}"
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                return f"nothing at {url}"
            time.sleep(0.1)
