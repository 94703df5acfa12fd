"""A winter evening: white hills, firs, one window with light."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import WHITE, Colour, darker, even, ink, inks, lighter, mix
from seeds.drawing.shapes import box, ellipse, ridge
from seeds.drawing.sky import conifer, height_at, hills, stars, sun

LIGHTS = (
    inks("3e5678 8ea5bf f0d9cf ffe9cf 7f97b3 dfe8f1 b3c5d8 2f4a5c"),
    inks("7d9dbb c8d9e3 f7ece0 fff6e4 a5bccd f4f7f9 cbd9e4 45677a"),
    inks("54476f a98aa5 f4c9b8 ffe3c2 9484a8 eee4ec c6b9d0 3f3d5c"),
)


def snow(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1], light[2]), 0, 0.66)
    stars(canvas, chance, 40, 0.25)
    sun(canvas, canvas.wide * chance.uniform(0.22, 0.4), chance.uniform(0.2, 0.3), 0.042, light[3])
    hills(canvas, chance, (light[4], mix(light[4], light[5], 0.4)), (0.45, 0.54), light[2])
    for base, tall, share in ((0.63, 0.09, 0.45), (0.73, 0.15, 0.2)):
        crest = ridge(chance, canvas.wide, base, 0.03)
        _firs(
            canvas,
            chance,
            [(x, height_at(crest, x)) for x in _places(chance, canvas.wide, tall)],
            tall,
            mix(light[7], light[1], share),
        )
        canvas.fill(crest, even(light[5], mix(light[5], light[6], 0.6), light[6]))
    _cabin(canvas, canvas.wide * chance.uniform(0.58, 0.72), 0.78, light)
    crest = ridge(chance, canvas.wide, 0.86, 0.03)
    canvas.fill(crest, even(lighter(light[5], 0.4), light[5], light[6]))
    near = [
        (x, height_at(crest, x) + 0.05) for x in (canvas.wide * 0.06, canvas.wide * 0.15, canvas.wide * 0.95)
    ]
    _firs(canvas, chance, near, 0.36, light[7])
    flakes = [
        ellipse(chance.uniform(0, canvas.wide), chance.random(), chance.uniform(0.0012, 0.0042))
        for _ in range(150)
    ]
    canvas.fill(flakes, WHITE, 0.75)


def _places(chance: Chance, wide: float, tall: float) -> list[float]:
    return [
        x * tall * 0.5 + chance.uniform(-0.04, 0.04)
        for x in range(int(wide / tall * 2) + 1)
        if chance.random() < 0.7
    ]


def _firs(
    canvas: Canvas, chance: Chance, places: list[tuple[float, float]], tall: float, colour: Colour
) -> None:
    firs, caps = [], []
    for x, y in places:
        high = tall * chance.uniform(0.6, 1.05)
        fir = conifer(x, y + 0.015, high)
        firs.append(fir)
        caps.append(
            [
                fir[0],
                *[(a - high * 0.012, b) for a, b in fir[-1:-10:-1]][::-1],
                (x - high * 0.02, y - high * 0.25),
            ]
        )
    canvas.fill(firs, even(colour, darker(colour, 0.2)))
    canvas.fill(caps, WHITE, 0.32)


def _cabin(canvas: Canvas, x: float, foot: float, light: tuple[Colour, ...]) -> None:
    wood, lamp = mix(ink("6b4a3a"), light[0], 0.3), ink("ffd68a")
    canvas.shade(ellipse(x, foot - 0.02, 0.14, 0.07), lamp, 0.35, 0.05)
    canvas.fill(
        box(x - 0.08, foot - 0.075, x + 0.08, foot + 0.05),
        even(wood, darker(wood, 0.25), across=True),
    )
    canvas.fill(box(x + 0.035, foot - 0.165, x + 0.055, foot - 0.09), darker(wood, 0.2))
    canvas.fill(
        [
            (x - 0.105, foot - 0.066),
            (x, foot - 0.155),
            (x + 0.105, foot - 0.066),
            (x + 0.1, foot - 0.056),
            (x, foot - 0.138),
            (x - 0.1, foot - 0.056),
        ],
        WHITE,
    )
    canvas.fill([(x - 0.08, foot - 0.072), (x, foot - 0.14), (x + 0.08, foot - 0.072)], wood)
    canvas.fill(
        [
            box(x - 0.05, foot - 0.05, x - 0.018, foot - 0.012),
            box(x + 0.018, foot - 0.05, x + 0.05, foot - 0.012),
        ],
        lamp,
    )
    canvas.stroke(
        [
            [(x - 0.034, foot - 0.05), (x - 0.034, foot - 0.012)],
            [(x + 0.034, foot - 0.05), (x + 0.034, foot - 0.012)],
        ],
        0.003,
        wood,
    )
