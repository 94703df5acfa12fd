"""A part of a photo is a photo of its own, which remembers what it was cut from and where."""

import io
from math import isfinite
from typing import NamedTuple

from PIL import Image

from community.aside import aside
from community.db import Refusal, db, transaction
from community.members import Member
from community.pictures.drawing import encoded
from community.pictures.files import folder_of
from community.pictures.models import Photo
from community.pictures.storing import store

LEAST, WHOLE = 0.02, 1.001  # of a side, with room for what was rounded


class Box(NamedTuple):
    """A part of a photo, in parts of its sides from the upper left."""

    x: float
    y: float
    width: float
    height: float

    def checked(self) -> "Box":
        right, bottom = self.x + self.width, self.y + self.height
        inside = all(map(isfinite, self)) and min(self.x, self.y) >= 0 and max(right, bottom) <= WHOLE
        if not inside or self.width < LEAST or self.height < LEAST:
            raise NoSuchPart
        return self

    def __str__(self) -> str:
        return ",".join(f"{side:.4f}" for side in self)


class NoSuchPart(Refusal):
    """It reaches beyond the photo, or there is nothing in it."""


def cut(photo: Photo, box: Box, by: Member) -> Photo:
    """The same part again is the same photo. Raises NoSuchPart; may raise what `store` raises."""
    original = (folder_of(photo.digest) / f"original.{photo.kind}").read_bytes()
    part = store(io.BytesIO(aside(_cropped, original, box.checked(), photo.kind)), by=by, alt=photo.alt)
    with transaction():
        part = db.session.get_one(Photo, part.digest)
        if part.digest != photo.digest:
            part.cut_from, part.cut = photo.digest, str(box)
    return part


def _cropped(original: bytes, box: Box, kind: str) -> bytes:
    image = Image.open(io.BytesIO(original))
    left, top = round(box.x * image.width), round(box.y * image.height)
    right = min(left + max(1, round(box.width * image.width)), image.width)
    bottom = min(top + max(1, round(box.height * image.height)), image.height)
    return encoded(image.crop((min(left, right - 1), min(top, bottom - 1), right, bottom)), kind)
