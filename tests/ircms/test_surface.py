"""Two faces: the public process holds no staff code; settings refuse what is unsafe."""

import json
import os
import subprocess
import sys

import pytest

STAFF_CODE = ("django.contrib.admin", "django.contrib.sessions", "django.contrib.messages",
              "releases.admin", "ircms.admin", "ircms.staff_edge", "ircms.urls.staff",
              "django_prose_editor", "allauth", "fido2", "accounts.gate", "accounts.sessions",
              "accounts.views")  # fmt: skip
LOADED = """
import json, sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
from django.core.handlers.wsgi import WSGIHandler
WSGIHandler()
print(json.dumps(sorted(sys.modules)))
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"SECRET_KEY": "x" * 60, "SITE_URL": "https://ir.harbor-bio.example"}
    return subprocess.run(
        [sys.executable, "-c", code], env=env | environment, capture_output=True, text=True
    )


def test_the_public_process_loads_no_staff_code() -> None:
    answer = run(LOADED, IRCMS_SURFACE="public")

    loaded = json.loads(answer.stdout)
    assert [m for m in loaded if m.startswith(STAFF_CODE)] == []


def test_the_staff_process_does() -> None:
    loaded = json.loads(run(LOADED, IRCMS_SURFACE="staff").stdout)

    assert set(STAFF_CODE) - {"django_prose_editor"} <= set(loaded)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("IRCMS_SURFACE", "private", "choose public, staff or all"),
        ("IRCMS_CLOCK_STARTS_AT", "2017-10-16T09:00", "for the demo only"),
        ("SITE_URL", "ir.harbor-bio.example", "give scheme and host"),
        ("DEBUG", "perhaps", "write true or false"),
        ("IRCMS_DEMO", "2", "write true or false"),
        ("DATABASE_URL", "mydb", "DATABASE_URL"),
    ],
)
def test_a_malformed_setting_stops_the_start_and_says_why(name: str, value: str, says: str) -> None:
    answer = run("import django; django.setup()", **{name: value})

    assert answer.returncode != 0
    assert says in answer.stderr


def test_there_is_no_secret_unless_one_is_given() -> None:
    env = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    answer = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=env | {"DEBUG": "false"}, capture_output=True, text=True,
    )  # fmt: skip

    assert "Set the SECRET_KEY environment variable" in answer.stderr


def test_the_demo_clock_is_read_in_the_market_s_zone() -> None:
    answer = run(
        "import django; django.setup(); from ircms import clock; print(clock.now().isoformat())",
        IRCMS_DEMO="true", IRCMS_CLOCK_STARTS_AT="2017-10-16T09:00", DATABASE_URL="sqlite:///x",
    )  # fmt: skip

    assert answer.stdout.startswith("2017-10-16T13:00:")


def test_a_database_whose_clock_cannot_be_moved_refuses_the_demo_clock() -> None:
    answer = run(
        "import django; django.setup()", IRCMS_DEMO="true",
        IRCMS_CLOCK_STARTS_AT="2017-10-16T09:00", DATABASE_URL="postgres://nobody@/nothing",
    )  # fmt: skip

    assert "needs SQLite" in answer.stderr


def test_the_site_does_not_start_without_its_guards(tmp_path: object) -> None:
    database = f"sqlite:///{tmp_path}/bare.sqlite3"
    migrate = "from django.core.management import call_command; import django; django.setup(); "
    run(migrate + "call_command('migrate', verbosity=0)", DATABASE_URL=database)
    assert run("import ircms.wsgi", DATABASE_URL=database).returncode == 0

    run(migrate + "from releases import guards; guards.remove()", DATABASE_URL=database)

    answer = run("import ircms.wsgi", DATABASE_URL=database)
    assert "lacks" in answer.stderr
    assert "GuardsMissing" in answer.stderr
