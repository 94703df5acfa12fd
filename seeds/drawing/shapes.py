"""Outlines: every shape is a list of points, curves are many short lines."""

from math import cos, pi, sin

from seeds.drawing.chance import Chance

Point = tuple[float, float]
Outline = list[Point]


def ellipse(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Outline:
    ry = rx if ry is None else ry
    count = min(11 + int(rx * 560), 96)
    around = [(rx * cos(2 * pi * i / count), ry * sin(2 * pi * i / count)) for i in range(count)]
    return [(x + a * cos(turn) - b * sin(turn), y + a * sin(turn) + b * cos(turn)) for a, b in around]


def arc(x: float, y: float, rx: float, ry: float, begin: float, end: float) -> Outline:
    """Angles in degrees, clockwise from three o'clock."""
    count = 48
    angles = [(begin + (end - begin) * i / count) * pi / 180 for i in range(count + 1)]
    return [(x + rx * cos(angle), y + ry * sin(angle)) for angle in angles]


def box(left: float, top: float, right: float, bottom: float, corner: float = 0) -> Outline:
    if not corner:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    return [
        *arc(left + corner, top + corner, corner, corner, 180, 270),
        *arc(right - corner, top + corner, corner, corner, 270, 360),
        *arc(right - corner, bottom - corner, corner, corner, 0, 90),
        *arc(left + corner, bottom - corner, corner, corner, 90, 180),
    ]


def smooth(points: Outline, *, closed: bool = True, steps: int = 14) -> Outline:
    """A Catmull-Rom curve through all the points."""
    count = len(points)
    spans = count if closed else count - 1

    def near(i: int) -> Point:
        return points[i % count] if closed else points[min(max(i, 0), count - 1)]

    curve = [
        _between(near(i - 1), near(i), near(i + 1), near(i + 2), step / steps)
        for i in range(spans)
        for step in range(steps)
    ]
    return curve if closed else [*curve, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)))

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def mirrored(half: Outline, axis: float) -> Outline:
    """The right half of a turned thing, top to bottom, made whole."""
    return [*half, *((2 * axis - x, y) for x, y in reversed(half))]


def leaf(root: Point, length: float, angle: float, width: float) -> Outline:
    """Angle in degrees, clockwise from three o'clock."""
    turn = angle * pi / 180
    spine = ((0.0, 0.0), (0.3, 0.8), (0.6, 0.85), (1.0, 0.0), (0.6, -0.85), (0.3, -0.8))
    plain = [(x * length, y * width / 2) for x, y in spine]
    turned = [(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)) for x, y in plain]
    return smooth([(root[0] + x, root[1] + y) for x, y in turned], steps=6)


def ridge(chance: Chance, wide: float, base: float, height: float, rough: float = 0.3) -> Outline:
    """A line of hills from edge to edge, closed below the picture."""
    waves = [
        (height * share, pace * chance.uniform(0.8, 1.2), chance.uniform(0, 2 * pi))
        for share, pace in ((0.6, 2.6), (0.4, 5.2), (rough * 0.45, 11), (rough * 0.16, 27))
    ]
    count = 180
    crest = []
    for i in range(count + 1):
        x = (wide + 0.1) * i / count - 0.05
        crest.append((x, base - sum(size * sin(pace * x + start) for size, pace, start in waves)))
    return [*crest, (wide + 0.05, 1.05), (-0.05, 1.05)]
