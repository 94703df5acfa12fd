"""Spectacles on a folded cloth."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    Paint,
    darker,
    even,
    ink,
    inks,
    lighter,
    mix,
)
from seeds.drawing.room import stage
from seeds.drawing.shapes import arc, box, ellipse, smooth

FRAMES = inks("5a3a26 23242a 9a6a3a 6b7a72 7a2c38 c2a26a")
LENSES = inks("4a5a4e 5a4a3e 3c4a5c dfe6e6 6b5040")


def glasses(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 4)
    frame, lens = chance.mood(FRAMES), chance.mood(LENSES)
    cloth = lighter(mix(frame, ink("e9dcc8"), 0.7), 0.15)
    canvas.shade(box(0.2, 0.76, 0.85, 0.89), shadow, 0.35, 0.02)
    canvas.fill([(0.17, 0.87), (0.27, 0.75), (0.8, 0.75), (0.86, 0.87)], even(lighter(cloth, 0.3), cloth))
    canvas.shade(ellipse(0.53, 0.815, 0.27, 0.022), shadow, 0.5, 0.014)
    canvas.stroke(
        [
            smooth([(0.235, 0.6), (0.31, 0.55), (0.43, 0.545)], closed=False),
            smooth([(0.775, 0.6), (0.72, 0.55), (0.6, 0.545)], closed=False),
        ],
        0.015,
        darker(frame, 0.3),
    )
    rounded = chance.number % 2 == 0
    for side in (-1, 1):
        x = 0.505 + side * 0.14
        rim = (
            ellipse(x, 0.69, 0.122, 0.118)
            if rounded
            else smooth(
                [
                    (x - 0.12, 0.605),
                    (x, 0.595),
                    (x + 0.12, 0.605),
                    (x + 0.105, 0.74),
                    (x, 0.795),
                    (x - 0.105, 0.74),
                ]
            )
        )
        canvas.fill(rim, Paint(((0, darker(lens, 0.15)), (1, lighter(lens, 0.55)))), 0.82)
        canvas.fill(
            [(x - 0.08, 0.6), (x - 0.02, 0.6), (x - 0.06, 0.79), (x - 0.1, 0.75)], WHITE, 0.22, within=rim
        )
        canvas.stroke([*rim, rim[0]], 0.017, frame)
        canvas.stroke(rim[len(rim) // 2 : len(rim) * 3 // 4], 0.005, lighter(frame, 0.5), 0.7)
    canvas.stroke(arc(0.505, 0.675, 0.028, 0.022, 185, 355), 0.014, frame)
