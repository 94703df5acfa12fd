"""A candle in a glass."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    even,
    ink,
    inks,
    lighter,
    mix,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import arc, box, ellipse, smooth

WAXES = inks("f1e8d6 e0c3a8 c9d2c4 d9b3ad 3f4446 d6cfe0")


def candle(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 2)
    wax = chance.mood(WAXES)
    foot = 0.81
    rest(canvas, 0.35, 0.65, foot, shadow)
    canvas.shade(ellipse(0.5, 0.4, 0.2, 0.2), ink("ffdf9c"), 0.6, 0.08)
    canvas.fill(box(0.345, 0.49, 0.655, foot, 0.03), turned(lighter(wax, 0.35), 0.6), 0.75)
    canvas.fill(box(0.36, 0.56, 0.64, foot - 0.03, 0.02), turned(wax, 0.35))
    canvas.fill(ellipse(0.5, 0.56, 0.14, 0.024), even(lighter(wax, 0.3), mix(wax, ink("ffd98a"), 0.5)))
    canvas.stroke(arc(0.5, 0.49, 0.155, 0.024, 0, 360), 0.005, WHITE, 0.8)
    canvas.stroke([[(0.5, 0.56), (0.502, 0.5)]], 0.006, ink("3a2c22"))
    flame = smooth([(0.5, 0.36), (0.522, 0.43), (0.528, 0.48), (0.5, 0.515), (0.472, 0.48), (0.48, 0.43)])
    canvas.shade(flame, ink("ffc65c"), 0.9, 0.02)
    canvas.fill(flame, even(ink("fff3c4"), ink("ffd884"), ink("f2a24a")))
    canvas.fill(box(0.42, 0.63, 0.58, 0.74), ink("fbf7ee"), 0.94)
    canvas.fill([box(0.45, 0.668, 0.55, 0.676), box(0.465, 0.7, 0.535, 0.705)], ink("5b4a3c"), 0.8)
    canvas.fill(box(0.365, 0.53, 0.376, 0.77, 0.005), WHITE, 0.6)
