"""Playing: how many plays of which rules, from which beginning."""

import copy
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import RULE_MARKER, run_state_machine_as_test

from tests.prove.machine import Desk
from tests.prove.play import Play


def only(*names: str) -> type[Desk]:
    """The machine with these rules alone."""
    others = {name: None for name, value in vars(Desk).items()
              if hasattr(value, RULE_MARKER) and name not in names}  # fmt: skip
    return type("Desk", (Desk,), others)


def play_out(
    desk: type[Desk], *, examples: int, steps: int = 20, seed: int = 1, shrinks: bool = True
) -> None:
    """Play. Raises Disagreement with the shortest play found in which oracle and product differ."""
    phases = [Phase.generate, Phase.shrink] if shrinks else [Phase.generate]
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=phases, report_multiple_bugs=False,
        print_blob=False,
    )  # fmt: skip
    run_state_machine_as_test(with_seed(seed)(desk), settings=chosen)


def beginning(world: Play) -> Callable[[], Play]:
    """Plays that begin where ``world`` stands."""
    known = copy.deepcopy(world.oracle)

    def begin() -> Play:
        oracle, hands = copy.deepcopy(known), copy.copy(world.hands)
        hands.keys, hands.slugs = list(hands.keys), list(hands.slugs)
        hands.bases, hands.texts = list(hands.bases), list(hands.texts)
        hands.now = oracle.now
        Desk.set_clock(oracle.now)
        play = Play(oracle, hands, world.words)
        play.view = world.view
        return play

    return begin
