"""The corner in which things are painted: a wall, a table, light from a window."""

from seeds.drawing.brush import Canvas
from seeds.drawing.chance import Chance
from seeds.drawing.colours import WHITE, Colour, darker, even, inks, lighter
from seeds.drawing.shapes import box, ellipse

TABLE = 0.75
WALLS = (
    inks("ede3d0 e2d5be cdbfa8"),
    inks("e4e9e3 d3dcd5 bfc8c0"),
    inks("ecdbd2 dfc8bd c6ac9f"),
    inks("e1e3ea d1d5e0 bcc0cd"),
    inks("efe9dd e4dac8 b99f83"),
    inks("dfe4de c6d0c6 8d9a8a"),
    inks("eadfe2 dacbd1 bfacb5"),
    inks("e8e0d6 d6cabb a58f7c"),
)


def stage(canvas: Canvas, chance: Chance, wall: int | None = None) -> Colour:
    """Answers the colour of shadows in this room."""
    top, low, table = WALLS[(chance.randrange(len(WALLS)) if wall is None else wall) % len(WALLS)]
    edge = (canvas.top + TABLE * canvas.unit) / canvas.image.height
    canvas.wash(even(lighter(top, 0.12), low), 0, edge)
    canvas.wash(even(lighter(table, 0.12), darker(table, 0.05)), edge, 1)
    lean = chance.uniform(0.1, 0.2)
    start = chance.uniform(-0.25, 0.05)
    for pane in range(2):
        x = start + pane * 0.36
        light = [(x, -0.1), (x + 0.3, -0.1), (x + 0.3 + lean * 4, TABLE), (x + lean * 4, TABLE)]
        canvas.shade(light, WHITE, 0.24, 0.025)
    canvas.shade(box(-1, TABLE - 0.004, 2, TABLE + 0.006), darker(table, 0.35), 0.22, 0.008)
    return darker(table, 0.72)


def rest(canvas: Canvas, left: float, right: float, foot: float, shadow: Colour) -> None:
    """The shadow of a thing that stands at `foot`."""
    middle, half = (left + right) / 2, (right - left) / 2
    canvas.shade(ellipse(middle + half * 0.5, foot + 0.004, half * 1.25, 0.026), shadow, 0.34, 0.028)
    canvas.shade(ellipse(middle + half * 0.12, foot, half * 1.02, 0.011), shadow, 0.6, 0.009)
