"""A city at night on its river."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import WHITE, Colour, darker, even, ink, inks, lighter, mix
from seeds.drawing.shapes import Outline, box, ellipse
from seeds.drawing.sky import stars, sun

SHORE = 0.7
LIGHTS = (
    inks("131a36 39406b c98f86 5b5f88 393f66 22284a ffd58c"),
    inks("0e2233 2a5468 e3b48a 4c7080 2c4d60 1a3344 ffe0a3"),
    inks("221533 5b3360 e58d7c 7b5277 53365c 33223f ffcf9a"),
)


def city(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1], light[2]), 0, SHORE)
    stars(canvas, chance, 60, 0.35)
    sun(canvas, canvas.wide * chance.uniform(0.16, 0.3), 0.18, 0.036, ink("fff3d6"))
    for i, (low, high) in enumerate(((0.14, 0.34), (0.1, 0.28), (0.06, 0.17))):
        _blocks(canvas, chance, low, high, light[3 + i], light[6], i)
        if i == 0:
            _spire(canvas, canvas.wide * chance.uniform(0.55, 0.7), light)
    canvas.mirror(SHORE, 1 - SHORE, light[0], 0.42)
    canvas.shade(box(-0.1, SHORE - 0.004, canvas.wide + 0.1, SHORE + 0.004), light[6], 0.35, 0.006)
    ripples = [
        ellipse(
            chance.uniform(0, canvas.wide),
            SHORE + 0.02 + 0.27 * chance.random(),
            chance.uniform(0.02, 0.07),
            0.0015,
        )
        for _ in range(110)
    ]
    canvas.fill(ripples[:60], light[0], 0.35)
    canvas.fill(ripples[60:], light[6], 0.2)


def _blocks(
    canvas: Canvas,
    chance: Chance,
    low: float,
    high: float,
    colour: Colour,
    lamp: Colour,
    layer: int,
) -> None:
    walls, panes, dim = [], [], []
    x = -0.05
    while x < canvas.wide:
        wide, tall = chance.uniform(0.035, 0.095), chance.uniform(low, high)
        top = SHORE - tall
        walls.append(box(x, top, x + wide, SHORE + 0.01))
        if chance.random() < 0.3:
            walls.append(box(x + wide * 0.3, top - 0.025, x + wide * 0.7, top + 0.01))
        if chance.random() < 0.15:
            walls.append(box(x + wide * 0.48, top - 0.06, x + wide * 0.52, top + 0.01))
        for pane in _panes(x, top, wide, tall):
            draw = chance.random()
            if draw < 0.1 + 0.09 * layer:
                panes.append(pane)
            elif draw < 0.4:
                dim.append(pane)
        x += wide + chance.choice((0.0, 0.0, 0.012))
    canvas.fill(walls, even(colour, mix(colour, lamp, 0.1)))
    canvas.fill(dim, lighter(colour, 0.16), 0.6)
    if panes:
        canvas.fill(panes, lamp, 0.55 + 0.15 * layer)


def _panes(x: float, top: float, wide: float, tall: float) -> list[Outline]:
    columns, rows = max(2, int(wide / 0.014)), int(tall / 0.019)
    step = wide / columns
    return [
        box(
            x + step * (c + 0.25),
            top + 0.012 + 0.019 * r,
            x + step * (c + 0.75),
            top + 0.021 + 0.019 * r,
        )
        for c in range(columns)
        for r in range(rows)
    ]


def _spire(canvas: Canvas, x: float, light: tuple[Colour, ...]) -> None:
    body = even(lighter(light[3], 0.2), darker(light[3], 0.15), across=True)
    top = 0.17
    canvas.fill([(x, top), (x + 0.006, 0.4), (x + 0.03, 0.71), (x - 0.03, 0.71), (x - 0.006, 0.4)], body)
    for y, size in ((0.38, 0.018), (0.55, 0.03)):
        canvas.shade(ellipse(x, y, size * 1.6), light[6], 0.5, size * 0.6)
        canvas.fill(ellipse(x, y, size), even(mix(light[6], WHITE, 0.2), light[3], across=True))
