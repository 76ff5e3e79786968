"""The page about pre-flight tells of what is there."""

from pathlib import Path

from django.conf import settings

from releases.preflight import all_checks
from releases.preflight.exchange import profiles

PAGE = Path(settings.BASE_DIR) / "docs" / "preflight.md"


def rows(first_cell: str) -> list[list[str]]:
    """The rows of the table whose head begins with ``first_cell``."""
    lines = PAGE.read_text("utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first_cell} |"))
    table = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def test_the_table_of_checks_is_the_registry():
    told = rows("code")

    assert told == [
        [f"`{each.code}`", each.title, "yes" if each.is_blocking else "no", each.source]
        for each in all_checks()
    ]


def test_the_table_of_profiles_has_each_version():
    told = [(row[0], row[1]) for row in rows("profile")]

    assert told == [
        (profile.name, f"{version.effective_from.day} {version.effective_from:%B %Y}")
        for profile in profiles()
        for version in profile.versions
    ]
