"""A jar of cream."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    BLACK,
    WHITE,
    darker,
    even,
    inks,
    lighter,
    mix,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box

GLASS = inks("f4f4ef e9dfd2 2f4a4a c9d8d2 efe3e6 3a3340")
LIDS = inks("cda968 e6ded0 b88a5a c9c9c6 2c2a2b d8b7a6")


def jar(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 1)
    glass, lid = chance.mood(GLASS), chance.mood(LIDS)
    foot = 0.81
    rest(canvas, 0.3, 0.7, foot, shadow)
    body = box(0.31, 0.47, 0.69, foot, 0.055)
    canvas.fill(body, turned(glass, 0.5))
    canvas.fill(box(0.345, 0.5, 0.362, 0.77, 0.008), WHITE, 0.55)
    canvas.fill(box(0.335, 0.435, 0.665, 0.49), turned(darker(glass, 0.12)))
    canvas.fill(box(0.3, 0.325, 0.7, 0.452, 0.018), turned(lid, 0.45))
    canvas.stroke(
        [[(0.3 + 0.0133 * i, 0.345), (0.3 + 0.0133 * i, 0.435)] for i in range(2, 30)],
        0.0025,
        darker(lid, 0.4),
        0.22,
    )
    canvas.shade(box(0.32, 0.452, 0.68, 0.468), darker(glass, 0.6), 0.4, 0.008)
    label = lighter(glass, 0.75) if sum(glass) > 380 else lighter(lid, 0.6)
    canvas.fill(box(0.38, 0.55, 0.62, 0.7), even(label, darker(label, 0.1), across=True))
    canvas.fill(
        [box(0.42, 0.59, 0.58, 0.6), box(0.45, 0.618, 0.55, 0.624), box(0.46, 0.65, 0.54, 0.655)],
        mix(lid, BLACK, 0.5),
        0.75,
    )
