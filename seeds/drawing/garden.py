"""A moon gate: wall, pond beyond it, a branch in flower before it."""

from math import cos, sin

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import Colour, Paint, darker, even, ink, inks, lighter, mix
from seeds.drawing.shapes import Outline, box, ellipse, leaf, smooth

MOODS = (
    inks("efe7d8 55595c d7e6dd 9dbfae 6a957f 3f6b57 e8a5a8"),
    inks("f1e3d6 5f5550 f5e2cb c8bd92 8b9a68 56703f f2c9b0"),
    inks("e4e6e6 474f5a c9d9e6 8fb0c0 5b8296 335a70 f3e7ea"),
)
FOOT = 0.86


def garden(canvas: Canvas, chance: Chance) -> None:
    mood = chance.mood(MOODS)
    middle = canvas.wide * chance.uniform(0.48, 0.56)
    gate = ellipse(middle, 0.5, 0.33)
    canvas.wash(even(mood[0], darker(mood[0], 0.06)))
    canvas.shade(ellipse(middle - 0.7, 0.1, 0.5, 0.3), lighter(mood[0], 0.8), 0.6, 0.12)
    canvas.fill(ellipse(middle, 0.5, 0.352), even(lighter(mood[1], 0.35), mood[1]))
    _beyond(canvas, chance, middle, gate, mood)
    canvas.stroke(gate, 0.004, darker(mood[1], 0.3), 0.5)
    _roof(canvas, mood[1])
    stone = mix(mood[1], mood[0], 0.62)
    canvas.wash(even(lighter(stone, 0.1), darker(stone, 0.12)), FOOT, 1)
    canvas.wash(even(darker(stone, 0.28), stone), FOOT - 0.012, FOOT)
    canvas.fill(
        [
            (middle - 0.2, FOOT - 0.012),
            (middle + 0.2, FOOT - 0.012),
            (middle + 0.34, 1.02),
            (middle - 0.34, 1.02),
        ],
        even(lighter(stone, 0.3), lighter(stone, 0.12)),
    )
    _bamboo(canvas, chance, mood)
    _branch(canvas, chance, mood)


def _beyond(canvas: Canvas, chance: Chance, x: float, gate: Outline, mood: tuple[Colour, ...]) -> None:
    canvas.fill(gate, Paint(((0, mood[2]), (0.55, lighter(mood[2], 0.4)), (1, mood[3]))))
    for i, (y, tall) in enumerate(((0.5, 0.16), (0.56, 0.12))):
        points = [(x - 0.4 + 0.1 * k, y - tall * chance.random()) for k in range(9)]
        land = [(x - 0.4, 0.9), *smooth(points, closed=False), (x + 0.4, 0.9)]
        canvas.fill(land, even(mix(mood[3 + i], mood[2], 0.35), lighter(mood[2], 0.3)), within=gate)
    canvas.fill(box(x - 0.4, 0.63, x + 0.4, 0.9), even(lighter(mood[2], 0.25), mood[4]), within=gate)
    px, py = x + chance.uniform(-0.13, 0.1), 0.63
    roof = smooth(
        [
            (px - 0.1, py - 0.085),
            (px - 0.04, py - 0.1),
            (px, py - 0.15),
            (px + 0.04, py - 0.1),
            (px + 0.1, py - 0.085),
            (px, py - 0.075),
        ],
        steps=8,
    )
    posts = [box(px + a - 0.003, py - 0.085, px + a + 0.003, py + 0.004) for a in (-0.06, -0.02, 0.02, 0.06)]
    canvas.fill([roof, *posts, box(px - 0.075, py, px + 0.075, py + 0.012)], mood[5], within=gate)
    lines = [
        ellipse(
            x + chance.uniform(-0.3, 0.3),
            chance.uniform(0.66, 0.84),
            chance.uniform(0.02, 0.08),
            0.0016,
        )
        for _ in range(30)
    ]
    canvas.fill(lines, lighter(mood[2], 0.6), 0.55, within=gate)
    pads = [
        ellipse(x + chance.uniform(-0.26, 0.26), chance.uniform(0.7, 0.82), 0.028, 0.008) for _ in range(9)
    ]
    canvas.fill(pads, mood[5], 0.75, within=gate)
    canvas.fill(
        [ellipse(a[0][0] - 0.028, a[0][1] - 0.008, 0.007, 0.006) for a in pads[:4]],
        mood[6],
        within=gate,
    )


def _roof(canvas: Canvas, colour: Colour) -> None:
    canvas.wash(even(darker(colour, 0.3), colour), 0, 0.075)
    count = int(canvas.wide / 0.035) + 2
    ends = [ellipse(0.035 * i, 0.078, 0.0135) for i in range(count)]
    canvas.fill(
        [box(0.035 * i - 0.004, 0, 0.035 * i + 0.004, 0.078) for i in range(count)],
        darker(colour, 0.4),
        0.6,
    )
    canvas.shade(box(-0.1, 0.07, canvas.wide + 0.1, 0.115), darker(colour, 0.5), 0.4, 0.016)
    canvas.fill(ends, even(lighter(colour, 0.25), darker(colour, 0.2)))


def _bamboo(canvas: Canvas, chance: Chance, mood: tuple[Colour, ...]) -> None:
    for i in range(4):
        x = canvas.wide - 0.03 - 0.045 * i - chance.uniform(0, 0.02)
        top = chance.uniform(0.12, 0.3)
        green = mix(mood[4], mood[5], chance.random())
        canvas.stroke([(x, FOOT), (x - 0.02, top)], 0.009, green)
        leaves = []
        for _ in range(16):
            t = chance.uniform(0.1, 0.95)
            root = (x - 0.02 * (1 - t), top + (FOOT - top) * t * 0.7)
            leaves.append(
                leaf(
                    root,
                    chance.uniform(0.05, 0.085),
                    chance.choice((0, 180)) + chance.uniform(10, 55),
                    0.013,
                )
            )
        canvas.fill(leaves, even(lighter(green, 0.1), mood[5]), 0.92)


def _branch(canvas: Canvas, chance: Chance, mood: tuple[Colour, ...]) -> None:
    wood = ink("4a3b36")
    main = smooth([(-0.05, 0.3), (0.12, 0.22), (0.26, 0.25), (0.4, 0.17), (0.56, 0.2)], closed=False)
    twigs = [
        smooth(
            [
                main[k],
                (main[k][0] + 0.07, main[k][1] + d),
                (main[k][0] + 0.16, main[k][1] + d * 1.4),
            ],
            closed=False,
        )
        for k, d in ((12, 0.09), (24, -0.06), (36, 0.08))
    ]
    canvas.stroke(main, 0.011, wood)
    canvas.stroke(twigs, 0.006, wood)
    petals, hearts = [], []
    for line in (main, *twigs):
        for x, y in line[4::3]:
            if chance.random() < 0.25:
                continue
            cx, cy, size = (
                x + chance.uniform(-0.014, 0.014),
                y + chance.uniform(-0.016, 0.012),
                chance.uniform(0.008, 0.014),
            )
            petals += [
                ellipse(cx + size * cos(k * 1.2566), cy + size * sin(k * 1.2566), size * 0.78)
                for k in range(5)
            ]
            hearts.append(ellipse(cx, cy, size * 0.4))
    canvas.fill(petals, even(lighter(mood[6], 0.35), mood[6]))
    canvas.fill(hearts, darker(mood[6], 0.3), 0.8)
