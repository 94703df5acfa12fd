"""A plant in its pot."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    ink,
    inks,
    lighter,
    mix,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, ellipse, leaf

POTS = inks("c07a55 e6dccb 55676a 3b3a3c b9a48a d9b5a0")
LEAVES = inks("4f7a56 6f8f4a 3f6a5f 7a9a70 587d6b")


def plant(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 1)
    pot, green = chance.mood(POTS), chance.mood(LEAVES)
    foot = 0.82
    rest(canvas, 0.38, 0.62, foot, shadow)
    for layer in range(3):
        tone = mix(darker(green, 0.35), lighter(green, 0.12), layer / 2)
        leaves, veins = [], []
        for i in range(9):
            angle = -90 + (i - 4) * 23 + chance.uniform(-9, 9)
            length = chance.uniform(0.25, 0.4) * (1 - 0.14 * layer)
            blade = leaf((0.5 + chance.uniform(-0.03, 0.03), 0.61), length, angle, length * 0.3)
            leaves.append(blade)
            veins.append([blade[0], blade[18]])
        canvas.fill(leaves, even(lighter(tone, 0.18), tone, darker(tone, 0.3)))
        canvas.stroke(veins, 0.0025, lighter(tone, 0.35), 0.6)
    canvas.fill(ellipse(0.5, 0.6, 0.12, 0.022), ink("4a382c"))
    canvas.fill([(0.375, 0.61), (0.625, 0.61), (0.59, foot), (0.41, foot)], turned(pot, 0.3))
    canvas.fill(box(0.362, 0.596, 0.638, 0.64, 0.008), turned(lighter(pot, 0.06), 0.35))
    canvas.shade(box(0.37, 0.64, 0.63, 0.65), darker(pot, 0.6), 0.35, 0.007)
