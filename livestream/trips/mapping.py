"""A quiet map of a trip: where its stops lie to each other, in their order. No tiles, no outside page.

An equirectangular projection, true at the middle of the trip: over a few hundred kilometres nobody sees the
difference to any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians

from livestream.trips.models import Stop

WIDTH, HEIGHT, EDGE = 420, 280, 44  # of the drawing, in its own units
NEAR = 20  # closer than this, two stops are one point
LINE, LETTER = 16, 7.2  # what a name takes, high and wide
LEAST = 0.02  # degrees: a trip within one town is not blown up to fill the sheet
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45)  # degrees between the lines of the grid
LINES = 5


@dataclass
class Point:
    x: float
    y: float
    name: str
    numbers: list[int] = field(default_factory=list)
    at_end: bool = False  # its name stands left of it
    name_y: float = 0

    @property
    def label(self) -> str:
        return "·".join(map(str, self.numbers[:3])) + ("…" if len(self.numbers) > 3 else "")  # noqa: PLR2004


@dataclass(frozen=True)
class Sheet:
    points: Sequence[Point]
    path: str
    grid: Sequence[tuple[float, float, float, float]]  # x1, y1, x2, y2


def map_of(stops: Sequence[Stop]) -> Sheet | None:
    """None where fewer than two of them say where they are."""
    known = [
        (number, stop, float(stop.latitude), float(stop.longitude or 0))
        for number, stop in enumerate(stops, 1)
        if stop.latitude is not None
    ]
    if len(known) < 2:  # noqa: PLR2004
        return None
    east = _unrolled([longitude for *_, longitude in known])
    north = [latitude for _, _, latitude, _ in known]
    view = _View(north, east)
    points: list[Point] = []
    way: list[Point] = []
    for (number, stop, *_), latitude, longitude in zip(known, north, east, strict=True):
        way.append(_point(points, *view.place(latitude, longitude), stop.name, number))
    _name(points)
    path = " ".join(f"{'L' if n else 'M'}{it.x:.1f} {it.y:.1f}" for n, it in enumerate(way))
    return Sheet(points, path, view.grid())


class _View:
    """From degrees to the sheet."""

    def __init__(self, north: Sequence[float], east: Sequence[float]) -> None:
        self.north, self.east = (min(north) + max(north)) / 2, (min(east) + max(east)) / 2
        self.squeeze = max(cos(radians(self.north)), 0.1)
        wide = max((max(east) - min(east)) * self.squeeze, LEAST)
        high = max(max(north) - min(north), LEAST)
        self.scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self.east) * self.squeeze * self.scale
        return x, HEIGHT / 2 - (latitude - self.north) * self.scale

    def grid(self) -> Sequence[tuple[float, float, float, float]]:
        half_wide = WIDTH / 2 / self.scale / self.squeeze
        half_high = HEIGHT / 2 / self.scale
        upright = [self.place(self.north, at)[0] for at in _steps(self.east, half_wide)]
        level = [self.place(at, self.east)[1] for at in _steps(self.north, half_high)]
        return [*((x, 0, x, HEIGHT) for x in upright), *((0, y, WIDTH, y) for y in level)]


def _steps(middle: float, half: float) -> Sequence[float]:
    step = next((one for one in STEPS if 2 * half / one <= LINES), STEPS[-1])
    first = round((middle - half) / step) * step
    return [at for n in range(LINES + 2) if abs((at := first + n * step) - middle) <= half]


def _unrolled(east: Sequence[float]) -> Sequence[float]:
    """A trip over the date line goes on to the east of it."""
    return [at + 360 if at < 0 else at for at in east] if max(east) - min(east) > 180 else east  # noqa: PLR2004


def _point(points: list[Point], x: float, y: float, name: str, number: int) -> Point:
    point = next((it for it in points if hypot(it.x - x, it.y - y) < NEAR), None)
    if point is None:
        point = Point(x, y, name)
        points.append(point)
    point.numbers.append(number)
    return point


def _name(points: Sequence[Point]) -> None:
    """Each name on the side that has more room, and a line lower where another stands already."""
    taken: list[tuple[float, float, float]] = []
    for point in sorted(points, key=lambda it: it.y):
        point.at_end = point.x > WIDTH / 2
        length = min(len(point.name), 24) * LETTER + 14
        left, right = (point.x - length, point.x) if point.at_end else (point.x, point.x + length)
        point.name_y = point.y + 4
        while any(abs(y - point.name_y) < LINE and left < r and right > lft for lft, r, y in taken):
            point.name_y += LINE / 2
        taken.append((left, right, point.name_y))
