"""A bowl of fruit."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    darker,
    even,
    ink,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import arc, ellipse, leaf, smooth

BOWLS = inks("e4dccd 55707a 3d3b3a b4694a 8b9a86")
FRUITS = (
    (ink("e08a3a"), ink("d9772c")),
    (ink("c23b3b"), ink("a92f38")),
    (ink("c8b84a"), ink("a8a83f")),
    (ink("6a3f5c"), ink("54314d")),
)


def bowl(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 3)
    clay, fruit = chance.mood(BOWLS), chance.mood(FRUITS)
    rest(canvas, 0.3, 0.7, 0.82, shadow)
    canvas.fill(ellipse(0.5, 0.58, 0.275, 0.055), even(darker(clay, 0.45), darker(clay, 0.2)))
    for x, y, size in (
        (0.36, 0.53, 0.085),
        (0.63, 0.525, 0.09),
        (0.49, 0.455, 0.095),
        (0.43, 0.56, 0.09),
        (0.56, 0.565, 0.088),
    ):
        tone = chance.one_of(fruit)
        canvas.shade(ellipse(x + 0.01, y + 0.012, size), darker(tone, 0.75), 0.35, 0.014)
        canvas.fill(ellipse(x, y, size), even(lighter(tone, 0.22), tone, darker(tone, 0.3)))
        canvas.shade(ellipse(x - size * 0.35, y - size * 0.4, size * 0.26, size * 0.18), WHITE, 0.5, 0.014)
        canvas.stroke([[(x + 0.008, y - size * 0.92), (x + 0.014, y - size * 1.12)]], 0.007, ink("5a4530"))
    canvas.fill(leaf((0.505, 0.35), 0.1, -28, 0.045), even(ink("7fa060"), ink("4f7a48")))
    half = smooth([(0.775, 0.58), (0.755, 0.66), (0.68, 0.75), (0.6, 0.79), (0.585, 0.82)], closed=False)
    rim = arc(0.5, 0.58, 0.275, 0.055, 180, 0)
    canvas.fill([*rim, *half, *((1 - x, y) for x, y in reversed(half))], turned(clay, 0.35))
    canvas.stroke(rim, 0.007, lighter(clay, 0.4), 0.8)
