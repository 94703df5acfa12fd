"""A flacon."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    BLACK,
    WHITE,
    Paint,
    darker,
    even,
    ink,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, ellipse, smooth

JUICES = inks("e3b878 b9cfc4 e2b3ab a9b4d0 c99a5e d8d2a8")
CAPS = inks("2a2a2c cfae6a e8e2d6 6b4a3a c8c9cb")


def perfume(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 6)
    juice, cap = chance.mood(JUICES), chance.mood(CAPS)
    foot = 0.81
    rest(canvas, 0.33, 0.67, foot, shadow)
    canvas.shade(ellipse(0.66, foot + 0.01, 0.16, 0.025), lighter(juice, 0.2), 0.7, 0.025)
    if chance.number % 2:
        outer, inner = box(0.33, 0.43, 0.67, foot, 0.03), box(0.36, 0.5, 0.64, foot - 0.045, 0.015)
    else:
        outer, inner = ellipse(0.5, 0.63, 0.19, 0.182), ellipse(0.5, 0.64, 0.155, 0.142)
    glass = lighter(juice, 0.72)
    canvas.fill(outer, even(lighter(glass, 0.4), glass, darker(glass, 0.14), across=True), 0.93)
    canvas.fill(inner, Paint(((0, lighter(juice, 0.5)), (0.14, juice), (1, darker(juice, 0.18)))))
    canvas.fill(inner, even(lighter(juice, 0.5), juice, darker(juice, 0.2), across=True), 0.4)
    canvas.stroke([[(0.5, 0.44), (0.505, foot - 0.06)]], 0.004, lighter(juice, 0.6), 0.7)
    canvas.stroke([smooth([(0.375, 0.55), (0.368, 0.64), (0.382, 0.72)], closed=False)], 0.011, WHITE, 0.7)
    canvas.fill(box(0.46, 0.395, 0.54, 0.45), turned(ink("d9c08a"), 0.5))
    canvas.fill(box(0.432, 0.265, 0.568, 0.402, 0.014), turned(cap, 0.4))
    canvas.fill(box(0.43, 0.6, 0.57, 0.69), WHITE, 0.85)
    canvas.fill([box(0.455, 0.632, 0.545, 0.639), box(0.47, 0.656, 0.53, 0.66)], BLACK, 0.7)
