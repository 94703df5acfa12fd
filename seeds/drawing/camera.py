"""A small camera."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    BLACK,
    WHITE,
    darker,
    even,
    ink,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, ellipse, smooth

SKINS = inks("2b2b2d 6b4a36 37473f 8a3a34 c8b89f")


def camera(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 5)
    skin, steel = chance.mood(SKINS), ink("cfd1d2")
    foot = 0.79
    rest(canvas, 0.2, 0.8, foot, shadow)
    canvas.stroke(
        smooth([(0.205, 0.5), (0.1, 0.62), (0.12, 0.82), (0.3, 0.87), (0.52, 0.85)], closed=False),
        0.014,
        darker(ink("8a5a3a"), 0.1),
    )
    canvas.fill(box(0.43, 0.395, 0.6, 0.5, 0.014), even(lighter(steel, 0.4), darker(steel, 0.12)))
    canvas.fill(
        [box(0.26, 0.428, 0.33, 0.47, 0.006), box(0.68, 0.435, 0.75, 0.47, 0.006)], turned(steel, 0.5)
    )
    canvas.fill(box(0.2, 0.455, 0.8, foot, 0.035), even(lighter(steel, 0.35), darker(steel, 0.18)))
    canvas.fill(box(0.2, 0.54, 0.8, 0.745), even(lighter(skin, 0.14), skin, darker(skin, 0.25), across=True))
    canvas.fill(
        [box(0.46, 0.42, 0.57, 0.475, 0.008), box(0.64, 0.48, 0.7, 0.515, 0.006)],
        even(ink("2a3844"), ink("5d7484")),
    )
    canvas.shade(ellipse(0.525, 0.645, 0.155), BLACK, 0.5, 0.016)
    rings = (
        (0.145, steel),
        (0.128, ink("2c2c2e")),
        (0.105, ink("48494c")),
        (0.09, ink("161a20")),
        (0.068, ink("27394d")),
        (0.04, ink("121a24")),
    )
    for radius, tone in rings:
        canvas.fill(ellipse(0.51, 0.635, radius), even(lighter(tone, 0.28), darker(tone, 0.25), across=True))
    canvas.fill(ellipse(0.482, 0.605, 0.02, 0.014, -0.6), WHITE, 0.7)
    canvas.fill(ellipse(0.26, 0.585, 0.014), ink("b4392f"))
