"""Photos to send: drawn here, with a place, a camera and a held-sideways note in them."""

import io

import pytest
from PIL import Image

from community.pictures import store


def file_of(image: Image.Image, format: str = "JPEG", **manner) -> io.BytesIO:
    file = io.BytesIO()
    image.save(file, format, **manner)
    file.seek(0)
    return file


def coast(width=1600, height=1067) -> Image.Image:
    """A gradient of blues with a red corner at its upper left."""
    image = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (image.point(lambda x: x // 3), image.point(lambda x: x // 2), image))
    image.paste((200, 20, 20), (0, 0, width // 8, height // 8))
    return image


def photo_with_secrets() -> io.BytesIO:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # held with its right side down
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (44.0, 18.0, 0.0)
    return file_of(coast(), exif=exif, comment=b"SecretComment", xmp=b"<x:xmpmeta>SecretWords</x:xmpmeta>")


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


@pytest.fixture
def photo(ada):
    """Ada's photo of a coast, with its sizes not made yet."""
    return store(file_of(coast()), by=ada, alt="A blue coast")
