"""A wristwatch lying open."""

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
)
from seeds.drawing.room import stage
from seeds.drawing.shapes import arc, box, ellipse, smooth

DIALS = inks("f3efe4 1f2f46 2d2b2a 7d2c2f 2f4f43 d9c9a8")
STRAPS = inks("7a4a2e 2a2a2e 9a9fa4 4b3a34 b98c5a 39485a")


def watch(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 4)
    dial, strap = chance.mood(DIALS), chance.mood(STRAPS)
    steel = ink("d8b878") if chance.number % 3 == 0 else ink("c9ccd0")
    x, y, size = 0.5, 0.5, 0.19
    canvas.shade(box(0.42, 0.1, 0.64, 0.94), shadow, 0.4, 0.035)
    for side in (-1, 1):
        band = [
            (x - 0.105, y + side * 0.12),
            (x + 0.105, y + side * 0.12),
            (x + 0.083, y + side * 0.42),
            (x - 0.083, y + side * 0.42),
        ]
        canvas.fill(band, even(lighter(strap, 0.18), strap, darker(strap, 0.3), across=True))
        rows = [[(x - k * 0.082, y + side * 0.19), (x - k * 0.07, y + side * 0.41)] for k in (-1, 1)]
        canvas.stroke(rows, 0.0035, lighter(strap, 0.45), 0.55)
        lugs = [
            box(x + k * 0.1 - 0.02, y + side * 0.19 - 0.05, x + k * 0.1 + 0.02, y + side * 0.19 + 0.03, 0.012)
            for k in (-1, 1)
        ]
        canvas.fill(lugs, even(lighter(steel, 0.3), darker(steel, 0.3), across=True))
    canvas.shade(ellipse(x + 0.02, y + 0.02, size), shadow, 0.5, 0.02)
    canvas.fill(
        box(x + size - 0.01, y - 0.022, x + size + 0.03, y + 0.022, 0.008),
        even(lighter(steel, 0.4), darker(steel, 0.35)),
    )
    canvas.fill(
        ellipse(x, y, size),
        Paint(((0, lighter(steel, 0.5)), (0.5, steel), (1, darker(steel, 0.4))), across=True),
    )
    canvas.fill(ellipse(x, y, size * 0.9), even(darker(steel, 0.4), lighter(steel, 0.3), across=True))
    canvas.fill(ellipse(x, y, size * 0.86), even(lighter(dial, 0.14), darker(dial, 0.12)))
    mark = BLACK if sum(dial) > 380 else lighter(steel, 0.4)
    spots = arc(x, y, size * 0.74, size * 0.74, 0, 360)
    near = arc(x, y, size * 0.64, size * 0.64, 0, 360)
    canvas.stroke([[near[i * 4], spots[i * 4]] for i in range(12)], 0.006, mark, 0.9)
    small = ellipse(x, y + size * 0.4, size * 0.2)
    canvas.fill(small, even(darker(dial, 0.12), lighter(dial, 0.06)))
    canvas.stroke([[(x, y + size * 0.4), (x + 0.014, y + size * 0.3)]], 0.003, mark)
    canvas.stroke([[(x + 0.012, y + 0.012), (x - 0.072, y - 0.048)]], 0.009, mark)
    canvas.stroke([[(x - 0.01, y + 0.015), (x + 0.088, y - 0.085)]], 0.0065, mark)
    canvas.stroke([[(x + 0.01, y - 0.03), (x - 0.03, y + 0.12)]], 0.0026, ink("b4472f"))
    canvas.fill(ellipse(x, y, 0.009), steel)
    canvas.fill(
        smooth([(x - 0.13, y - 0.06), (x - 0.02, y - 0.148), (x + 0.05, y - 0.14), (x - 0.12, y + 0.03)]),
        WHITE,
        0.1,
    )
