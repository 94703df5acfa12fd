"""A shoe: deck shoe, trainer, loafer."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    Colour,
    darker,
    even,
    inks,
    lighter,
    mix,
)
from seeds.drawing.room import stage
from seeds.drawing.shapes import Outline, box, ellipse, smooth

UPPERS = inks("35435f efe9df 7a4630 2c2c2e 8f9a86 c9b497")
SOLES = inks("f3efe6 e6d2b0 2a2422 f6f4f0 d9b98e 5a4334")


def shoe(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 3)
    upper, sole = chance.mood(UPPERS), chance.mood(SOLES)
    canvas.shade(ellipse(0.54, 0.795, 0.34, 0.03), shadow, 0.45, 0.025)
    _one(canvas, upper, sole, 0.06, -0.055, 0.14)
    _one(canvas, upper, sole, -0.02, 0.02, 0.0)


def _one(canvas: Canvas, upper: Colour, sole: Colour, dx: float, dy: float, dark: float) -> None:
    def put(points: Outline) -> Outline:
        return [(x + dx, y + dy) for x, y in points]

    leather = darker(upper, dark)
    body = smooth(
        [
            (0.2, 0.55),
            (0.25, 0.535),
            (0.36, 0.548),
            (0.44, 0.575),
            (0.56, 0.64),
            (0.7, 0.668),
            (0.79, 0.705),
            (0.805, 0.755),
            (0.6, 0.765),
            (0.205, 0.765),
            (0.195, 0.66),
        ]
    )
    canvas.shade(put(box(0.2, 0.775, 0.82, 0.79)), darker(sole, 0.8), 0.55, 0.012)
    canvas.fill(put(body), even(lighter(leather, 0.2), leather, darker(leather, 0.3)))
    inside = smooth(
        [(0.215, 0.552), (0.3, 0.543), (0.4, 0.562), (0.425, 0.582), (0.34, 0.592), (0.235, 0.58)]
    )
    canvas.fill(put(inside), darker(leather, 0.5))
    toe = smooth([(0.6, 0.652), (0.7, 0.668), (0.79, 0.705), (0.805, 0.755), (0.64, 0.762), (0.605, 0.71)])
    canvas.fill(put(toe), even(lighter(leather, 0.32), leather), 0.55)
    canvas.stroke(
        put(smooth([(0.6, 0.652), (0.598, 0.7), (0.635, 0.762)], closed=False)),
        0.004,
        darker(leather, 0.45),
        0.7,
    )
    canvas.fill(
        put(smooth([(0.2, 0.6), (0.27, 0.6), (0.285, 0.7), (0.27, 0.764), (0.205, 0.764), (0.195, 0.68)])),
        darker(leather, 0.18),
        0.5,
    )
    laces = [
        put([(0.42 + 0.042 * i, 0.578 + 0.0225 * i), (0.39 + 0.05 * i, 0.622 + 0.02 * i)]) for i in range(4)
    ]
    canvas.stroke(laces, 0.0105, lighter(mix(sole, leather, 0.1), 0.3))
    base = smooth(
        [
            (0.19, 0.752),
            (0.5, 0.757),
            (0.8, 0.744),
            (0.825, 0.765),
            (0.81, 0.79),
            (0.5, 0.795),
            (0.2, 0.795),
            (0.183, 0.775),
        ]
    )
    canvas.fill(put(base), even(lighter(sole, 0.3), darker(sole, 0.14)))
    canvas.stroke(put([(0.19, 0.775), (0.82, 0.77)]), 0.003, darker(sole, 0.35), 0.5)
