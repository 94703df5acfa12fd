"""A bay seen from above: headlands, a village at the water, one sail."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import WHITE, Colour, Paint, even, ink, inks, lighter, mix
from seeds.drawing.shapes import Outline, box, ellipse, smooth
from seeds.drawing.sky import bush, clouds, sun

HORIZON = 0.5
LIGHTS = (
    inks("6fa6c6 cfe2e2 fff6df 8fb9c6 2a6480 7d9ba8 3f6a78 1f4653"),
    inks("e9a27a fbe3bd ffe9b8 e6b490 56748a b68a83 77616f 3a3b4f"),
    inks("93a9cf f3d6d2 fff0dd c9bfd2 4d6f95 9a9bb8 646d91 353f60"),
    inks("7fb2b4 e6ecd6 fff7dc a5cbc2 2f7478 84a59c 4a7a70 21493f"),
)
WALLS = inks("e8c39a e2a582 f0dcb8 d98f78 ecd0a8 dcb6a0 f3e6cc")


def coast(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], mix(light[0], light[1], 0.65), light[1]), 0, HORIZON)
    side = chance.one_of((-1, 1))
    x = canvas.wide * (0.5 - side * chance.uniform(0.06, 0.22))
    clouds(canvas, chance, 5, lighter(light[1], 0.5), (0.1, 0.4))
    sun(canvas, x, chance.uniform(0.22, 0.33), 0.052, light[2])
    canvas.wash(Paint(((0, light[3]), (0.25, mix(light[3], light[4], 0.5)), (1, light[4]))), HORIZON, 1)
    _glitter(canvas, chance, x, light[2])
    for i, (reach, top, foot) in enumerate(((0.98, 0.13, 0.51), (0.72, 0.22, 0.56), (0.46, 0.34, 0.66))):
        land = _headland(canvas, chance, side, reach, top, foot)
        canvas.fill(land, Paint(((0, light[5 + i]), (1, mix(light[5 + i], light[1], 0.28)))))
        canvas.shade(box(min(land)[0], foot, max(land)[0], foot + 0.006), light[1], 0.35, 0.004)
        if i == 1:
            _village(canvas, chance, land, foot, light)
    _sail(
        canvas,
        canvas.wide * (0.5 - side * chance.uniform(0.1, 0.3)),
        chance.uniform(0.6, 0.7),
        light,
    )
    _near(canvas, chance, side, light[7])


def _headland(canvas: Canvas, chance: Chance, side: int, reach: float, top: float, foot: float) -> Outline:
    start = -0.1
    length = canvas.wide * reach * chance.uniform(0.62, 0.75) - start
    steps = 11
    crest = []
    for i in range(steps):
        t = i / (steps - 1)
        y = foot - top * (1 - t) ** 0.8 * (1 - 0.25 * t) + chance.uniform(-0.014, 0.014) * (0 < t < 1)
        crest.append((start + length * t, y))
    land = [(start, foot), *smooth(crest, closed=False), (start + length, foot)]
    return [(canvas.wide - x, y) for x, y in land] if side > 0 else land


def _village(canvas: Canvas, chance: Chance, land: Outline, foot: float, light: tuple[Colour, ...]) -> None:
    left, right = max(min(land)[0], 0), min(max(land)[0], canvas.wide)
    middle = left + (right - left) * (0.62 if min(land)[0] < 0 else 0.38)
    panes, roofs = [], []
    for row in range(4):
        for place in range(-7 + row, 8 - row):
            wide, tall = chance.uniform(0.014, 0.02), chance.uniform(0.026, 0.046)
            x = middle + place * 0.0185 + chance.uniform(-0.004, 0.004)
            y = foot - (3 - row) * 0.0 - row * 0.021
            wall = mix(chance.one_of(WALLS), light[5], 0.12 + 0.06 * row)
            if row and chance.random() < 0.2:
                continue
            canvas.fill(box(x, y - tall, x + wide, y), even(lighter(wall, 0.15), wall, across=True))
            roofs.append(box(x - 0.001, y - tall - 0.004, x + wide + 0.001, y - tall))
            panes += [
                box(x + wide * a, y - tall * b, x + wide * (a + 0.16), y - tall * (b - 0.16))
                for a in (0.2, 0.62)
                for b in (0.38, 0.76)
            ]
    canvas.fill(roofs, mix(ink("b0604a"), light[5], 0.2))
    canvas.fill(panes, mix(light[7], light[5], 0.25), 0.7)


def _glitter(canvas: Canvas, chance: Chance, x: float, colour: Colour) -> None:
    glints = []
    for _ in range(150):
        depth = chance.random() ** 1.6
        spread = 0.05 + 0.5 * depth
        y = HORIZON + 0.008 + depth * 0.44
        glints.append(
            ellipse(
                x + chance.gauss(0, 0.35) * spread,
                y,
                0.008 + 0.03 * depth * chance.random(),
                0.0011 + 0.0016 * depth,
            )
        )
    canvas.fill(glints, lighter(colour, 0.4), 0.5)


def _sail(canvas: Canvas, x: float, y: float, light: tuple[Colour, ...]) -> None:
    canvas.fill([(x, y - 0.09), (x + 0.042, y - 0.012), (x, y - 0.012)], even(WHITE, light[1]))
    canvas.fill(
        [(x - 0.004, y - 0.075), (x - 0.026, y - 0.012), (x - 0.004, y - 0.012)],
        mix(light[2], light[5], 0.2),
    )
    canvas.fill(
        [
            (x - 0.03, y - 0.006),
            (x + 0.046, y - 0.006),
            (x + 0.034, y + 0.006),
            (x - 0.02, y + 0.006),
        ],
        light[7],
    )
    canvas.shade(ellipse(x, y + 0.018, 0.035, 0.006), light[7], 0.4, 0.006)


def _near(canvas: Canvas, chance: Chance, side: int, colour: Colour) -> None:
    wide = canvas.wide
    slope = smooth(
        [
            (-0.1, 0.8),
            (wide * 0.16, 0.84),
            (wide * 0.36, 0.91),
            (wide * 0.62, 0.965),
            (wide + 0.1, 1.0),
        ],
        closed=False,
    )
    leaves = [spot for x, y in slope[::2] for spot in bush(chance, x, y + 0.02, 0.032)]
    if side < 0:
        slope = [(wide - x, y) for x, y in slope]
        leaves = [[(wide - x, y) for x, y in leaf] for leaf in leaves]
    canvas.fill(
        [[*slope, (slope[-1][0], 1.1), (slope[0][0], 1.1)], *leaves],
        even(colour, mix(colour, (10, 20, 24), 0.35)),
    )
