"""Write requirements*.txt from pyproject.toml (`make lock`), or check them without a network."""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import setup

COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
COMPILE += ["--generate-hashes", "--no-header"]


def main() -> int:
    if "--check" in sys.argv:
        problems = list(_problems())
        print("\n".join(problems) or "requirements*.txt fit pyproject.toml")
        return 1 if problems else 0
    with tempfile.TemporaryDirectory(prefix="ircms-uv-") as scratch:
        subprocess.run([*setup.pip(), "install", "-qq", "--target", scratch, "uv"], check=True)
        uv = [str(Path(scratch) / "bin" / "uv"), *COMPILE, *sys.argv[1:], "pyproject.toml"]
        subprocess.run([*uv, "--output-file", setup.RUNTIME], cwd=setup.ROOT, check=True)
        subprocess.run(
            [*uv, "--group", "dev", "--output-file", setup.DEVELOPMENT], cwd=setup.ROOT, check=True
        )
    return 0


def _problems() -> list[str]:
    """What does not fit: tests must also run on the very versions that production has."""
    from packaging.requirements import Requirement  # Of the development lock.
    from packaging.utils import canonicalize_name

    declared = tomllib.loads((setup.ROOT / "pyproject.toml").read_text())
    runtime, development = _pins(setup.RUNTIME), _pins(setup.DEVELOPMENT)
    wanted = [(setup.RUNTIME, runtime, text) for text in declared["project"]["dependencies"]]
    wanted += [
        (setup.DEVELOPMENT, development, text) for text in declared["dependency-groups"]["dev"]
    ]
    problems = [
        f"{pin} is in {setup.RUNTIME}, not in {setup.DEVELOPMENT}: run `make lock`"
        for pin in sorted(runtime - development)
    ]
    for lock, pins, text in wanted:
        requirement = Requirement(text)
        versions = [
            version for name, version, _ in pins if name == canonicalize_name(requirement.name)
        ]
        if not versions or not all(version in requirement.specifier for version in versions):
            problems.append(f"{lock} has no {text}: run `make lock`")
    return problems


def _pins(lock: str) -> set[tuple[str, str, str]]:
    """Name, version and marker of each line that pins a package."""
    text = (setup.ROOT / lock).read_text()
    return set(re.findall(r"^([\w.-]+)==([^\s;]+)([^\\\n]*)", text, flags=re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
