"""A fountain pen on paper."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    WHITE,
    Colour,
    Paint,
    darker,
    even,
    ink,
    inks,
    lighter,
)
from seeds.drawing.room import stage
from seeds.drawing.shapes import smooth

BARRELS = inks("1f2d44 7a2a2e 2f4a3c 2a2a2c c9a25c 5a4a6a")


def pen(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number)
    barrel, gold, paper = chance.mood(BARRELS), ink("d6b066"), ink("faf6ec")
    canvas.shade([(0.2, 0.28), (0.76, 0.2), (0.86, 0.82), (0.3, 0.9)], shadow, 0.4, 0.025)
    canvas.fill(
        [(0.18, 0.25), (0.74, 0.17), (0.83, 0.79), (0.27, 0.87)],
        even(lighter(paper, 0.6), darker(paper, 0.06)),
    )
    for i in range(6):
        words = [
            (0.25 + 0.011 * i + 0.03 * k, 0.35 + 0.075 * i - 0.0043 * k + chance.uniform(-0.007, 0.007))
            for k in range(11 - (i % 3) * 2)
        ]
        canvas.stroke(smooth(words, closed=False, steps=5), 0.004, barrel, 0.55)

    def place(along: float, aside: float) -> tuple[float, float]:
        return 0.4 + along * 0.78 + aside * 0.62, 0.72 - along * 0.62 + aside * 0.78

    def part(begin: float, end: float, first: float, last: float, tone: Colour) -> None:
        canvas.fill(
            [place(begin, -first), place(end, -last), place(end, last), place(begin, first)],
            Paint(((0, lighter(tone, 0.3)), (0.4, tone), (1, darker(tone, 0.4)))),
        )

    canvas.shade(
        [place(0.02, 0.02), place(0.62, 0.05), place(0.62, 0.09), place(0.0, 0.05)], shadow, 0.5, 0.014
    )
    part(0.0, 0.09, 0.0, 0.02, gold)
    canvas.stroke([[place(0.005, 0), place(0.06, 0)]], 0.0025, darker(gold, 0.6))
    part(0.085, 0.16, 0.02, 0.025, darker(barrel, 0.3))
    part(0.16, 0.175, 0.029, 0.029, gold)
    part(0.175, 0.55, 0.029, 0.027, barrel)
    part(0.55, 0.562, 0.027, 0.026, gold)
    part(0.562, 0.62, 0.026, 0.019, barrel)
    canvas.stroke([[place(0.2, -0.014), place(0.52, -0.013)]], 0.005, WHITE, 0.4)
