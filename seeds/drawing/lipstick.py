"""A lipstick, open."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    ink,
    inks,
    lighter,
    turned,
)
from seeds.drawing.room import rest, stage
from seeds.drawing.shapes import box, smooth

REDS = inks("b3262e c9635a 8a2f45 d98a78 a13a2a")


def lipstick(canvas: Canvas, chance: Chance) -> None:
    shadow = stage(canvas, chance, chance.number + 2)
    red, gold = chance.mood(REDS), ink("d0ab63")
    case = ink("2b2426") if chance.number % 2 else ink("efe6d8")
    rest(canvas, 0.34, 0.48, 0.81, shadow)
    canvas.fill(
        smooth([(0.37, 0.37), (0.4, 0.29), (0.443, 0.262), (0.45, 0.3), (0.45, 0.47), (0.37, 0.47)], steps=8),
        turned(red, 0.35),
    )
    canvas.fill(
        smooth([(0.372, 0.37), (0.402, 0.292), (0.442, 0.266), (0.425, 0.33), (0.39, 0.38)], steps=8),
        lighter(red, 0.3),
        0.7,
    )
    canvas.fill(box(0.358, 0.45, 0.462, 0.6), turned(gold, 0.5))
    canvas.fill(box(0.338, 0.585, 0.482, 0.81, 0.008), turned(case, 0.35))
    canvas.fill(box(0.338, 0.592, 0.482, 0.602), turned(gold, 0.5))
    rest(canvas, 0.555, 0.715, 0.835, shadow)
    canvas.fill(box(0.555, 0.5, 0.705, 0.835, 0.012), turned(case, 0.35))
    canvas.fill(box(0.555, 0.81, 0.705, 0.822), turned(gold, 0.5))
    canvas.fill(box(0.612, 0.64, 0.648, 0.676), turned(gold, 0.5), 0.9)
