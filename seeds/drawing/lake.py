"""Still water with a boat, hills twice."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import Colour, Paint, darker, even, inks, lighter, mix
from seeds.drawing.shapes import box, ellipse, leaf, smooth
from seeds.drawing.sky import clouds, hills, sun

SHORE = 0.58
LIGHTS = (
    inks("a9c3c9 eaf0e6 fff7e0 a9bfc0 7fa19f 55807c 2f5550"),
    inks("efb79c fbe6d0 fff0cf cfa79c a07f86 70606f 3f3d50"),
    inks("b4c0de f2ebf0 fffaf0 b3bbd2 8790b3 5f6a91 363f60"),
)


def lake(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1], lighter(light[1], 0.3)), 0, SHORE)
    clouds(canvas, chance, 5, lighter(light[1], 0.6), (0.1, 0.3))
    sun(canvas, canvas.wide * chance.uniform(0.3, 0.6), chance.uniform(0.2, 0.28), 0.05, light[2])
    hills(canvas, chance, light[3:6], (0.4, 0.54), light[1])
    canvas.mirror(SHORE, 1 - SHORE, light[5], 0.22)
    canvas.shade(
        box(-0.1, SHORE - 0.006, canvas.wide + 0.1, SHORE + 0.006),
        lighter(light[1], 0.4),
        0.75,
        0.008,
    )
    ripples = [
        ellipse(
            chance.uniform(0, canvas.wide),
            SHORE + 0.03 + 0.38 * chance.random(),
            chance.uniform(0.03, 0.12),
            0.0014,
        )
        for _ in range(70)
    ]
    canvas.fill(ripples, lighter(light[1], 0.5), 0.35)
    _boat(canvas, canvas.wide * chance.uniform(0.55, 0.72), chance.uniform(0.74, 0.78), light[6])
    _reeds(canvas, chance, light[6])


def _boat(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    canvas.shade(ellipse(x, y + 0.022, 0.11, 0.012), colour, 0.5, 0.012)
    canvas.fill(
        smooth(
            [
                (x - 0.14, y - 0.022),
                (x - 0.07, y),
                (x + 0.07, y),
                (x + 0.14, y - 0.022),
                (x + 0.09, y + 0.016),
                (x - 0.09, y + 0.016),
            ],
            steps=8,
        ),
        even(lighter(colour, 0.1), darker(colour, 0.3)),
    )
    canvas.fill(
        smooth(
            [
                (x - 0.05, y - 0.004),
                (x - 0.045, y - 0.04),
                (x, y - 0.054),
                (x + 0.045, y - 0.04),
                (x + 0.05, y - 0.004),
            ],
            steps=8,
        ),
        Paint(((0, lighter(colour, 0.3)), (1, colour)), across=True),
    )


def _reeds(canvas: Canvas, chance: Chance, colour: Colour) -> None:
    blades = []
    for _ in range(46):
        x = canvas.wide * chance.random() ** 2.6 * 0.4
        blades.append(leaf((x - 0.02, 1.02), chance.uniform(0.1, 0.3), -90 + chance.gauss(4, 9), 0.009))
    canvas.fill(blades, even(mix(colour, (200, 200, 160), 0.2), darker(colour, 0.3)))
