"""A pile of books with a leaf between pages."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    Colour,
    darker,
    even,
    ink,
    inks,
    lighter,
    lit,
    mix,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box

COVERS = inks("7a2f33 2f4858 c9a15a 4f6549 e0d3bd 8a5a44 3a3444 b9857a")


def book(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 2)
    rest(canvas, 0.22, 0.76, 0.82, shadow)
    y = 0.82
    for i in range(4):
        cover = COVERS[(chance.number + i * 3) % len(COVERS)]
        thick = chance.uniform(0.062, 0.1)
        left, right = 0.24 + chance.uniform(-0.03, 0.04), 0.76 + chance.uniform(-0.05, 0.03)
        _volume(canvas, left, right, y - thick, y, cover)
        y -= thick
    cover = COVERS[(chance.number + 5) % len(COVERS)]
    spread = 0.17
    canvas.shade(box(0.5 - spread, y - 0.02, 0.5 + spread, y), shadow, 0.5, 0.012)
    for side in (-1, 1):
        tent = [
            (0.5, y - 0.13),
            (0.5 + side * spread, y - 0.012),
            (0.5 + side * (spread - 0.012), y),
            (0.5 + side * 0.012, y - 0.1),
        ]
        canvas.fill(tent, lit(lighter(cover, 0.16) if side < 0 else darker(cover, 0.14), 0.08))
    pages = [(0.5, y - 0.108), (0.5 + spread - 0.03, y), (0.5 - spread + 0.03, y)]
    canvas.fill(pages, even(ink("cfc3ac"), ink("efe6d4")))
    canvas.stroke([[(0.5, y - 0.1), (0.5 + k * 0.035, y)] for k in range(-3, 4)], 0.002, ink("b3a68d"), 0.7)


def _volume(canvas: Canvas, left: float, right: float, top: float, foot: float, cover: Colour) -> None:
    canvas.fill(
        box(left, top, right, foot, 0.008),
        even(lighter(cover, 0.14), cover, darker(cover, 0.22), across=True),
    )
    band = (foot - top) * 0.24
    canvas.fill(
        box(right - 0.1, top + 0.009, right + 0.002, foot - 0.009), even(ink("f2ead9"), ink("d6cab3"))
    )
    gold = lighter(mix(cover, ink("e6c884"), 0.75), 0.1)
    canvas.fill(
        [box(left + 0.03, top, left + 0.036, foot), box(left + 0.3, top, left + 0.306, foot)], gold, 0.8
    )
    canvas.fill(box(left + 0.08, top + band * 1.5, left + 0.26, foot - band * 1.5), gold, 0.75)
    canvas.shade(box(left, foot - 0.008, right, foot + 0.004), darker(cover, 0.7), 0.35, 0.005)
