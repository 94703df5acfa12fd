"""How a photo stands in a page: every size and format to choose from, its place kept, a stand-in behind.

A digest says all that is needed but the blurred stand-in; where only the digest is known, its tone stands in.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Flask, current_app
from markupsafe import Markup

from community.pictures.files import place_of
from community.pictures.models import FORMATS, Face, Photo, face_of

IN_TEXT = "(width < 720px) 100vw, 680px"


def dress(app: Flask) -> None:
    for words in (picture, stand_in):
        app.add_template_global(words)


def address(digest: str, name: str) -> str:
    return f"{current_app.config['MEDIA_URL']}/{place_of(digest)}/{name}"


def in_one_size(digest: str | None) -> dict[str, Any] | None:
    """A photo as scripts and programs show it that do not choose among sizes; in pixels."""
    face = face_of(digest) if digest else None
    if face is None:
        return None
    url = address(face.digest, f"{face.width_at_once}.webp")
    return {"id": face.digest, "url": url, "width": face.width, "height": face.height}


def picture(
    photo: Photo | str | None, sizes: str = "100vw", alt: str | None = None, *, lazy: bool = True
) -> Markup:
    """A `<picture>` of a photo or of its digest; nothing where there is none. Asks the database nothing."""
    face = _face(photo)
    if not face:
        return Markup()
    words = (photo.alt if isinstance(photo, Photo) else "") if alt is None else alt
    sources = Markup().join(_source(face, format, sizes) for format in FORMATS)
    return Markup(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async"></picture>'
    ).format(
        sources,
        address(face.digest, f"{face.width_at_once}.webp"),
        face.width,
        face.height,
        words,
        "lazy" if lazy else "eager",
    )


def _source(face: Face, format: str, sizes: str) -> Markup:
    srcset = ", ".join(f"{address(face.digest, f'{width}.{format}')} {width}w" for width in face.widths)
    return Markup('<source type="image/{}" srcset="{}" sizes="{}">').format(format, srcset, sizes)


def stand_in(photo: Photo | str | None) -> Markup:
    """What is seen behind a photo until it is there."""
    face = _face(photo)
    if isinstance(photo, Photo):
        return Markup('<img class="stand-in blurred" src="{}" alt="" aria-hidden="true">').format(
            photo.stand_in
        )
    if not face:
        return Markup()
    return Markup(
        '<svg class="stand-in" aria-hidden="true"><rect width="100%" height="100%" fill="#{}"/></svg>'
    ).format(face.tone)


class Point(NamedTuple):
    """A numbered mark on a photo, in percent of it from its upper left corner."""

    x: int
    y: int
    number: int


def figure(photo: Photo, caption: str, alt: str = "", points: Sequence[Point] = ()) -> Markup:
    """A photo in a text, with the words under it; `alt` for those who cannot see it."""
    alt = alt or caption or photo.alt
    frame = Markup('<span class="photo free">{}{}{}</span>').format(
        stand_in(photo), picture(photo, IN_TEXT, alt), _marks(points)
    )
    beneath = Markup("<figcaption>{}</figcaption>").format(caption) if caption else ""
    return Markup("<figure>{}{}</figure>").format(frame, beneath)


def _marks(points: Sequence[Point]) -> Markup:
    """Drawn, since no page may bring styles of its own; what they stand for is said below the photo."""
    if not points:
        return Markup()
    mark = Markup('<svg x="{}%" y="{}%" data-point="{}"><circle r="14"/><text dy="5">{}</text></svg>')
    drawn = Markup().join(mark.format(x, y, number, number) for x, y, number in points)
    return Markup('<svg class="points" aria-hidden="true">{}</svg>').format(drawn)


def _face(photo: Photo | str | None) -> Face | None:
    if isinstance(photo, Photo):
        return photo.face
    return face_of(photo) if photo else None
