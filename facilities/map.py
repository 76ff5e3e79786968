"""The map of facilities: a panel for each stretch of the earth where there are some.

A facility stands where a release says it is (coordinates), or else at the city that a release
names. One whose place nobody can tell is in the table only. Closed ones are not drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians

from facilities import outline
from facilities.gazetteer import Point
from facilities.outline import Frame
from facilities.placing import Placed
from facilities.shown import ShownFacility

MOST = 60  # facilities that are drawn: more would cover each other
_WIDTH, _SHAPE = 440, 0.72  # of a panel: its width, and its height by its width
_NEAR = 30.0  # degrees: what is as near as this to another shares its panel
_PANELS = 3
_SMALLEST = 13.0  # degrees of latitude in a panel
_MARGIN = 1.7  # times what the places span
_LETTER, _LINE = 8.2, 28  # of a label: the width of a letter, and the height that it takes
_AWAY, _DOT, _BESIDE = 14, 5, 15  # from mark to label; half a mark; from mark to mark
_Dot = tuple[float, float]  # from the left and from the top


@dataclass(frozen=True)
class Marker:
    """A facility on the map. ``label_x`` and ``label_y`` are where its name begins, or ends where
    ``is_left``; ``is_led`` says that a line leads from the mark to it."""

    facility: ShownFacility
    label: str
    x: float
    y: float
    label_x: float
    label_y: float
    is_left: bool
    is_by_city: bool

    @property
    def is_led(self) -> bool:
        return abs(self.label_y - self.y) > _LINE / 4

    @property
    def box_x(self) -> float:
        """The left edge of what can be clicked around the name."""
        return round(self.label_x - (self._width if self.is_left else 0) - 3, 1)

    @property
    def box_y(self) -> float:
        return round(self.label_y - _LINE / 2 + 1, 1)

    @property
    def box_width(self) -> float:
        return round(self._width + 6, 1)

    @property
    def _width(self) -> float:
        return _LETTER * _length(self.label)


@dataclass(frozen=True)
class Panel:
    """A stretch of the earth; ``countries`` are those of its facilities, as releases name them."""

    countries: list[str]
    frame: Frame
    land: str
    markers: list[Marker]

    @property
    def is_by_city(self) -> bool:
        return any(each.is_by_city for each in self.markers)


def panels(places: Iterable[Placed]) -> list[Panel]:
    """The map, in the order of ``places``."""
    return [_panel(group) for group in _groups(list(places)[:MOST])]


def _groups(places: list[Placed]) -> list[list[Placed]]:
    """Those near each other together; a group takes in what is near any of its own."""
    near = _NEAR
    while True:
        groups: list[list[Placed]] = []
        for place in places:
            close = [each for each in groups if any(_distance(place, one) < near for one in each)]
            joined = [one for each in close for one in each] + [place]
            groups = [each for each in groups if each not in close] + [joined]
        if len(groups) <= _PANELS:
            order = {id(place): number for number, place in enumerate(places)}
            for group in groups:
                group.sort(key=lambda place: order[id(place)])
            return sorted(groups, key=lambda group: order[id(group[0])])
        near *= 2


def _distance(one: Placed, other: Placed) -> float:
    """In degrees of latitude, about."""
    north = one.point.north - other.point.north
    middle = radians((one.point.north + other.point.north) / 2)
    return hypot(north, (one.point.east - other.point.east) * cos(middle))


def _panel(group: list[Placed]) -> Panel:
    frame = _frame([each.point for each in group])
    countries = list(dict.fromkeys(each.country for each in group if each.country))
    return Panel(countries, frame, outline.land(frame), _markers(group, frame))


def _frame(points: list[Point]) -> Frame:
    """Around ``points`` with a margin, in the shape of a panel, and on the earth."""
    norths, easts = [each.north for each in points], [each.east for each in points]
    middle_north, middle_east = (max(norths) + min(norths)) / 2, (max(easts) + min(easts)) / 2
    squeeze = max(cos(radians(middle_north)), 0.2)
    high = max((max(norths) - min(norths)) * _MARGIN,
               (max(easts) - min(easts)) * _MARGIN * squeeze * _SHAPE, _SMALLEST)  # fmt: skip
    high = min(high, 150.0)
    wide = min(high / _SHAPE / squeeze, 360.0)
    # On whole degrees, so that one more place nearby mostly keeps the drawing.
    north = min(round(middle_north + high / 2), 85)
    west = round(middle_east - wide / 2)
    return Frame(west, north - high, west + wide, north, _WIDTH)


def _markers(group: list[Placed], frame: Frame) -> list[Marker]:
    """Names beside their marks, from north to south, none over another or over a mark."""
    found: dict[int, Marker] = {}
    dots = _apart([frame.at(each.point) for each in group])
    for i in sorted(range(len(group)), key=lambda i: (dots[i][1], dots[i][0])):
        others = [dot for dot in dots if dot != dots[i]]
        tries = list(_tries(group[i], dots[i], frame))
        free = (each for each in tries if _is_free(each, found.values(), others))
        found[i] = next(free, tries[0])
    return [found[i] for i in range(len(group))]


def _apart(dots: list[_Dot]) -> list[_Dot]:
    """``dots`` with those that would cover each other moved aside, so that each can be seen."""
    moved = list(dots)
    for _round in range(8):
        for i, j in combinations(range(len(moved)), 2):
            (x1, y1), (x2, y2) = moved[i], moved[j]
            gap = hypot(x2 - x1, y2 - y1)
            if gap < _BESIDE:
                across, down = ((x2 - x1) / gap, (y2 - y1) / gap) if gap else (1.0, 0.0)
                by = (_BESIDE - gap) / 2
                moved[i] = (round(x1 - across * by, 1), round(y1 - down * by, 1))
                moved[j] = (round(x2 + across * by, 1), round(y2 + down * by, 1))
    return moved


def _tries(place: Placed, dot: _Dot, frame: Frame) -> Iterator[Marker]:
    """The name on either side, the roomier one first, then further and further off."""
    x, y = dot
    rooms = {False: frame.width - x - _AWAY - 4, True: x - _AWAY - 4}
    width = _LETTER * _length(place.facility.name)
    sides = [each for each in (False, True) if rooms[each] >= width]
    sides = sides or [max(rooms, key=lambda each: rooms[each])]
    for off in (0, *(way * step for step in range(4, 160, 4) for way in (1, -1))):
        for is_left in sides:
            if off == 0 or _LINE / 2 < y + off < frame.height - _LINE / 2:
                label_x = round(x - _AWAY if is_left else x + _AWAY, 1)
                label = _cut(place.facility.name, rooms[is_left])
                yield Marker(
                    place.facility, label, x, y, label_x, round(y + off, 1), is_left,
                    place.is_by_city,
                )  # fmt: skip


def _is_free(one: Marker, others: Iterable[Marker], dots: Iterable[_Dot]) -> bool:
    right, bottom = one.box_x + one.box_width, one.box_y + _LINE
    for other in others:
        is_beside = one.box_x >= other.box_x + other.box_width or other.box_x >= right
        if not is_beside and abs(one.label_y - other.label_y) < _LINE:
            return False
    return not any(
        one.box_x - _DOT < x < right + _DOT and one.box_y - _DOT < y < bottom + _DOT
        for x, y in dots
    )


def _cut(name: str, room: float) -> str:
    """``name``, or as much of it as there is room for; the list beside the map has all of it."""
    if _LETTER * _length(name) <= room:
        return name
    while name and _LETTER * (_length(name) + 1) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _length(text: str) -> int:
    """In letters; a Chinese one is as wide as two."""
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)
