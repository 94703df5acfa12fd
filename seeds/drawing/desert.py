"""Dunes with a bright and a dark side."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import Colour, darker, even, inks, lighter, mix
from seeds.drawing.shapes import smooth
from seeds.drawing.sky import clouds, hills, sun

LIGHTS = (
    inks("e8b89a fbe6cd fff3d6 d8a988 e6ba8c c98a5c 8e5540"),
    inks("8db4c4 f2e6d2 fff6dd c7b3a2 e8cba0 cfa36f 8f6a52"),
    inks("b98aa0 f6d4c0 ffe6c0 bf93a0 e0a58f b8706a 6f4152"),
)


def desert(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1]), 0, 0.6)
    clouds(canvas, chance, 3, lighter(light[1], 0.4), (0.1, 0.3))
    sun(canvas, canvas.wide * chance.uniform(0.2, 0.4), chance.uniform(0.22, 0.3), 0.055, light[2])
    hills(canvas, chance, (mix(light[3], light[1], 0.3),), (0.5, 0.5), light[1])
    first = chance.uniform(0.62, 0.8)
    for i, place in enumerate((first, first - 0.42, first + 0.02, first - 0.34)):
        _dune(canvas, chance, canvas.wide * place, 0.49 + 0.115 * i, light, i / 3)


def _dune(
    canvas: Canvas, chance: Chance, x: float, top: float, light: tuple[Colour, ...], near: float
) -> None:
    wide = canvas.wide
    rise = 0.1 + 0.06 * near
    crest = smooth(
        [
            (x - wide * 1.2, top + rise * 1.6),
            (x - wide * 0.55, top + rise * 0.95),
            (x - wide * 0.22, top + rise * 0.42),
            (x, top),
            (x + wide * 0.25, top + rise * 0.6),
            (x + wide * 0.6, top + rise * 1.0),
            (x + wide * 1.2, top + rise * 1.6),
        ],
        closed=False,
    )
    bright, dark = (
        mix(light[1], light[4], 0.45 + 0.55 * near),
        mix(light[3], light[5], 0.35 + 0.6 * near),
    )
    canvas.fill(
        [*crest, (x + wide * 1.2, 1.1), (x - wide * 1.2, 1.1)],
        even(lighter(bright, 0.12), bright, mix(bright, light[5], 0.5)),
    )
    bend = chance.uniform(-0.05, 0.05)
    spine = smooth(
        [
            (x, top),
            (x - 0.07 + bend, top + rise * 0.5),
            (x + 0.06, top + rise * 1.05),
            (x - 0.02 + bend, top + rise * 1.9),
            (x + 0.22, top + rise * 3.2),
        ],
        closed=False,
    )
    right = [point for point in crest if point[0] >= x]
    deep = mix(dark, light[6], 0.1 + 0.3 * near)
    foot = (x + wide * 1.2, top + rise * 3.2)
    canvas.fill(
        [*spine, foot, *reversed(right)],
        even(deep, dark, mix(bright, dark, 0.55), bright, bright, across=True),
    )
    lines = []
    for k in range(9):
        y = top + rise * (0.7 + 0.24 * k)
        left = x - 0.25 - 0.09 * k
        lines.append(smooth([(left, y + 0.03), (left + 0.12, y), (left + 0.26, y + 0.018)], closed=False))
    canvas.stroke(lines, 0.0022, darker(bright, 0.16), 0.3)
