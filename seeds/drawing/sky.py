"""What landscapes share: sky, sun, stars, hills, trees."""

from collections.abc import Sequence

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import WHITE, Colour, Paint, even, lighter, mix
from seeds.drawing.shapes import Outline, ellipse, ridge, smooth


def sun(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    for reach, strength in ((5.2, 0.3), (2.8, 0.28), (1.5, 0.3)):
        canvas.shade(
            ellipse(x, y, radius * reach * 0.7),
            lighter(colour, 0.2),
            strength,
            radius * reach * 0.34,
        )
    canvas.fill(ellipse(x, y, radius), even(lighter(colour, 0.5), lighter(colour, 0.15)))


def stars(canvas: Canvas, chance: Chance, count: int, low: float) -> None:
    spots = [
        ellipse(
            chance.uniform(0, canvas.wide),
            chance.uniform(0, low) ** 1.2,
            chance.uniform(0.0009, 0.0021),
        )
        for _ in range(count)
    ]
    canvas.fill(spots, WHITE, 0.75)


def clouds(canvas: Canvas, chance: Chance, count: int, colour: Colour, band: tuple[float, float]) -> None:
    for _ in range(count):
        x, y = chance.uniform(0, canvas.wide), chance.uniform(*band)
        length = chance.uniform(0.12, 0.34)
        parts = [
            ellipse(
                x + chance.uniform(-1, 1) * length,
                y + chance.uniform(-0.01, 0.01),
                length * 0.6,
                0.011,
            )
            for _ in range(3)
        ]
        canvas.glow(parts, colour, 0.42, 0.012)


def hills(
    canvas: Canvas,
    chance: Chance,
    colours: Sequence[Colour],
    bases: tuple[float, float],
    mist: Colour,
) -> None:
    """Ridge behind ridge, each paler towards its foot, where the mist lies."""
    steps = max(len(colours) - 1, 1)
    for i, colour in enumerate(colours):
        base = bases[0] + (bases[1] - bases[0]) * i / steps
        crest = ridge(chance, canvas.wide, base, 0.045 + 0.03 * i / steps, 0.5 - 0.3 * i / steps)
        foot = 0.55 - 0.35 * i / steps
        low = mix(colour, mist, foot)
        canvas.fill(crest, Paint(((0.0, colour), (0.12, colour), (0.6, low), (1.0, low))))


def conifer(x: float, foot: float, tall: float) -> Outline:
    half = tall * 0.2
    right: Outline = []
    for tier in range(5):
        share = (tier + 1) / 5
        y = foot - tall + tall * 0.92 * share
        right += [(x + half * share, y), (x + half * share * 0.55, y - tall * 0.015)]
    left = [(2 * x - a, b) for a, b in reversed(right)]
    return [(x, foot - tall), *right, (x + half * 0.1, foot), (x - half * 0.1, foot), *left]


def cypress(x: float, foot: float, tall: float) -> Outline:
    half = tall * 0.11
    return smooth(
        [
            (x, foot - tall),
            (x + half * 0.8, foot - tall * 0.45),
            (x + half, foot - tall * 0.15),
            (x + half * 0.3, foot),
            (x - half * 0.3, foot),
            (x - half, foot - tall * 0.15),
            (x - half * 0.8, foot - tall * 0.45),
        ],
        steps=6,
    )


def bush(chance: Chance, x: float, foot: float, size: float) -> list[Outline]:
    return [
        ellipse(
            x + chance.uniform(-0.7, 0.7) * size,
            foot - chance.uniform(0.1, 0.5) * size,
            size * chance.uniform(0.35, 0.6),
        )
        for _ in range(6)
    ]


def height_at(crest: Outline, x: float) -> float:
    return min(crest[:-2], key=lambda point: abs(point[0] - x))[1]
