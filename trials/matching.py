"""Which trials a text mentions are the same, and which of them are known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from releases.drafting.asking import Asking
from releases.markup.passages import normalised
from releases.wire import findings
from trials import phases
from trials.models import ClinicalTrial, TrialUpdate

_SMALL = frozenset("or and the of with in a an for patients adult adults who have".split())
_ALIKE = 0.6  # of the words of two conditions, from which on they may be one


@dataclass
class Known:
    """What releases that exist for the person said of a trial."""

    trial: ClinicalTrial
    ids: set[str] = field(default_factory=set)
    conditions: list[frozenset[str]] = field(default_factory=list)
    phases: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Match:
    """Which known trial it is, in the order of likeness, and why that is asked."""

    trials: tuple[ClinicalTrial, ...]
    doubt: str = ""


def each_once(mentions: list[findings.Trial]) -> list[findings.Trial]:
    """Without what is mentioned again: under the same id, or with the same phase in the same
    condition; and without bare mentions of a phase that one trial alone has."""
    kept: list[findings.Trial] = []
    for found in mentions:
        if not any(_is_the_same(found, other) for other in kept):
            kept.append(found)
    full = [each for each in kept if each.indication or each.nct]
    return [
        each
        for each in kept
        if each in full or sum(_phases(each) == _phases(other) for other in full) != 1
    ]


def _is_the_same(one: findings.Trial, other: findings.Trial) -> bool:
    if one.nct and other.nct:
        return one.nct.value == other.nct.value
    same_phase = _phases(one) == _phases(other)
    return same_phase and _words(_condition(one)) == _words(_condition(other))


def _condition(found: findings.Trial) -> str:
    return found.indication.value if found.indication else ""


def _phases(found: findings.Trial) -> list[str] | None:
    return phases.read(found.phase.value) if found.phase else None


def _words(condition: str) -> frozenset[str]:
    """The words of a condition: “relapsed/refractory ALL” has those of “relapsed or refractory
    ALL”."""
    plain = normalised(condition).casefold()
    return frozenset(re.findall(r"[^\W_]+\+?", plain)) - _SMALL


def known_trials(asking: Asking) -> list[Known]:
    trials = {each.pk: Known(each) for each in asking.known(ClinicalTrial).order_by("pk")}
    said = asking.statements(TrialUpdate).filter(trial__in=list(trials)).order_by("out_at", "pk")
    for row in said.values("trial_id", "registry_id", "condition", "phases"):
        one = trials[row["trial_id"]]
        one.ids |= {row["registry_id"]} - {""}
        one.conditions += [_words(row["condition"])] if row["condition"] else []
        one.phases += [row["phases"]] if row["phases"] else []
    return list(trials.values())


def match(found: findings.Trial, known: Iterable[Known], taken: set[int]) -> Match:
    """The known trial of the same id, or in the same condition and phase; what is only alike is
    asked about."""
    left = [each for each in known if each.trial.pk not in taken]
    if found.nct and (same := [each for each in left if found.nct.value in each.ids]):
        return Match((same[0].trial,))
    words, phase = _words(_condition(found)), _phases(found)
    if found.nct:
        left = [each for each in left if not each.ids]  # another id is another trial
    if not words:
        return Match(())
    same = [each for each in left if words in each.conditions]
    exact = [each for each in same if not each.phases or phase == each.phases[-1]]
    if len(exact) == 1:
        return Match((exact[0].trial,))
    alike = exact or same or [each for each in left if _is_alike(words, each)]
    doubt = "It resembles a trial that is known: is it that one?" if alike else ""
    return Match(tuple(each.trial for each in alike), doubt)


def _is_alike(words: frozenset[str], known: Known) -> bool:
    return any(
        len(words & other) >= _ALIKE * min(len(words), len(other)) for other in known.conditions
    )
