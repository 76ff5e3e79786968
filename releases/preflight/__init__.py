"""Pre-flight: what is looked at before a release is approved (docs/preflight.md).

A manuscript is what a release says, as plain values (``manuscript``); checks are pure functions of
it (``checks``, one file for each subject); findings are blocking, or warnings that somebody
acknowledges by name.
"""

from releases.preflight.acknowledging import (
    Acknowledged,
    Findings,
    UnknownFinding,
    acknowledge,
    acknowledge_everything,
    let_stand,
    of_manuscript,
    open_findings,
    sorted_out,
)
from releases.preflight.check import Check, all_checks
from releases.preflight.finding import Finding, Passage, Where
from releases.preflight.inspection import if_released, inspect, of_release
from releases.preflight.manuscript import Manuscript

__all__ = [
    "Acknowledged",
    "Check",
    "Finding",
    "Findings",
    "Manuscript",
    "Passage",
    "UnknownFinding",
    "Where",
    "acknowledge",
    "acknowledge_everything",
    "all_checks",
    "if_released",
    "inspect",
    "let_stand",
    "of_manuscript",
    "of_release",
    "open_findings",
    "sorted_out",
]
