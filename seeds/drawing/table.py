"""A table laid for friends, seen from above."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    BLACK,
    WHITE,
    Colour,
    darker,
    even,
    ink,
    inks,
    lighter,
    mix,
)
from seeds.drawing.shapes import ellipse, leaf

CLOTHS = inks("efe6d6 7f8f84 d9c2ae 39444c c98f72")
PLATES = inks("faf7f0 c9d6d4 e8c9a8 f3efe6 5f7480")
FOODS = inks("c8553d d9a441 7f9a4f 8a4a3a e6c27a a8b86a d98a6a")


def table(canvas: Canvas, chance: Chance) -> None:
    cloth, china = chance.mood(CLOTHS), chance.mood(PLATES)
    canvas.wash(even(lighter(cloth, 0.12), darker(cloth, 0.08)))
    canvas.shade([(-0.6, -0.1), (0.1, -0.1), (0.7, 1.1), (0.0, 1.1)], WHITE, 0.2, 0.05)
    canvas.stroke([[(x / 10, -0.2), (x / 10, 1.2)] for x in range(-6, 17, 4)], 0.006, darker(cloth, 0.2), 0.2)
    places = (
        (0.5, 0.5, 0.2),
        (0.17, 0.27, 0.145),
        (0.84, 0.25, 0.15),
        (0.2, 0.8, 0.14),
        (0.82, 0.78, 0.15),
        (-0.17, 0.5, 0.17),
        (1.17, 0.5, 0.17),
    )
    for x, y, size in places:
        _plate(canvas, chance, x, y, size, china)
    for x, y in ((0.5, 0.16), (0.5, 0.86), (1.12, 0.86), (-0.12, 0.14)):
        _drink(canvas, chance, x + chance.uniform(-0.03, 0.03), y, 0.055)
    for x, y in ((0.34, 0.62), (0.67, 0.6)):
        canvas.shade(
            [(x + 0.02, y - 0.2), (x + 0.04, y - 0.2), (x + 0.04, y + 0.1), (x + 0.02, y + 0.1)],
            darker(cloth, 0.7),
            0.3,
            0.01,
        )
        canvas.stroke(
            [[(x, y - 0.22), (x - 0.02, y + 0.1)], [(x + 0.018, y - 0.22), (x + 0.004, y + 0.1)]],
            0.007,
            ink("7a4f34"),
        )


def _plate(canvas: Canvas, chance: Chance, x: float, y: float, size: float, china: Colour) -> None:
    canvas.shade(ellipse(x + 0.014, y + 0.02, size), darker(china, 0.85), 0.35, 0.018)
    canvas.fill(ellipse(x, y, size), even(lighter(china, 0.4), darker(china, 0.1)))
    canvas.fill(ellipse(x, y, size * 0.76), even(darker(china, 0.1), lighter(china, 0.25)))
    food = chance.one_of(FOODS)
    spots = [
        ellipse(
            x + chance.gauss(0, 0.2) * size,
            y + chance.gauss(0, 0.2) * size,
            size * chance.uniform(0.12, 0.2),
            size * chance.uniform(0.08, 0.15),
            chance.uniform(0, 3),
        )
        for _ in range(14)
    ]
    canvas.shade(ellipse(x + 0.008, y + 0.012, size * 0.5), darker(food, 0.5), 0.2, 0.014)
    for part in range(3):
        tone = mix(food, chance.one_of(FOODS), 0.5 * (part == 1))
        canvas.fill(spots[part::3], even(lighter(tone, 0.22), darker(tone, 0.15)))
    greens = [
        leaf(
            (x + chance.gauss(0, 0.18) * size, y + chance.gauss(0, 0.18) * size),
            size * 0.26,
            chance.uniform(0, 360),
            size * 0.1,
        )
        for _ in range(5)
    ]
    canvas.fill(greens, even(ink("8fae6a"), ink("4f7a48")))


def _drink(canvas: Canvas, chance: Chance, x: float, y: float, size: float) -> None:
    tea = chance.one_of(inks("b9772e 8a2f35 d8c79a"))
    canvas.shade(ellipse(x + 0.012, y + 0.016, size), BLACK, 0.35, 0.014)
    canvas.fill(ellipse(x, y, size), even(WHITE, ink("c9cfd0")), 0.85)
    canvas.fill(ellipse(x, y, size * 0.82), even(darker(tea, 0.15), lighter(tea, 0.25), across=True))
    canvas.fill(ellipse(x - size * 0.3, y - size * 0.34, size * 0.2, size * 0.12, -0.7), WHITE, 0.55)
