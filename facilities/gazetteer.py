"""Where cities are: geography, for maps, and nothing that a release says.

``geography/cities.tsv`` has those of 50,000 inhabitants and more (``geography/README.md``). A place
that it does not have, or has several of, is not put on a map.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining, normalize

_FILE = Path(__file__).resolve().parent / "geography" / "cities.tsv"
# Of cities of one name in a country, one is meant where it has as many times the inhabitants of the
# next: the Wuxi of four millions, not the one of sixty thousand.
_TIMES = 20


class Point(NamedTuple):
    """Degrees north and east (WGS 84)."""

    north: float
    east: float


class _City(NamedTuple):
    state: str
    inhabitants: int
    point: Point


def city(locality: str, region: str, country: str) -> Point | None:
    """Where a town is that a release names; ``country`` in two letters. Of “Huishan, Wuxi” the
    nearest part that is a city counts, and the region last (“Beijing”). None where it is not sure.
    """
    names = [part for part in locality.replace("，", ",").split(",") if part.strip()]
    for name in (*names, region):
        if country and (found := _one_of(_cities().get((country, _plain(name)), []), region)):
            return found
    return None


def _one_of(found: list[_City], region: str) -> Point | None:
    if region:  # a state that is known is the one that is said, or else it is another town
        found = [each for each in found if not each.state or each.state == _plain(region)]
    largest = sorted(found, key=lambda each: -each.inhabitants)
    if len(largest) > 1 and largest[0].inhabitants < _TIMES * largest[1].inhabitants:
        return None
    return largest[0].point if largest else None


@cache
def _cities() -> Mapping[tuple[str, str], list[_City]]:
    """By country and plain name."""
    found: dict[tuple[str, str], list[_City]] = defaultdict(list)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        name, country, state, inhabitants, north, east = line.split("\t")
        point = Point(float(north), float(east))
        found[country, _plain(name)].append(_City(_plain(state), int(inhabitants), point))
    return dict(found)


def _plain(name: str) -> str:
    """Without accents and letters' cases, and without “District” and the like."""
    letters = "".join(each for each in normalize("NFKD", name) if not combining(each))
    words = letters.casefold().split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in {"city", "district"} else words)
