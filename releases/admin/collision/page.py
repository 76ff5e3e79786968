"""What the top of the form shows after a collision: what others changed, and what is asked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from releases.admin.collision.items import Collision, listed
from releases.admin.collision.merging import LOST, Question
from releases.admin.collision.sections import Section
from releases.admin.collision.telling import Names, Telling


def collision(
    sections: list[Section],
    questions: Mapping[str, Question],
    *,
    first: int,
    user: Any,
    is_asked_again: bool,
) -> Collision:
    """What to show of ``sections``; ``first`` is the place in the audit that it is told from."""
    names = Names(sections, user)
    groups = [group for each in sections for group in Telling(each, questions, names).groups()]
    groups.sort(key=lambda group: not group.is_open)
    people = list(dict.fromkeys(item.who for group in groups for item in group.items if item.who))
    carried = [("collision-first", str(first)), *_carried(questions.values())]
    return Collision(groups, listed(people) or "Somebody", carried, is_asked_again)


def _carried(questions: Iterable[Question]) -> Iterator[tuple[str, str]]:
    for each in questions:
        if each.kind == LOST:
            continue
        yield ("collision-open" if each.is_open else "collision-taken"), each.name
        for name, sent in each.kept.items():
            for value in sent:
                yield f"kept:{each.name}{name}", value
