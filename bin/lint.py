"""Everything about the code that is checked without running its tests (`make lint`)."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent


def main() -> int:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
    checks = {
        "form of the code": ["ruff", "format", "--check", "."],
        "style of the code": ["ruff", "check", "."],
        "form of the templates": ["djade", "--check", *templates],
        "types": ["python", "-m", "mypy", "."],
        "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
        "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        "lock": ["python", "bin/lock.py", "--check"],
    }
    with tempfile.TemporaryDirectory(prefix="ircms-lint-") as home:
        environment = os.environ | _production(Path(home))
        failed = [name for name, command in checks.items() if _fails(name, command, environment)]
    if failed:
        print(f"\nNot in order: {', '.join(failed)}")
        return 1
    print("\nIn order: " + ", ".join(checks))
    return 0


def _production(home: Path) -> dict[str, str]:
    """Settings as a production site has them; mypy's plugin and the checks read them."""
    return {
        "DJANGO_SETTINGS_MODULE": "ircms.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}",
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "https://localhost",
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": "smtp://localhost:25",
        "IRCMS_SURFACE": "all",
        "IRCMS_DEMO": "false",
        "IRCMS_CLOCK_STARTS_AT": "",
        "IRCMS_PRIVATE_ROOT": str(home / "private"),
        "IRCMS_STATIC_ROOT": str(home / "static"),
    }


def _fails(name: str, command: list[str], environment: dict[str, str]) -> bool:
    print(f"\n== {name}", flush=True)
    tool = str(TOOLS / command[0])
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
