"""A circle drawn: its members around a ring, a line for each two of whom one praised the other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

from community.engagement.credibility.reading import Rows

SIZE = 400
RADIUS = 168
THICKEST = 3


@dataclass(frozen=True)
class Dot:
    """A member, by the number that stands beside her name."""

    number: int
    id: int
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """Between two; from 1 to THICKEST thick, by how often they praised each other. `mutual`: both did."""

    one: Dot
    other: Dot
    thick: int
    mutual: bool


@dataclass(frozen=True)
class Drawing:
    dots: list[Dot]
    lines: list[Line]


def draw(people: Rows, edges: Rows) -> Drawing:
    dots = [_dot(number, len(people), row.id, row.name) for number, row in enumerate(people, 1)]
    return Drawing(dots, list(_lines({dot.id: dot for dot in dots}, edges)))


def _dot(number: int, many: int, id: int, name: str) -> Dot:
    turn = 2 * pi * (number - 1) / many - pi / 2
    x, y = (round(SIZE / 2 + RADIUS * part, 1) for part in (cos(turn), sin(turn)))
    return Dot(number, id, name, x, y)


def _lines(dots: dict[int, Dot], edges: Rows) -> Iterable[Line]:
    between: Counter[tuple[int, int]] = Counter()
    ways: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        if edge.giver_id in dots and edge.receiver_id in dots:
            two = (min(edge.giver_id, edge.receiver_id), max(edge.giver_id, edge.receiver_id))
            between[two] += edge.favours
            ways[two] += 1
    most = max(between.values(), default=1)
    for two, favours in sorted(between.items()):
        thick = max(1, -(-THICKEST * favours // most))
        yield Line(dots[two[0]], dots[two[1]], thick, mutual=ways[two] > 1)
