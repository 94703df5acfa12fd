"""A low chair with a cushion."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    ink,
    inks,
    lighter,
)
from seeds.drawing.room import stage
from seeds.drawing.shapes import box, ellipse, smooth

CLOTHS = inks("c98f6a 6d8577 d9cdb8 4c5b73 a3504a b9a06a")


def chair(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 6)
    cloth, wood = chance.mood(CLOTHS), ink("8a5f3f")
    canvas.shade(ellipse(0.54, 0.855, 0.29, 0.03), shadow, 0.5, 0.025)
    canvas.stroke([[(0.32, 0.62), (0.28, 0.84)], [(0.66, 0.62), (0.7, 0.84)]], 0.022, darker(wood, 0.3))
    back = smooth(
        [
            (0.31, 0.3),
            (0.4, 0.265),
            (0.6, 0.265),
            (0.69, 0.3),
            (0.705, 0.45),
            (0.68, 0.62),
            (0.32, 0.62),
            (0.295, 0.45),
        ]
    )
    canvas.fill(back, even(lighter(cloth, 0.2), cloth, darker(cloth, 0.22), across=True))
    canvas.stroke([[(0.5, 0.27), (0.5, 0.6)]], 0.003, darker(cloth, 0.4), 0.45)
    canvas.shade(box(0.32, 0.56, 0.68, 0.61), darker(cloth, 0.7), 0.4, 0.02)
    canvas.stroke([[(0.26, 0.64), (0.23, 0.87)], [(0.74, 0.64), (0.77, 0.87)]], 0.026, wood)
    canvas.stroke([[(0.24, 0.7), (0.76, 0.7)]], 0.024, darker(wood, 0.12))
    canvas.fill(box(0.245, 0.575, 0.755, 0.695, 0.05), even(lighter(cloth, 0.28), cloth, darker(cloth, 0.25)))
    for side in (-1, 1):
        arm = smooth(
            [
                (0.5 + side * 0.2, 0.5),
                (0.5 + side * 0.25, 0.49),
                (0.5 + side * 0.29, 0.52),
                (0.5 + side * 0.252, 0.66),
            ],
            closed=False,
        )
        canvas.stroke(arm, 0.025, lighter(wood, 0.1 if side < 0 else 0.0))
    pillow = smooth(
        [
            (0.4, 0.41),
            (0.5, 0.425),
            (0.605, 0.405),
            (0.6, 0.5),
            (0.61, 0.585),
            (0.5, 0.575),
            (0.395, 0.59),
            (0.405, 0.5),
        ]
    )
    canvas.shade(pillow, darker(cloth, 0.7), 0.4, 0.014)
    canvas.fill(pillow, even(lighter(cloth, 0.62), lighter(cloth, 0.42), lighter(cloth, 0.22), across=True))
