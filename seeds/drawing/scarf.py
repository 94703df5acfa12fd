"""A folded scarf with a hanging end."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    inks,
    lighter,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box

WOOLS = inks("b4533f 3f5670 c9b48c 6c7a5a 8c6f86 d9cdbb 2f3a3c")
STRIPES = inks("efe3d0 d9a85e 7a4a3a f2ead9 e6c9b0 8a4b45 c9a15a")


def scarf(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 3)
    wool, stripe = chance.mood(WOOLS), chance.mood(STRIPES)
    rest(canvas, 0.2, 0.8, 0.8, shadow)
    tail = [(0.54, 0.6), (0.7, 0.6), (0.722, 0.9), (0.548, 0.905)]
    for i, top in enumerate((0.7, 0.6, 0.5)):
        fold = box(0.2 + 0.008 * i, top, 0.8 - 0.012 * i, top + 0.106, 0.05)
        canvas.shade([(x, y + 0.01) for x, y in fold], darker(wool, 0.7), 0.35, 0.012)
        canvas.fill(fold, even(lighter(wool, 0.22), wool, darker(wool, 0.32)))
        for x in (0.26, 0.29, 0.42):
            canvas.fill(
                box(x, top, x + (0.012 if x < 0.4 else 0.03), top + 0.106),
                even(lighter(stripe, 0.2), stripe, darker(stripe, 0.32)),
                0.9,
                within=fold,
            )
        canvas.stroke(
            [[(0.225 + 0.008 * i, top + 0.053), (0.72, top + 0.056)]], 0.003, darker(wool, 0.5), 0.35
        )
    canvas.shade([(x + 0.014, y + 0.006) for x, y in tail], shadow, 0.5, 0.014)
    canvas.fill(
        [(0.54, 0.55), (0.565, 0.502), (0.675, 0.502), (0.7, 0.55), *tail[1:], (0.54, 0.6)],
        even(lighter(wool, 0.2), wool, darker(wool, 0.12), across=True),
    )
    for y, tall in ((0.79, 0.012), (0.815, 0.035), (0.865, 0.012)):
        canvas.fill(
            box(0.544, y, 0.719, y + tall), even(lighter(stripe, 0.15), darker(stripe, 0.1), across=True)
        )
    canvas.stroke(
        [
            [(0.552 + 0.0118 * i, 0.902), (0.55 + 0.0122 * i + chance.uniform(-0.004, 0.004), 0.948)]
            for i in range(15)
        ],
        0.005,
        wool,
    )
