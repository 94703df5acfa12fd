"""A cabin suitcase."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    ink,
    inks,
    lighter,
    lit,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, ellipse

SHELLS = inks("9fa8a6 34495e b98b5e 7b8a6f 2f3032 c9b8a4")


def suitcase(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number)
    shell = chance.mood(SHELLS)
    foot = 0.8
    rest(canvas, 0.32, 0.68, foot + 0.025, shadow)
    canvas.stroke([[(0.43, 0.3), (0.43, 0.14)], [(0.57, 0.3), (0.57, 0.14)]], 0.011, ink("9a9da1"))
    canvas.fill(box(0.405, 0.12, 0.595, 0.155, 0.014), even(ink("55575b"), ink("2b2c2f")))
    canvas.fill([ellipse(x, foot + 0.012, 0.02) for x in (0.36, 0.64)], even(ink("4a4a4c"), ink("1e1e20")))
    body = box(0.305, 0.265, 0.695, foot, 0.045)
    canvas.fill(body, even(lighter(shell, 0.2), shell, darker(shell, 0.24), across=True))
    for i in range(9):
        x = 0.345 + 0.039 * i
        canvas.stroke([[(x, 0.29), (x, foot - 0.025)]], 0.0045, darker(shell, 0.38), 0.5)
        canvas.stroke([[(x + 0.007, 0.29), (x + 0.007, foot - 0.025)]], 0.0045, lighter(shell, 0.4), 0.5)
    for x in (0.305, 0.655):
        for y in (0.265, foot - 0.04):
            canvas.fill(box(x, y, x + 0.04, y + 0.04, 0.012), darker(shell, 0.45), within=body)
    canvas.fill(box(0.45, 0.25, 0.55, 0.275, 0.01), darker(shell, 0.5))
    tag = ink("8a5a3a")
    canvas.stroke([[(0.56, 0.262), (0.605, 0.33)]], 0.005, tag)
    canvas.fill([(0.585, 0.325), (0.632, 0.312), (0.66, 0.405), (0.61, 0.42)], lit(tag, 0.15))
