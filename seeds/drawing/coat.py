"""A coat on a hanger."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    ink,
    inks,
    lighter,
    lit,
    mix,
)
from seeds.drawing.room import stage
from seeds.drawing.shapes import arc, box, ellipse, mirrored, smooth

CLOTHS = inks("b58a5c 3d4654 e3d9c6 5c6650 7d3f3b 2e2d30 9aa0a8")


def coat(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 1)
    cloth = chance.mood(CLOTHS)
    left = smooth(
        [
            (0.5, 0.2),
            (0.44, 0.205),
            (0.345, 0.25),
            (0.31, 0.31),
            (0.27, 0.6),
            (0.268, 0.665),
            (0.33, 0.672),
            (0.37, 0.45),
        ],
        closed=False,
        steps=8,
    )
    body = [*left, (0.355, 0.6), (0.325, 0.86), (0.5, 0.87)]
    whole = mirrored([(1 - x, y) for x, y in body], 0.5)
    canvas.shade([(x + 0.025, y + 0.02) for x, y in whole], shadow, 0.4, 0.022)
    canvas.stroke(arc(0.5, 0.1, 0.025, 0.03, 130, 400), 0.007, ink("8d8f94"))
    canvas.stroke([[(0.505, 0.125), (0.5, 0.2)]], 0.007, ink("8d8f94"))
    canvas.stroke([[(0.5, 0.185), (0.37, 0.25)], [(0.5, 0.185), (0.63, 0.25)]], 0.016, ink("a9825a"))
    canvas.fill(
        whole, even(lighter(cloth, 0.16), cloth, darker(cloth, 0.1), darker(cloth, 0.25), across=True)
    )
    for side in (-1, 1):
        sleeve = [(0.5 + side * 0.135, 0.42), (0.5 + side * 0.148, 0.62), (0.5 + side * 0.16, 0.66)]
        canvas.stroke(smooth(sleeve, closed=False), 0.004, darker(cloth, 0.45), 0.6)
        canvas.fill(
            box(0.5 + side * 0.1 - 0.042, 0.63, 0.5 + side * 0.1 + 0.042, 0.655, 0.006),
            darker(cloth, 0.22),
            0.8,
        )
    canvas.shade([(0.5, 0.4), (0.53, 0.4), (0.545, 0.86), (0.5, 0.86)], darker(cloth, 0.6), 0.25, 0.014)
    canvas.stroke([[(0.512, 0.4), (0.515, 0.865)]], 0.004, darker(cloth, 0.4), 0.8)
    lining = lighter(mix(cloth, ink("efe4d2"), 0.5), 0.1)
    canvas.fill([(0.452, 0.21), (0.548, 0.21), (0.508, 0.4)], even(darker(lining, 0.3), lining))
    for side in (-1, 1):
        lapel = [
            (0.5 + side * 0.05, 0.196),
            (0.5 + side * 0.094, 0.25),
            (0.5 + side * 0.072, 0.285),
            (0.5 + side * 0.1, 0.3),
            (0.51, 0.43),
            (0.504, 0.39),
        ]
        canvas.shade([(x, y + 0.008) for x, y in lapel], darker(cloth, 0.7), 0.3, 0.008)
        canvas.fill(lapel, lit(lighter(cloth, 0.1 if side < 0 else 0.02), 0.14))
    canvas.fill(
        [ellipse(0.5 + s * 0.034 + 0.01, y, 0.0105) for s in (-1, 1) for y in (0.47, 0.56, 0.65)],
        even(darker(cloth, 0.3), darker(cloth, 0.6)),
    )
