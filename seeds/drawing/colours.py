"""Colours as three numbers, and the paints that are mixed from them."""

from dataclasses import dataclass

from PIL import Image

Colour = tuple[int, int, int]
STRIP = 112  # samples of a gradient; the rest is interpolated
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (22, 18, 20)


def ink(code: str) -> Colour:
    """`ink("6f3a28")`."""
    red, green, blue = bytes.fromhex(code)
    return red, green, blue


def inks(codes: str) -> tuple[Colour, ...]:
    return tuple(ink(code) for code in codes.split())


def mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def lighter(colour: Colour, share: float) -> Colour:
    return mix(colour, WHITE, share)


def darker(colour: Colour, share: float) -> Colour:
    return mix(colour, BLACK, share)


@dataclass(frozen=True)
class Paint:
    """Colours at places between 0 and 1, downwards, or `across` from left to right."""

    stops: tuple[tuple[float, Colour], ...]
    across: bool = False

    def strip(self, length: int = STRIP) -> Image.Image:
        row = bytes(part for i in range(length) for part in self.at(i / (length - 1)))
        return Image.frombytes("RGB", (length, 1) if self.across else (1, length), row)

    def at(self, place: float) -> Colour:
        before = self.stops[0]
        for stop in self.stops:
            if place <= stop[0]:
                room = stop[0] - before[0]
                return mix(before[1], stop[1], (place - before[0]) / room if room else 1)
            before = stop
        return before[1]


def even(*colours: Colour, across: bool = False) -> Paint:
    last = max(len(colours) - 1, 1)
    return Paint(tuple((i / last, colour) for i, colour in enumerate(colours)), across)


def turned(colour: Colour, gloss: float = 0.2) -> Paint:
    """The paint of a round body lit from the left."""
    return Paint(
        (
            (0.0, darker(colour, 0.16)),
            (0.22, lighter(colour, gloss)),
            (0.5, colour),
            (0.85, darker(colour, 0.26)),
            (1.0, darker(colour, 0.18)),
        ),
        across=True,
    )


def lit(colour: Colour, depth: float = 0.12) -> Paint:
    """The paint of a flat body lit from above."""
    return even(lighter(colour, depth), colour, darker(colour, depth))
