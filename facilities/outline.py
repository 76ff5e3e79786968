"""The outline of land, for a stretch of the earth: ``geography/land.txt``, cut and drawn.

A plate carrée, true at its middle latitude: enough for a stretch that a company’s places span.
No borders: which country a place is in, its release says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians
from pathlib import Path

from facilities.gazetteer import Point

_FILE = Path(__file__).resolve().parent / "geography" / "land.txt"
_STEP = 0.05  # degrees, in the file
_BEYOND = 1.0  # degrees kept outside the frame, so that no cut edge shows
_Place = tuple[float, float]  # degrees east and north
_Ring = tuple[_Place, ...]


@dataclass(frozen=True)
class Frame:
    """A stretch of the earth in degrees, drawn ``width`` wide."""

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    @property
    def scale(self) -> float:
        """Units of the drawing for a degree of latitude."""
        middle = radians((self.north + self.south) / 2)
        return self.width / ((self.east - self.west) * max(cos(middle), 0.2))

    def at(self, point: Point) -> tuple[float, float]:
        """Where ``point`` is drawn: from the left, and from the top."""
        across = (point.east - self.west) / (self.east - self.west) * self.width
        return round(across, 1), round((self.north - point.north) * self.scale, 1)


@lru_cache(maxsize=64)
def land(frame: Frame) -> str:
    """The land in ``frame``, as the ``d`` of an SVG path."""
    west, east = frame.west - _BEYOND, frame.east + _BEYOND
    south, north = frame.south - _BEYOND, frame.north + _BEYOND
    drawn = []
    for ring, (ring_west, ring_south, ring_east, ring_north) in _rings():
        if ring_east < west or ring_west > east or ring_north < south or ring_south > north:
            continue
        drawn.append(_path(_cut(ring, west, south, east, north), frame))
    return "".join(drawn)


def _path(places: Iterable[_Place], frame: Frame) -> str:
    points = [frame.at(Point(north, east)) for east, north in places]
    kept = [each for i, each in enumerate(points) if i == 0 or each != points[i - 1]]
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def _cut(ring: _Ring, west: float, south: float, east: float, north: float) -> _Ring:
    """``ring`` within a box (Sutherland and Hodgman, 1974)."""
    for axis, limit, is_upper in ((0, west, False), (0, east, True), (1, south, False),
                                  (1, north, True)):  # fmt: skip
        ring = _cut_at(ring, axis, limit, _within(axis, limit, is_upper))
    return ring


def _within(axis: int, limit: float, is_upper: bool) -> Callable[[_Place], bool]:
    return lambda place: place[axis] <= limit if is_upper else place[axis] >= limit


def _cut_at(ring: _Ring, axis: int, limit: float, is_in: Callable[[_Place], bool]) -> _Ring:
    kept: list[_Place] = []
    for i, place in enumerate(ring):
        before = ring[i - 1]
        if is_in(place) != is_in(before):
            part = (limit - before[axis]) / (place[axis] - before[axis])
            other = before[1 - axis] + part * (place[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in(place):
            kept.append(place)
    return tuple(kept)


@cache
def _rings() -> list[tuple[_Ring, tuple[float, float, float, float]]]:
    """Each ring of the file in degrees, and the box that it fills."""
    found = []
    for line in _FILE.read_text(encoding="ascii").splitlines():
        x = y = 0
        ring: list[_Place] = []
        for step in line.split():
            east, north = step.split(",")
            x, y = x + int(east), y + int(north)
            ring.append((x * _STEP, y * _STEP))
        xs, ys = [each[0] for each in ring], [each[1] for each in ring]
        found.append((tuple(ring), (min(xs), min(ys), max(xs), max(ys))))
    return found
