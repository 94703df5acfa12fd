"""Tea hills, combed by their rows."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import Colour, even, inks, lighter, mix
from seeds.drawing.shapes import Outline, ridge
from seeds.drawing.sky import bush, clouds, height_at, hills, sun

LIGHTS = (
    inks("b9d3d2 f1f1dd fffbe6 a9c3b4 a8c080 7fa45f 557f47 2f5a3a"),
    inks("f0cda0 fbeed4 fff6da c9bd98 c0b876 93a058 647c41 3a5632"),
    inks("a7bcd0 e8ecea fffaf0 9fb5b5 8fb093 649074 3f6e5a 224a40"),
)


def terrace(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1]), 0, 0.6)
    clouds(canvas, chance, 5, lighter(light[1], 0.6), (0.08, 0.3))
    sun(canvas, canvas.wide * chance.uniform(0.25, 0.7), chance.uniform(0.16, 0.24), 0.045, light[2])
    hills(canvas, chance, (light[3], mix(light[3], light[4], 0.5)), (0.38, 0.47), light[1])
    for i, base in enumerate((0.54, 0.68, 0.84)):
        crest = ridge(chance, canvas.wide, base, 0.07, 0.05)
        _comb(canvas, crest, light[4 + i], light[7], 0.011 + 0.006 * i)
        x = canvas.wide * chance.uniform(0.1, 0.9)
        trees = [
            spot
            for k in range(3)
            for spot in bush(chance, x + 0.035 * k, height_at(crest, x + 0.035 * k), 0.024 + 0.006 * i)
        ]
        canvas.fill(trees, even(lighter(light[6], 0.1), light[7]))


def _comb(canvas: Canvas, crest: Outline, colour: Colour, dark: Colour, gap: float) -> None:
    canvas.fill(crest, even(lighter(colour, 0.16), colour, mix(colour, dark, 0.4)))
    top = crest[:-2]
    lines, gleams = [], []
    for k in range(1, 15):
        drop = gap * k * (1 + 0.09 * k)
        line = [(x, y * (1 - 0.012 * k) + (0.012 * k) * 0.9 + drop) for x, y in top[::3]]
        lines.append(line)
        gleams.append([(x, y + gap * 0.45) for x, y in line])
    canvas.stroke(lines, gap * 0.34, mix(colour, dark, 0.5), 0.55)
    canvas.stroke(gleams, gap * 0.24, lighter(colour, 0.3), 0.35)
