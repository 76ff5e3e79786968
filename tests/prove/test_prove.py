"""The proof by state machine: docs/proof.md says what it shows and what it does not.

``make prove`` plays the long run; here it is short, and the same each time.
"""

import ast
import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ircms import clock
from tests.factories import NOON
from tests.prove import faults
from tests.prove.machine import Desk
from tests.prove.play import Play
from tests.prove.playing import beginning, only, play_out
from tests.prove.readers import Disagreement
from tests.prove.worlds import PlayClock, know_nothing_said, small_world

# ``make prove`` sets these (bin/prove.py).
PLAYS = int(os.environ.get("PROVE_PLAYS", "40"))
SEED = int(os.environ.get("PROVE_SEED", "1"))
REPORT = os.environ.get("PROVE_REPORT", "")
MOST_PLAYS, FEW_STEPS = 60, 8  # for a fault
# A long run is not one transaction: PostgreSQL would keep every undone row until its end.
on_a_database = pytest.mark.usefixtures("committed_db" if REPORT else "db")
OWN = {f"tests.prove.{name}" for name in ("oracle", "writing", "belief")}


@pytest.fixture
def plays(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The small world, and how many plays have begun in it."""
    logging.getLogger("django").setLevel(logging.CRITICAL)  # refusals are what plays are made of
    stopped = PlayClock()
    monkeypatch.setattr(clock, "read", lambda: stopped.instant)
    know_nothing_said(monkeypatch)
    count = [0]

    def played() -> None:
        count[0] += 1
        if REPORT:
            _tell(count[0])

    monkeypatch.setattr(Desk, "set_clock", staticmethod(stopped.set), raising=False)
    with stopped.installed():
        stopped.set(NOON)
        begin = beginning(small_world(stopped))
        monkeypatch.setattr(Desk, "begin", staticmethod(begin), raising=False)
        monkeypatch.setattr(Desk, "played", staticmethod(played))
        yield count
    logging.getLogger("django").setLevel(logging.NOTSET)


@on_a_database
def test_product_and_oracle_agree_in_every_play(plays: list[int]) -> None:
    Play.tally.clear()

    play_out(Desk, examples=PLAYS, seed=SEED)

    assert plays[0] >= PLAYS
    assert {allowed for _, allowed in Play.tally} == {True, False}


@on_a_database
@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.name)
def test_each_sown_fault_is_found_and_nothing_where_there_is_none(
    plays: list[int], fault: faults.Fault
) -> None:
    desk = only(*fault.rules)

    with fault.breaks(), pytest.raises(Disagreement):
        play_out(desk, examples=MOST_PLAYS, steps=FEW_STEPS, seed=fault.seed, shrinks=False)
    needed = plays[0]

    play_out(desk, examples=needed, steps=FEW_STEPS, seed=fault.seed, shrinks=False)
    assert plays[0] > needed


def test_the_oracle_imports_nothing_of_the_product() -> None:
    here = Path(__file__).parent
    for name in sorted(OWN):
        source = (here / f"{name.rpartition('.')[2]}.py").read_text(encoding="utf-8")
        imported = set()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or ".")
        roots = {module.partition(".")[0] for module in imported - OWN}
        assert roots <= sys.stdlib_module_names, name
        assert "importlib" not in roots


def _tell(count: int) -> None:
    """What has been played so far, for bin/prove.py to read."""
    if count % 20 and count < PLAYS:
        return
    steps = [[step, allowed, number] for (step, allowed), number in Play.tally.items()]
    found = {"plays": count, "cpu": time.process_time(), "steps": steps}
    beside = Path(f"{REPORT}.new")
    beside.write_text(json.dumps(found), encoding="utf-8")
    beside.replace(REPORT)
