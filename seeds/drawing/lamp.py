"""A table lamp that is on."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    Paint,
    darker,
    even,
    ink,
    inks,
    lighter,
    mix,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, ellipse, mirrored, smooth

FEET = inks("c29a52 38404a a3563c e7dfd0 5f7566 8b8f98")
SHADES = inks("f6ead0 f0dcc0 e9e6da f3d9b0")


def lamp(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 4)
    metal, cloth = chance.mood(FEET), chance.mood(SHADES)
    canvas.shade(ellipse(0.5, 0.4, 0.36, 0.34), ink("fff0c4"), 0.6, 0.11)
    rest(canvas, 0.38, 0.62, 0.81, shadow)
    canvas.shade(ellipse(0.5, 0.8, 0.3, 0.04), ink("fff0c4"), 0.5, 0.04)
    if chance.number % 2:
        half = smooth(
            [(0.515, 0.5), (0.53, 0.54), (0.6, 0.63), (0.605, 0.7), (0.56, 0.77), (0.55, 0.81)], closed=False
        )
        canvas.fill(mirrored(half, 0.5), turned(metal, 0.4))
    else:
        canvas.fill(box(0.49, 0.48, 0.51, 0.8), turned(metal, 0.5))
        canvas.fill(box(0.4, 0.787, 0.6, 0.81, 0.01), turned(metal, 0.4))
        canvas.fill(ellipse(0.5, 0.6, 0.035), turned(metal, 0.5))
    canvas.stroke([[(0.545, 0.48), (0.545, 0.575)]], 0.003, darker(metal, 0.3))
    canvas.fill(ellipse(0.545, 0.58, 0.007), metal)
    hood = [(0.41, 0.2), (0.59, 0.2), (0.7, 0.5), (0.3, 0.5)]
    canvas.fill(
        hood,
        Paint(((0, darker(cloth, 0.08)), (0.55, lighter(cloth, 0.35)), (1, mix(cloth, ink("ffdf9a"), 0.6)))),
    )
    canvas.fill(
        hood,
        even(darker(cloth, 0.3), cloth, lighter(cloth, 0.6), cloth, darker(cloth, 0.35), across=True),
        0.35,
    )
    canvas.stroke([[(0.41, 0.2), (0.59, 0.2)], [(0.3, 0.5), (0.7, 0.5)]], 0.006, darker(cloth, 0.28))
