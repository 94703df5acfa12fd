"""A bottle, sometimes with a glass."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    Colour,
    darker,
    ink,
    inks,
    lighter,
    mix,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, ellipse, mirrored, smooth

GLASS = inks("2b3827 33251f 54603a 1f2a33 6b5a2a")
CAPS = inks("7b1f24 b38b4d 2a2a2c 3f5a4a 8a4a2f")


def wine(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 2)
    glass, cap = chance.mood(GLASS), chance.mood(CAPS)
    x = 0.42 if chance.number % 2 else 0.5
    foot = 0.82
    rest(canvas, x - 0.1, x + 0.1, foot, shadow)
    half = smooth(
        [(x + 0.036, 0.16), (x + 0.036, 0.3), (x + 0.045, 0.35), (x + 0.088, 0.41), (x + 0.1, 0.47)],
        closed=False,
    )
    body = mirrored([(x + 0.036, 0.13), *half, (x + 0.1, foot - 0.02), (x + 0.09, foot)], x)
    canvas.fill(body, turned(glass, 0.28))
    canvas.fill(
        smooth(
            [(x - 0.07, 0.46), (x - 0.056, 0.44), (x - 0.06, 0.6), (x - 0.064, 0.77), (x - 0.072, 0.77)],
            steps=6,
        ),
        WHITE,
        0.28,
    )
    canvas.fill(box(x - 0.04, 0.115, x + 0.04, 0.24, 0.006), turned(cap, 0.35))
    canvas.fill(box(x - 0.042, 0.135, x + 0.042, 0.143), darker(cap, 0.35), 0.7)
    paper = ink("efe7d4")
    canvas.fill(box(x - 0.1, 0.53, x + 0.1, 0.71), turned(paper, 0.2))
    canvas.fill(ellipse(x, 0.585, 0.025), cap, 0.85)
    canvas.fill(
        [box(x - 0.06, 0.635, x + 0.06, 0.643), box(x - 0.042, 0.662, x + 0.042, 0.667)],
        darker(paper, 0.6),
        0.8,
    )
    if chance.number % 2:
        _goblet(canvas, 0.68, foot + 0.015, cap, shadow)


def _goblet(canvas: Canvas, x: float, foot: float, wine: Colour, shadow: Colour) -> None:
    rest(canvas, x - 0.07, x + 0.07, foot, shadow)
    bowl = mirrored(
        smooth([(x + 0.062, 0.44), (x + 0.084, 0.52), (x + 0.07, 0.6), (x + 0.008, 0.645)], closed=False), x
    )
    canvas.fill(bowl, turned(ink("e9eef0"), 0.6), 0.5)
    level = mirrored(
        smooth([(x + 0.083, 0.54), (x + 0.078, 0.58), (x + 0.052, 0.62), (x + 0.006, 0.636)], closed=False), x
    )
    canvas.fill(level, turned(mix(wine, ink("7b1f24"), 0.6), 0.3), 0.9)
    canvas.fill(ellipse(x, 0.54, 0.083, 0.01), lighter(mix(wine, ink("7b1f24"), 0.6), 0.25))
    canvas.fill(
        [box(x - 0.005, 0.64, x + 0.005, foot), ellipse(x, foot - 0.004, 0.07, 0.011)],
        turned(ink("dfe6e8"), 0.6),
        0.85,
    )
    canvas.stroke(
        smooth([(x - 0.055, 0.47), (x - 0.066, 0.53), (x - 0.054, 0.59)], closed=False), 0.006, WHITE, 0.6
    )
