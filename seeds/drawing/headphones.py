"""Headphones on a small stand of wood."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    darker,
    even,
    ink,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import arc, box

SHELLS = inks("2d2e32 d8cdbd 7d8b80 6b3f35 44546b ece8e0")


def headphones(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 7)
    shell = chance.mood(SHELLS)
    wood, pad = ink("a67c52"), darker(shell, 0.45)
    rest(canvas, 0.36, 0.64, 0.82, shadow)
    canvas.fill(box(0.35, 0.795, 0.65, 0.822, 0.012), turned(wood, 0.25))
    canvas.fill(box(0.484, 0.3, 0.516, 0.8), turned(wood, 0.25))
    canvas.fill(arc(0.5, 0.345, 0.1, 0.075, 180, 360), turned(wood, 0.3))
    canvas.stroke(arc(0.5, 0.44, 0.2, 0.205, 182, 358), 0.03, darker(shell, 0.1))
    canvas.stroke(arc(0.5, 0.44, 0.2, 0.205, 195, 300), 0.007, lighter(shell, 0.4), 0.7)
    canvas.stroke(arc(0.5, 0.45, 0.178, 0.19, 215, 325), 0.022, pad)
    for side in (-1, 1):
        x = 0.5 + side * 0.2
        canvas.fill(box(x - 0.012, 0.42, x + 0.012, 0.5), even(ink("d5d6d8"), ink("85888d"), across=True))
        canvas.fill(
            box(min(x, x - side * 0.062), 0.458, max(x, x - side * 0.062), 0.662, 0.026),
            even(lighter(pad, 0.15), pad, darker(pad, 0.3)),
        )
        canvas.fill(
            box(
                min(x - side * 0.012, x + side * 0.052),
                0.47,
                max(x - side * 0.012, x + side * 0.052),
                0.65,
                0.024,
            ),
            turned(shell, 0.32),
        )
        canvas.fill(
            box(x + side * 0.03 - 0.004, 0.51, x + side * 0.03 + 0.004, 0.61, 0.004), ink("c9a668"), 0.9
        )
