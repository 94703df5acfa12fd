"""High mountains with snow on their sunless side, mist and firs below."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import Colour, Paint, even, inks, lighter, mix
from seeds.drawing.shapes import Outline, box, ridge
from seeds.drawing.sky import clouds, conifer, height_at, hills, sun

LIGHTS = (
    inks("8fb0d3 dfe9ee fff8e2 a7b8c8 6f869b f4f7f8 4d6a68 2b4a3d"),
    inks("e3a88f f8e3cf fff0cf c4a6a4 8c7783 fff3ea 6a5f6b 3c3f4a"),
    inks("6f95b0 d5e4df fdf8df 93adb2 547785 eef4f2 3f6862 1d4037"),
)


def alp(canvas: Canvas, chance: Chance) -> None:
    light = chance.mood(LIGHTS)
    canvas.wash(even(light[0], light[1], lighter(light[1], 0.3)))
    clouds(canvas, chance, 6, lighter(light[1], 0.6), (0.08, 0.35))
    sun(
        canvas,
        canvas.wide * chance.uniform(0.18, 0.38),
        chance.uniform(0.17, 0.25),
        0.045,
        light[2],
    )
    hills(canvas, chance, (light[3],), (0.48, 0.48), light[1])
    shift = chance.uniform(-0.05, 0.05) * canvas.wide
    for place, top, half in ((0.14, 0.36, 0.42), (0.93, 0.3, 0.5), (0.58, 0.2, 0.56)):
        _peak(
            canvas,
            chance,
            (canvas.wide * place + shift, top + chance.uniform(-0.02, 0.03)),
            half,
            light,
        )
    canvas.shade(box(-0.1, 0.66, canvas.wide + 0.1, 0.78), lighter(light[1], 0.3), 0.75, 0.05)
    for base, tall, share in ((0.77, 0.05, 0.45), (0.84, 0.085, 0.2), (0.95, 0.15, 0.0)):
        _forest(canvas, chance, base, tall, mix(light[7], light[1], share))


def _peak(
    canvas: Canvas,
    chance: Chance,
    summit: tuple[float, float],
    half: float,
    light: tuple[Colour, ...],
) -> None:
    x, top = summit
    low = 0.8
    left = _flank(chance, x, top, -half, low)
    right = _flank(chance, x, top, half, low)
    whole = [*left, *reversed(right)]
    tall = low - top
    canvas.fill(whole, Paint(((0, mix(light[3], light[2], 0.25)), (0.55, light[3]), (1, light[1]))))
    edge = [(x, top)]
    edge += [
        (x + half * (0.05 * (-1) ** i + 0.012 * i) + chance.uniform(-0.01, 0.01), top + tall * i / 8)
        for i in range(1, 9)
    ]
    canvas.fill(
        [*edge, *reversed(right)],
        Paint(((0, light[4]), (0.6, mix(light[4], light[1], 0.25)), (1, light[1]))),
    )
    for opacity, flank in ((0.95, left), (0.6, right)):
        snow = [(x, top)]
        far = [point for point in flank if point[1] < top + tall * 0.42]
        snow += far
        end = far[-1]
        teeth = 9
        for i in range(1, teeth):
            t = i / teeth
            dip = tall * (0.07 if i % 2 else -0.05) * chance.uniform(0.6, 1.3)
            snow.append((end[0] + (x - end[0]) * t, end[1] + dip + tall * 0.06 * t))
        snow.append((edge[3][0], edge[3][1]))
        inside = whole if flank is left else [*edge, *reversed(right)]
        canvas.fill(
            [*snow, *reversed(edge[:3])],
            even(light[5], mix(light[5], light[0], 0.25)),
            opacity,
            inside,
        )


def _flank(chance: Chance, x: float, top: float, half: float, low: float) -> Outline:
    points = [(x, top)]
    steps = 22
    for i in range(1, steps + 1):
        t = i / steps
        y = top + (low - top) * (t**0.92) + chance.uniform(-0.012, 0.012) * (i < steps)
        points.append((x + half * t, y))
    return points


def _forest(canvas: Canvas, chance: Chance, base: float, tall: float, colour: Colour) -> None:
    crest = ridge(chance, canvas.wide, base, 0.025)
    trees = []
    x = -0.02
    while x < canvas.wide + 0.02:
        trees.append(conifer(x, height_at(crest, x) + 0.012, tall * chance.uniform(0.55, 1.15)))
        x += tall * chance.uniform(0.14, 0.34)
    canvas.fill([crest, *trees], even(colour, mix(colour, (16, 30, 28), 0.25)))
