"""The canvas: one unit is its height (or its shorter side when `square`), light comes from the left."""

from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from seeds.drawing.colours import STRIP, Colour, Paint
from seeds.drawing.shapes import Outline

Box = tuple[int, int, int, int]
Tool = Callable[[ImageDraw.ImageDraw, Outline, int], None]
LARGE = 40_000  # pixels; above it two samples a side are smooth enough


class Canvas:
    def __init__(self, size: tuple[int, int], *, square: bool = False) -> None:
        self.image = Image.new("RGB", size)
        width, height = size
        self.unit = min(size) if square else height
        self.left = (width - self.unit) / 2 if square else 0.0
        self.top = (height - self.unit) / 2 if square else 0.0
        self.wide = width / height

    def wash(self, paint: Paint, begin: float = 0.0, end: float = 1.0) -> None:
        """Paint from edge to edge, between two parts of the height."""
        width, height = self.image.size
        area = (0, round(begin * height), width, round(end * height))
        if area[1] >= area[3]:
            return
        band = paint.strip().resize((width, area[3] - area[1]), Image.Resampling.BILINEAR)
        self.image.paste(band, area)

    def fill(
        self,
        shapes: Outline | Sequence[Outline],
        paint: Paint | Colour,
        opacity: float = 1.0,
        within: Outline | None = None,
    ) -> None:
        self._cover(self._pixels(shapes), paint, opacity, within, _polygon)

    def stroke(
        self,
        lines: Outline | Sequence[Outline],
        width: float,
        paint: Paint | Colour,
        opacity: float = 1.0,
        within: Outline | None = None,
    ) -> None:
        thick = width * self.unit

        def trace(pen: ImageDraw.ImageDraw, line: Outline, scale: int) -> None:
            reach = thick * scale / 2
            pen.line(line, fill=255, width=max(round(2 * reach), 1), joint="curve")
            for x, y in (line[0], line[-1]):
                pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)

        self._cover(self._pixels(lines), paint, opacity, within, trace, margin=thick)

    def shade(self, shape: Outline, colour: Colour, opacity: float, blur: float) -> None:
        """A soft form: shadow, mist, light from a window, the glow of a lamp."""
        self.glow([shape], colour, opacity, blur)

    def glow(self, shapes: Sequence[Outline], paint: Paint | Colour, opacity: float, blur: float) -> None:
        outlines = self._pixels(shapes)
        reach = blur * self.unit
        area = self._clip(outlines, reach * 2.4)
        if area is None:
            return
        coarse = max(1, min(8, round(reach / 4)))
        small = ((area[2] - area[0]) // coarse + 1, (area[3] - area[1]) // coarse + 1)
        mask = Image.new("L", small)
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            spots = [((x - area[0]) / coarse, (y - area[1]) / coarse) for x, y in outline]
            pen.polygon(spots, fill=round(255 * opacity))
        mask = mask.filter(ImageFilter.GaussianBlur(reach / coarse))
        size = (area[2] - area[0], area[3] - area[1])
        mask = mask.resize(size, Image.Resampling.BICUBIC, (0, 0, size[0] / coarse, size[1] / coarse))
        if isinstance(paint, tuple):
            self.image.paste(paint, area, mask)
            return
        self.image.paste(paint.strip().resize(size, Image.Resampling.BILINEAR), area[:2], mask)

    def mirror(self, line: float, depth: float, tint: Colour, strength: float) -> None:
        """What stands above `line` looks back from the water below it."""
        width, height = self.image.size
        edge, low = round(line * height), round((line + depth) * height)
        above = self.image.crop((0, max(0, 2 * edge - low), width, edge))
        below = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(
            (width, low - edge), Image.Resampling.BILINEAR
        )
        soft = below.resize((max(1, width // 3), max(1, (low - edge) // 2)), Image.Resampling.BILINEAR)
        below = soft.resize((width, low - edge), Image.Resampling.BICUBIC)
        self.image.paste(Image.blend(below, Image.new("RGB", below.size, tint), strength), (0, edge))

    def _pixels(self, shapes: Outline | Sequence[Outline]) -> list[Outline]:
        outlines = [shapes] if isinstance(shapes[0], tuple) else shapes
        return [
            [(self.left + x * self.unit, self.top + y * self.unit) for x, y in outline]
            for outline in outlines
            if isinstance(outline, list)
        ]

    def _clip(self, outlines: Sequence[Outline], margin: float) -> Box | None:
        left, top, right, bottom = _bounds(outlines)
        width, height = self.image.size
        area = (
            max(0, int(left - margin) - 1),
            max(0, int(top - margin) - 1),
            min(width, int(right + margin) + 2),
            min(height, int(bottom + margin) + 2),
        )
        return area if area[0] < area[2] and area[1] < area[3] else None

    def _cover(
        self,
        outlines: Sequence[Outline],
        paint: Paint | Colour,
        opacity: float,
        within: Outline | None,
        draw: Tool,
        margin: float = 0.0,
    ) -> None:
        area = self._clip(outlines, margin)
        if area is None:
            return
        mask = _mask(area, outlines, draw)
        if within is not None:
            mask = ImageChops.multiply(mask, _mask(area, self._pixels(within), _polygon))
        if opacity < 1:
            mask = mask.point([round(value * opacity) for value in range(256)])
        if isinstance(paint, tuple):
            self.image.paste(paint, area, mask)
            return
        self.image.paste(_gradient(paint, _bounds(outlines), area), area[:2], mask)


def _polygon(pen: ImageDraw.ImageDraw, outline: Outline, _scale: int) -> None:
    pen.polygon(outline, fill=255)


def _bounds(outlines: Sequence[Outline]) -> tuple[float, float, float, float]:
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    return min(xs), min(ys), max(xs), max(ys)


def _mask(area: Box, outlines: Sequence[Outline], draw: Tool) -> Image.Image:
    width, height = area[2] - area[0], area[3] - area[1]
    scale = 2 if width * height > LARGE else 4
    mask = Image.new("L", (width * scale, height * scale))
    pen = ImageDraw.Draw(mask)
    for outline in outlines:
        spots = [((x - area[0]) * scale, (y - area[1]) * scale) for x, y in outline]
        draw(pen, spots, scale)
    return mask.reduce(scale)


def _gradient(paint: Paint, whole: tuple[float, float, float, float], area: Box) -> Image.Image:
    """The part of the paint that falls into the visible area of the whole shape."""
    strip = paint.strip()
    axis = 0 if paint.across else 1
    length = max(whole[axis + 2] - whole[axis], 1.0)
    first = min(max((area[axis] - whole[axis]) / length * (STRIP - 1), 0), STRIP - 1)
    last = min(max((area[axis + 2] - whole[axis]) / length * (STRIP - 1), first + 0.01), STRIP)
    part = (first, 0, last, 1) if paint.across else (0, first, 1, last)
    return strip.resize((area[2] - area[0], area[3] - area[1]), Image.Resampling.BILINEAR, part)
