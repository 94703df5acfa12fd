"""Ridge behind ridge after sunset."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import even, inks, lighter
from seeds.drawing.shapes import arc
from seeds.drawing.sky import clouds, hills, stars, sun

LIGHTS = (
    inks("3b3563 8a5a72 e7a888 ffd2a0 7d5a7c 5f4468 473750 30293f 1d1a2b"),
    inks("27466b 6d7f9b f0b9a0 ffdcb0 5f7394 475a7c 354463 25304a 161e30"),
    inks("5a3350 b0605f f3b078 ffe0a0 9b5f66 774a5a 55384c 38283b 211a2a"),
)


def dusk(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1], light[2], light[2]), 0, 0.78)
    stars(canvas, chance, 70, 0.3)
    clouds(canvas, chance, 6, light[2], (0.14, 0.4))
    sun(canvas, canvas.wide * chance.uniform(0.3, 0.7), chance.uniform(0.37, 0.43), 0.075, light[3])
    hills(canvas, chance, light[4:], (0.48, 0.9), lighter(light[2], 0.1))
    x, y = canvas.wide * chance.uniform(0.2, 0.8), chance.uniform(0.2, 0.28)
    for _ in range(5):
        bx, by, size = (
            x + chance.uniform(-0.12, 0.12),
            y + chance.uniform(-0.05, 0.05),
            chance.uniform(0.009, 0.015),
        )
        wings = [
            arc(bx - size, by, size, size * 0.6, 200, 350),
            arc(bx + size, by, size, size * 0.6, 190, 340),
        ]
        canvas.stroke(wings, 0.0025, light[8], 0.8)
