"""Rows of vines that run to the hills, cypresses, a house."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import Colour, Paint, darker, even, ink, inks, lighter, mix
from seeds.drawing.shapes import Outline, box, ellipse
from seeds.drawing.sky import bush, clouds, cypress, hills, sun

LIGHTS = (
    inks("f3bf91 fce3c2 fff0d2 c39c83 93835f 6d7448 4d6236 c39a67 2f4425"),
    inks("9fc2d6 f1ead4 fff6da a9b5a6 87996f 6b8450 4c6b3a c2a878 2d4a2b"),
    inks("d99a86 f6d9bd ffe9c4 b48a86 8b7268 6f6a4a 56602f b58a5e 35401f"),
)


def vine(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1]), 0, 0.62)
    clouds(canvas, chance, 4, lighter(light[1], 0.5), (0.08, 0.3))
    sun(canvas, canvas.wide * chance.uniform(0.25, 0.45), chance.uniform(0.24, 0.31), 0.05, light[2])
    hills(canvas, chance, light[3:6], (0.42, 0.58), light[1])
    house = canvas.wide * chance.uniform(0.6, 0.78)
    _house(canvas, house, 0.588, light)
    trees = [cypress(house - 0.09 - 0.034 * i, 0.6 + 0.004 * i, chance.uniform(0.1, 0.15)) for i in range(4)]
    trees += [cypress(house + 0.13, 0.6, 0.12), *bush(chance, house + 0.17, 0.6, 0.03)]
    canvas.fill(trees, even(light[6], light[8], across=True))
    canvas.wash(even(mix(light[7], light[5], 0.5), light[7], darker(light[7], 0.2)), 0.6, 1)
    canvas.shade(box(-0.1, 0.585, canvas.wide + 0.1, 0.6), light[1], 0.4, 0.012)
    _rows(canvas, chance, canvas.wide * chance.uniform(0.35, 0.55), light)


def _house(canvas: Canvas, x: float, foot: float, light: tuple[Colour, ...]) -> None:
    wall, roof = mix(ink("efdcc0"), light[1], 0.3), mix(ink("a9573f"), light[3], 0.25)
    canvas.fill(
        box(x - 0.05, foot - 0.045, x + 0.06, foot + 0.014),
        even(wall, darker(wall, 0.18), across=True),
    )
    canvas.fill(
        [
            (x - 0.056, foot - 0.044),
            (x - 0.035, foot - 0.066),
            (x + 0.046, foot - 0.066),
            (x + 0.066, foot - 0.044),
        ],
        roof,
    )
    canvas.fill(
        box(x + 0.06, foot - 0.075, x + 0.092, foot + 0.014),
        even(lighter(wall, 0.1), darker(wall, 0.15), across=True),
    )
    canvas.fill([(x + 0.055, foot - 0.074), (x + 0.076, foot - 0.09), (x + 0.097, foot - 0.074)], roof)
    panes = [
        box(x + a, foot - 0.03, x + a + 0.008, foot - 0.014) for a in (-0.035, -0.01, 0.015, 0.04, 0.072)
    ]
    canvas.fill(panes, darker(light[3], 0.45))


def _rows(canvas: Canvas, chance: Chance, vanish: float, light: tuple[Colour, ...]) -> None:
    """Hedges that run to one point; on them leaves, from the far end to the near one."""
    rows = [row + 0.5 for row in range(-30, 31)]
    canvas.fill([_strip(vanish, row, 1.5, 1.1) for row in rows], darker(light[7], 0.45), 0.5)
    canvas.fill(
        [_strip(vanish, row, 0.85, 0.0) for row in rows], even(light[5], mix(light[6], light[8], 0.7))
    )
    steps = 30
    for step in range(steps):
        depth = (step / (steps - 1)) ** 1.7
        y, size, apart = _at(depth)
        places = [vanish + row * apart for row in rows]
        places = [x for x in places if -0.1 < x < canvas.wide + 0.1]
        leaves, gleams = [], []
        for x in places:
            for _ in range(2 if step < 12 else 3):
                dx, dy = chance.uniform(-0.6, 0.6) * size, chance.uniform(-0.95, 0.1) * size
                leaves.append(ellipse(x + dx, y + dy, size * 0.5, size * 0.46))
                gleams.append(ellipse(x + dx - size * 0.16, y + dy - size * 0.2, size * 0.2, size * 0.13))
        near = mix(light[5], light[6], min(1, 0.3 + depth))
        canvas.fill(leaves, Paint(((0, lighter(near, 0.08)), (1, mix(near, light[8], 0.55)))))
        if step > 10:
            canvas.fill(gleams, lighter(near, 0.3), 0.38)


def _at(depth: float) -> tuple[float, float, float]:
    """How low, how large and how far from its neighbour a vine stands."""
    return 0.607 + depth * 0.46, 0.0055 + depth * 0.056, 0.026 + depth * 0.35


def _strip(vanish: float, row: float, wide: float, aside: float) -> Outline:
    (far, small, near_by), (low, large, apart) = _at(0), _at(1)
    return [
        (vanish + row * near_by + (aside - wide) * small, far),
        (vanish + row * near_by + (aside + wide) * small, far),
        (vanish + row * apart + (aside + wide) * large, low),
        (vanish + row * apart + (aside - wide) * large, low),
    ]
