"""Two or three pots of one kiln."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    Colour,
    darker,
    even,
    ink,
    inks,
    lighter,
    mix,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import Outline, arc, ellipse, mirrored, smooth

GLAZES = inks("d9cfbd 7f9488 b5704f 3f4a52 e9e4d8 9a8478 5f7f92 c7a36a")


def ceramics(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 5)
    one, two, three = (GLAZES[(chance.number + k) % len(GLAZES)] for k in (0, 2, 5))
    _pot(
        canvas,
        0.64,
        [(0.035, 0.3), (0.03, 0.38), (0.1, 0.5), (0.13, 0.62), (0.1, 0.74), (0.07, 0.78)],
        one,
        shadow,
    )
    _pot(canvas, 0.38, [(0.05, 0.44), (0.042, 0.5), (0.115, 0.6), (0.12, 0.7), (0.075, 0.8)], two, shadow)
    _pot(canvas, 0.57, [(0.095, 0.73), (0.1, 0.78), (0.07, 0.83), (0.045, 0.845)], three, shadow)


def _pot(canvas: Canvas, x: float, half: Outline, glaze: Colour, shadow: Colour) -> None:
    top, foot = half[0][1], half[-1][1]
    rest(canvas, x - half[-2][0] * 0.9, x + half[-2][0] * 0.9, foot, shadow)
    body = mirrored(smooth([(x + wide, y) for wide, y in half], closed=False), x)
    canvas.fill(body, turned(glaze, 0.32))
    dip = top + (foot - top) * 0.62
    bare = mix(ink("a98667"), glaze, 0.25)
    wave = smooth(
        [(x - 0.2, dip), (x - 0.1, dip + 0.014), (x, dip - 0.004), (x + 0.1, dip + 0.012), (x + 0.2, dip)],
        closed=False,
    )
    canvas.fill([*wave, (x + 0.2, foot + 0.02), (x - 0.2, foot + 0.02)], turned(bare, 0.25), within=body)
    canvas.stroke(wave, 0.005, darker(glaze, 0.3), 0.5, within=body)
    canvas.fill(
        ellipse(x, top, half[0][0], half[0][0] * 0.22), even(darker(glaze, 0.55), darker(glaze, 0.25))
    )
    canvas.stroke(arc(x, top, half[0][0], half[0][0] * 0.22, 0, 360), 0.005, lighter(glaze, 0.35), 0.9)
