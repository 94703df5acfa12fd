"""A teapot with two small cups."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    darker,
    even,
    ink,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import ellipse, mirrored, smooth

CLAYS = inks("8a4b34 5b4438 3f4f4c e8e1d2 6f7f6a 2f3136")


def teapot(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number)
    clay = chance.mood(CLAYS)
    foot = 0.79
    rest(canvas, 0.26, 0.66, foot, shadow)
    canvas.stroke(
        smooth([(0.62, 0.5), (0.74, 0.475), (0.775, 0.57), (0.72, 0.67), (0.63, 0.69)], closed=False),
        0.028,
        darker(clay, 0.2),
    )
    spout = smooth(
        [
            (0.33, 0.72),
            (0.24, 0.64),
            (0.2, 0.53),
            (0.165, 0.5),
            (0.195, 0.487),
            (0.245, 0.5),
            (0.29, 0.57),
            (0.36, 0.6),
        ]
    )
    canvas.fill(spout, even(lighter(clay, 0.25), clay, darker(clay, 0.2), across=True))
    half = smooth(
        [(0.55, 0.455), (0.62, 0.5), (0.665, 0.6), (0.64, 0.71), (0.57, 0.775), (0.55, foot)], closed=False
    )
    canvas.fill(mirrored(half, 0.47), turned(clay, 0.35))
    canvas.fill(ellipse(0.47, 0.455, 0.086, 0.016), darker(clay, 0.4))
    canvas.fill(
        mirrored(smooth([(0.485, 0.405), (0.53, 0.425), (0.552, 0.452)], closed=False), 0.47),
        turned(clay, 0.4),
    )
    canvas.fill(ellipse(0.47, 0.388, 0.024, 0.021), turned(clay, 0.5))
    canvas.glow(
        [smooth([(0.345, 0.56), (0.37, 0.52), (0.39, 0.6), (0.37, 0.68), (0.34, 0.64)])],
        even(WHITE, WHITE),
        0.35,
        0.014,
    )
    for x, y in ((0.78, 0.83), (0.63, 0.86)):
        rest(canvas, x - 0.05, x + 0.05, y, shadow)
        rim = lighter(clay, 0.12)
        canvas.fill(
            mirrored(
                smooth([(x + 0.062, y - 0.075), (x + 0.056, y - 0.03), (x + 0.028, y)], closed=False), x
            ),
            turned(rim, 0.4),
        )
        canvas.fill(ellipse(x, y - 0.075, 0.062, 0.014), lighter(rim, 0.25))
        canvas.fill(ellipse(x, y - 0.072, 0.053, 0.01), even(ink("8a5a22"), ink("c48d3c"), across=True))
