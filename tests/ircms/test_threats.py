"""docs/threats.md names tests; they exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TABLE = (settings.BASE_DIR / "docs" / "threats.md").read_text()
NAMED = sorted(set(re.findall(r"`(test_\w+)`", TABLE)))
WRITTEN = {
    name
    for file in Path(settings.BASE_DIR / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", file.read_text(), re.MULTILINE)
}


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_the_threat_table_leans_on_exists(name: str) -> None:
    assert name in WRITTEN


def test_every_threat_is_answered() -> None:
    rows = [line for line in TABLE.splitlines() if line.startswith("| ") and "---" not in line]

    for row in rows[1:]:
        assert "`" in row or "not exist yet" in row or "| here |" in row, row
