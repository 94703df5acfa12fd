"""From bytes of anywhere to pixels of ours: measured before they are unpacked, upright, clean."""

import io
import struct
import warnings
import zlib
from contextlib import suppress

from PIL import Image, ImageCms, ImageMath, ImageOps

from community.db import Refusal

ALLOWED = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_383  # what WebP can hold
LARGEST_PROFILE = 1_000_000
SIXTEEN = "I;16"  # bits of grey
# What Pillow raises when a file is broken, as its fuzzers found: more than its documents promise.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, MemoryError,
          RuntimeError, AttributeError, struct.error, zlib.error, Image.DecompressionBombError,
          Image.DecompressionBombWarning)  # fmt: skip

# A warning is raised before the pixels are decoded; for our purpose it is the error.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class RefusedPicture(Refusal):
    """A file that cannot be kept as a picture."""


class NotAPicture(RefusedPicture):
    """It is of another kind than those we know, or broken."""


class PictureTooLarge(RefusedPicture):
    """Too many bytes, or too many pixels once it is unpacked."""


def opened(data: bytes) -> tuple[Image.Image, str]:
    """The upright picture and the name of its format. Raises NotAPicture or PictureTooLarge."""
    if len(data) > MOST_BYTES:
        raise PictureTooLarge
    try:
        image = _header(data)
        _load(image, data)
        return _in_common_colours(_upright(image)), image.format or ""
    except BROKEN as trouble:
        if isinstance(trouble, (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)):
            raise PictureTooLarge from trouble
        raise NotAPicture from trouble


def _header(data: bytes) -> Image.Image:
    """What the file says of itself; nothing is decoded yet."""
    image = Image.open(io.BytesIO(data), formats=ALLOWED)
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise PictureTooLarge
    return image


def _load(image: Image.Image, data: bytes) -> None:
    if image.format == "PNG":
        Image.open(io.BytesIO(data), formats=["PNG"]).verify()  # its checksums, which load() passes over
    image.load()


def _upright(image: Image.Image) -> Image.Image:
    """As the camera was held; a broken note about that is no reason to refuse the picture."""
    with suppress(*BROKEN):
        return ImageOps.exif_transpose(image)
    return image


def _in_common_colours(image: Image.Image) -> Image.Image:
    """In sRGB, and in one of the few modes that our formats can keep."""
    if image.mode == SIXTEEN:  # PNG keeps them, and browsers show them
        return _bare(image)
    if image.mode in {"1", "L"} and not image.has_transparency_data:
        return _bare(image.convert("L"))
    profile = image.info.get("icc_profile")
    has_alpha = image.has_transparency_data
    plain = image if image.mode == "CMYK" else image.convert("RGBA" if has_alpha else "RGB")
    return _bare(
        _in_srgb(plain, profile)
        if isinstance(profile, bytes)
        else plain.convert("RGB")
        if plain.mode == "CMYK"
        else plain
    )


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A profile that cannot be read is passed over: the picture is still a picture."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    with suppress(ImageCms.PyCMSError, *BROKEN):
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile[:LARGEST_PROFILE]))
        converted = ImageCms.profileToProfile(
            colours, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        colours = converted or colours
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _bare(image: Image.Image) -> Image.Image:
    """The pixels and nothing else: where it was taken, by which camera and with which words stays behind."""
    bare = image.copy()
    clear = image.info.get("transparency") if image.mode == SIXTEEN else None
    bare.info = {} if clear is None else {"transparency": clear}
    return bare


def in_eight_bits(image: Image.Image) -> Image.Image:
    """For formats that know no sixteen bits of grey: scaled, where Pillow would cut off."""
    if image.mode != SIXTEEN:
        return image
    scaled = image.point(lambda grey: grey / 256).convert("L")
    if (clear := image.info.get("transparency")) is None:
        return scaled
    seen = ImageMath.lambda_eval(
        lambda grey: grey["convert"](grey["it"] != clear, "L"), it=image.convert("I")
    )
    return Image.merge("LA", (scaled, seen.point(lambda yes: yes and 255))).convert("RGBA")
