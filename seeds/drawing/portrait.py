"""A person, without a face of anybody."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import (
    Colour,
    darker,
    even,
    ink,
    inks,
    lighter,
    lit,
)
from seeds.drawing.shapes import Outline, arc, box, ellipse, mirrored, smooth

BACKS = (
    inks("e7d9c2 c9b08c"),
    inks("cfdbd6 93aba2"),
    inks("e6c9ba b98a76"),
    inks("c9d1e0 8794b0"),
    inks("e3d3da a98a9c"),
    inks("d6d9c2 9aa27c"),
    inks("f0dcb4 cf9f5e"),
    inks("b9c9cf 5f7f8c"),
)
SKINS = inks("e9c3a3 dcae8a f0d0b4 c99a76 e3b896 d2a482")
HAIRS = inks("2a2220 3a2a24 1f2024 4a3528 6b6460 2c2630 352820")
CLOTHS = inks("33475b 8a3f3a e9e0d0 4f6650 b98a4e 5a4a66 2d2d30 c27a5f 7f8f9c")


def portrait(canvas: Canvas, chance: Chance) -> None:
    back, skin = chance.mood(BACKS), chance.mood(SKINS)
    hair, cloth = chance.one_of(HAIRS), CLOTHS[(chance.number * 5 + 2) % len(CLOTHS)]
    style = chance.number % 6
    canvas.wash(even(lighter(back[0], 0.15), back[1]))
    canvas.fill(ellipse(0.5 + chance.uniform(-0.1, 0.1), 0.47, 0.37), lighter(back[0], 0.3), 0.5)
    _hair_behind(canvas, style, hair)
    canvas.shade(box(0.2, 0.75, 0.85, 1.1), darker(back[1], 0.5), 0.25, 0.05)
    shoulders = smooth(
        [
            (0.5, 0.735),
            (0.6, 0.745),
            (0.76, 0.81),
            (0.83, 0.92),
            (0.86, 1.15),
            (0.14, 1.15),
            (0.17, 0.92),
            (0.24, 0.81),
            (0.4, 0.745),
        ]
    )
    canvas.fill(shoulders, even(lighter(cloth, 0.16), cloth, darker(cloth, 0.22), across=True))
    neck = mirrored(smooth([(0.565, 0.58), (0.565, 0.69), (0.615, 0.755), (0.5, 0.84)], closed=False), 0.5)
    canvas.fill(neck, even(darker(skin, 0.06), darker(skin, 0.2), across=True))
    face = mirrored(
        smooth(
            [(0.5, 0.27), (0.6, 0.3), (0.637, 0.42), (0.617, 0.54), (0.56, 0.635), (0.5, 0.66)], closed=False
        ),
        0.5,
    )
    canvas.fill([(x + 0.006, y + 0.035) for x, y in face], darker(skin, 0.34), 0.55, within=neck)
    canvas.fill(
        [ellipse(0.366, 0.47, 0.02, 0.036), ellipse(0.634, 0.47, 0.02, 0.036)], even(skin, darker(skin, 0.2))
    )
    canvas.fill(face, even(lighter(skin, 0.14), skin, darker(skin, 0.12), across=True))
    canvas.shade(ellipse(0.43, 0.53, 0.035, 0.025), ink("d9776a"), 0.28, 0.03)
    canvas.shade(ellipse(0.57, 0.53, 0.035, 0.025), ink("d9776a"), 0.28, 0.03)
    _collar(canvas, chance, cloth)
    _hair_before(canvas, style, hair, face)
    if chance.number % 4 == 3:
        rims = [arc(x, 0.47, 0.047, 0.043, 0, 360) for x in (0.441, 0.559)]
        canvas.stroke([*rims, arc(0.5, 0.47, 0.014, 0.01, 190, 350)], 0.008, darker(hair, 0.2), 0.9)


def _hair_behind(canvas: Canvas, style: int, hair: Colour) -> None:
    paint = even(lighter(hair, 0.12), hair, darker(hair, 0.2), across=True)
    if style == 0:
        canvas.fill(
            smooth(
                [
                    (0.5, 0.2),
                    (0.64, 0.25),
                    (0.7, 0.42),
                    (0.72, 0.66),
                    (0.76, 0.84),
                    (0.6, 0.86),
                    (0.4, 0.86),
                    (0.24, 0.84),
                    (0.28, 0.66),
                    (0.3, 0.42),
                    (0.36, 0.25),
                ]
            ),
            paint,
        )
    if style == 1:
        canvas.fill(
            smooth(
                [
                    (0.5, 0.21),
                    (0.64, 0.26),
                    (0.69, 0.42),
                    (0.69, 0.6),
                    (0.62, 0.64),
                    (0.38, 0.64),
                    (0.31, 0.6),
                    (0.31, 0.42),
                    (0.36, 0.26),
                ]
            ),
            paint,
        )
    if style == 2:
        canvas.fill([ellipse(0.52, 0.2, 0.085), ellipse(0.5, 0.38, 0.155, 0.165)], paint)
    if style == 4:
        canvas.fill(
            smooth(
                [
                    (0.6, 0.26),
                    (0.69, 0.34),
                    (0.73, 0.52),
                    (0.71, 0.72),
                    (0.665, 0.84),
                    (0.64, 0.66),
                    (0.62, 0.4),
                ]
            ),
            paint,
        )


def _hair_before(canvas: Canvas, style: int, hair: Colour, face: Outline) -> None:
    paint = even(lighter(hair, 0.2), hair, darker(hair, 0.12), across=True)
    cap = [
        (0.358, 0.46),
        (0.345, 0.36),
        (0.39, 0.25),
        (0.5, 0.215),
        (0.61, 0.25),
        (0.655, 0.36),
        (0.642, 0.46),
    ]
    low = {
        0: [(0.61, 0.38), (0.53, 0.31), (0.44, 0.35), (0.39, 0.42)],
        1: [(0.625, 0.405), (0.56, 0.392), (0.44, 0.392), (0.375, 0.405)],
        2: [(0.61, 0.36), (0.5, 0.315), (0.39, 0.36)],
        3: [(0.622, 0.38), (0.6, 0.325), (0.47, 0.345), (0.39, 0.33), (0.378, 0.39)],
        4: [(0.61, 0.4), (0.56, 0.32), (0.42, 0.33), (0.385, 0.41)],
        5: [(0.62, 0.36), (0.56, 0.31), (0.44, 0.305), (0.38, 0.36)],
    }[style]
    short = [(x, min(y, 0.43)) for x, y in cap] if style in (3, 5) else cap
    canvas.fill(smooth([*short, *low], steps=8), paint)
    canvas.stroke(arc(0.49, 0.38, 0.11, 0.13, 205, 275), 0.008, lighter(hair, 0.35), 0.45)
    if style == 5:
        beard = smooth(
            [
                (0.372, 0.5),
                (0.4, 0.56),
                (0.45, 0.565),
                (0.5, 0.555),
                (0.55, 0.565),
                (0.6, 0.56),
                (0.628, 0.5),
                (0.605, 0.6),
                (0.55, 0.662),
                (0.5, 0.682),
                (0.45, 0.662),
                (0.395, 0.6),
            ],
            steps=8,
        )
        canvas.fill(beard, paint, 0.8, within=[(0.5 + (x - 0.5) * 1.03, y * 1.015) for x, y in face])


def _collar(canvas: Canvas, chance: Chance, cloth: Colour) -> None:
    kind = chance.randrange(2 if chance.number % 6 in (3, 5) else 3)
    if kind == 0:
        for side in (-1, 1):
            canvas.fill(
                [(0.5 + side * 0.1, 0.725), (0.5 + side * 0.14, 0.8), (0.5 + side * 0.06, 0.88), (0.5, 0.83)],
                lit(lighter(cloth, 0.35), 0.1),
            )
    elif kind == 1:
        canvas.fill(
            smooth(
                [(0.385, 0.735), (0.5, 0.785), (0.615, 0.735), (0.635, 0.775), (0.5, 0.85), (0.365, 0.775)]
            ),
            even(lighter(cloth, 0.28), darker(cloth, 0.1)),
        )
    else:
        canvas.stroke(
            smooth([(0.39, 0.76), (0.44, 0.83), (0.5, 0.86), (0.56, 0.83), (0.61, 0.76)], closed=False),
            0.007,
            ink("d9b45f"),
        )
        canvas.fill(ellipse(0.5, 0.865, 0.014), even(ink("f3dc9c"), ink("b88b3c")))
