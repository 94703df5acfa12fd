"""A handbag with a flap, or a weekender."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    ink,
    inks,
    lighter,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import arc, box, ellipse, smooth

SKINS = inks("6f3a28 2f3b4a 8a6a45 33302e 7a2f35 c2a27c 4d5a43")
BRASS = ink("d3b168")


def bag(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number)
    skin = chance.mood(SKINS)
    wide = chance.uniform(0.25, 0.29)
    top, foot = 0.44, 0.81
    rest(canvas, 0.5 - wide, 0.5 + wide, foot, shadow)
    for lift, tone in ((0.03, 0.4), (0.0, 0.15)):
        handle = arc(0.5, top + 0.02, 0.125, 0.2 + lift, 188, 352)
        canvas.stroke(handle, 0.021, darker(skin, tone))
        canvas.stroke(
            arc(0.497, top + 0.018, 0.125, 0.2 + lift, 200, 262), 0.004, lighter(skin, 0.4), 0.6 - tone
        )
    body = smooth(
        [
            (0.5 - wide + 0.02, top),
            (0.5 + wide - 0.02, top),
            (0.5 + wide, foot - 0.03),
            (0.5 + wide - 0.04, foot),
            (0.5 - wide + 0.04, foot),
            (0.5 - wide, foot - 0.03),
        ],
        steps=1,
    )
    canvas.fill(body, even(lighter(skin, 0.1), skin, darker(skin, 0.25), across=True))
    canvas.shade(box(0.5 - wide, foot - 0.05, 0.5 + wide, foot - 0.01), darker(skin, 0.6), 0.25, 0.03)
    low = top + 0.19
    flap = [
        (0.5 - wide + 0.016, top - 0.004),
        *smooth(
            [
                (0.5 - wide + 0.006, low - 0.04),
                (0.5 - wide * 0.6, low),
                (0.5, low + 0.02),
                (0.5 + wide * 0.6, low),
                (0.5 + wide - 0.006, low - 0.04),
            ],
            closed=False,
        ),
        (0.5 + wide - 0.016, top - 0.004),
    ]
    canvas.shade([(x, y + 0.016) for x, y in flap], darker(skin, 0.7), 0.4, 0.012)
    canvas.fill(flap, even(lighter(skin, 0.26), lighter(skin, 0.12), darker(skin, 0.06), across=True))
    seam = [(0.5 + (x - 0.5) * 0.94, y - 0.012) for x, y in flap[1:-1]]
    canvas.stroke([seam[i : i + 2] for i in range(0, len(seam) - 2, 3)], 0.0035, lighter(skin, 0.5), 0.6)
    canvas.fill(
        box(0.466, low - 0.02, 0.534, low + 0.055, 0.012),
        even(lighter(BRASS, 0.4), BRASS, darker(BRASS, 0.2), across=True),
    )
    canvas.fill(box(0.488, low + 0.008, 0.512, low + 0.03, 0.006), darker(BRASS, 0.45))
    canvas.fill(
        [ellipse(0.5 + s * 0.124, top + 0.012, 0.015) for s in (-1, 1)],
        even(lighter(BRASS, 0.3), darker(BRASS, 0.15)),
    )
