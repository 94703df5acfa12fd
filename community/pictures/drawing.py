"""What is made of a picture: the original without its secrets, its sizes, its stand-in, its tone."""

import hashlib
import io
from base64 import b64encode
from typing import NamedTuple

from PIL import Image

from community.pictures.intake import in_eight_bits, opened
from community.pictures.models import AT_ONCE, FORMATS, Face

KEPT_AS = {"PNG": "png", "GIF": "png", "JPEG": "jpeg"}  # what loses nothing is kept so; others become WebP
MANNER: dict[str, dict[str, int | bool]] = {
    "png": {},
    "jpeg": {"quality": 90, "progressive": True},
    "webp": {"quality": 82, "method": 4},
    "avif": {"quality": 62, "speed": 7},
}
STAND_IN = 20


class Drawn(NamedTuple):
    face: Face
    kind: str
    original: bytes
    at_once: bytes  # a WebP of a middle size, to be seen while the others are made
    stand_in: str


def drawn(data: bytes) -> Drawn:
    """Everything of a picture that must be there at once. Raises NotAPicture or PictureTooLarge."""
    image, format = opened(data)
    kind = KEPT_AS.get(format, "webp")
    original = encoded(image, kind)
    small = resized(image, min(AT_ONCE, image.width))
    tone = tone_of(small)
    digest = f"w{image.width}h{image.height}-{tone}-{hashlib.sha256(original).hexdigest()[:40]}"
    face = Face(digest, image.width, image.height, tone)
    at_once = encoded(resized(small, face.width_at_once), "webp")
    return Drawn(face, kind, original, at_once, stand_in_of(small))


def sizes_of(original: bytes) -> dict[str, bytes]:
    """Every size in every format, by the name of its file."""
    image: Image.Image = Image.open(io.BytesIO(original))
    made: dict[str, bytes] = {}
    for width in reversed(_widths(image.width)):
        image = resized(image, width)
        made |= {f"{width}.{format}": encoded(image, format) for format in FORMATS}
    return made


def _widths(width: int) -> list[int]:
    return Face("", width, 1, "").widths


def resized(image: Image.Image, width: int) -> Image.Image:
    image = in_eight_bits(image)
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def encoded(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **MANNER[kind])
    return file.getvalue()


def stand_in_of(image: Image.Image) -> str:
    tiny = image.copy()
    tiny.thumbnail((STAND_IN, STAND_IN))
    file = io.BytesIO()
    tiny.save(file, "webp", quality=40, method=6)
    return f"data:image/webp;base64,{b64encode(file.getvalue()).decode()}"


def tone_of(image: Image.Image) -> str:
    """The colour it has most of, as six hexadecimal digits."""
    tiny = image.convert("RGB").resize((32, 32), Image.Resampling.BOX).quantize(6).convert("RGB")
    dots = [tiny.tobytes()[at : at + 3].hex() for at in range(0, 32 * 32 * 3, 3)]
    return max(sorted(set(dots)), key=dots.count)
