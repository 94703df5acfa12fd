"""A cup on its saucer, with steam."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    darker,
    even,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import ellipse, mirrored, smooth

GLAZES = inks("f1ece1 5e7f86 c98f6d 35424c a9b59a d8b9b0")
DRINKS = inks("6b3f22 a9682a 8fa050 3a2418 c08a4a")


def cup(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 5)
    glaze, drink = chance.mood(GLAZES), chance.mood(DRINKS)
    foot = 0.79
    rest(canvas, 0.24, 0.74, foot + 0.02, shadow)
    canvas.fill(ellipse(0.49, foot, 0.26, 0.042), even(lighter(glaze, 0.3), darker(glaze, 0.22)))
    canvas.fill(ellipse(0.49, foot - 0.008, 0.24, 0.034), even(darker(glaze, 0.1), lighter(glaze, 0.2)))
    canvas.shade(ellipse(0.52, foot - 0.004, 0.13, 0.02), darker(glaze, 0.7), 0.45, 0.012)
    canvas.stroke(
        smooth([(0.64, 0.575), (0.735, 0.565), (0.76, 0.63), (0.71, 0.69), (0.61, 0.7)], closed=False),
        0.024,
        darker(glaze, 0.12),
    )
    canvas.stroke(
        smooth([(0.65, 0.57), (0.735, 0.56), (0.755, 0.61)], closed=False), 0.006, lighter(glaze, 0.5), 0.7
    )
    half = smooth([(0.668, 0.53), (0.66, 0.62), (0.61, 0.72), (0.555, 0.77)], closed=False)
    canvas.fill(mirrored([*half, (0.55, foot - 0.008)], 0.49), turned(glaze, 0.42))
    canvas.fill(ellipse(0.49, 0.53, 0.178, 0.04), even(lighter(glaze, 0.45), darker(glaze, 0.1), across=True))
    canvas.fill(ellipse(0.49, 0.534, 0.164, 0.033), darker(glaze, 0.25))
    canvas.fill(ellipse(0.49, 0.541, 0.154, 0.026), even(darker(drink, 0.2), lighter(drink, 0.25)))
    for x in (0.44, 0.52):
        sway = chance.uniform(-0.02, 0.02)
        line = smooth(
            [(x, 0.5), (x + 0.03 + sway, 0.42), (x - 0.02, 0.34), (x + 0.03 + sway, 0.24)], closed=False
        )
        canvas.glow([[*line, *((px + 0.02, py) for px, py in reversed(line))]], WHITE, 0.5, 0.014)
