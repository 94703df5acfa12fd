"""The web addresses of pictures: where they are brought, and where browsers fetch them."""

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, make_response, request, send_file
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from community.db import db
from community.errors import problem
from community.limits import spend
from community.members import signed_in_member
from community.pictures.cutting import Box, NoSuchPart, cut
from community.pictures.files import folder_of, place_of
from community.pictures.intake import NotAPicture, PictureTooLarge
from community.pictures.models import FORMATS, Face, Photo, face_of
from community.pictures.showing import address
from community.pictures.storing import store

pictures = Blueprint("pictures", __name__)
TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
MOST_A_DAY = "300/day"
FOREVER = "private, max-age=31536000, immutable"
FOR_NOW = "private, no-cache"


@pictures.post("/photos")
def add_photo() -> Response:
    """Also the API's POST /photos."""
    me = signed_in_member()
    spend("photo", me.id, MOST_A_DAY)
    try:
        if not (file := request.files.get("file")):
            return problem(400, _("There is no photo in this. Choose one and send it again."))
        photo = store(file.stream, by=me, alt=request.form.get("alt", ""))
    except (PictureTooLarge, RequestEntityTooLarge):
        return problem(413, said(PictureTooLarge()))
    except NotAPicture as refusal:
        return problem(422, said(refusal))
    return make_response(facts(photo), 201)


@pictures.post("/photos/<digest>/cuts")
def cut_photo(digest: str) -> Response:
    """A part of a photo, as a photo of its own: `x`, `y`, `width` and `height` in parts of its sides."""
    me = signed_in_member()
    spend("photo", me.id, MOST_A_DAY)
    photo = db.session.get(Photo, digest) or abort(404)
    sides = [request.form.get(side, -1.0, float) for side in Box._fields]
    try:
        return make_response(facts(cut(photo, Box(*sides), by=me)), 201)
    except NoSuchPart:
        return problem(422, _("This part reaches beyond the photo."))


def said(refusal: Exception) -> str:
    """What the member reads who brought it."""
    if isinstance(refusal, PictureTooLarge):
        return _("This photo is too large: at most 20 MB and 50 megapixels. Make it smaller and try again.")
    return _("This is not a photo we can show. Send a whole JPEG, PNG, WebP, AVIF or GIF file.")


def facts(photo: Photo) -> dict[str, Any]:
    return {
        "id": photo.digest,
        "url": address(photo.digest, f"original.{photo.kind}"),
        "preview": address(photo.digest, f"{photo.face.width_at_once}.webp"),
        "width": photo.width,
        "height": photo.height,
        "alt": photo.alt,
        "markdown": f"![{photo.alt}](photo:{photo.digest})",
    }


@pictures.get("/media/<ab>/<cd>/<digest>/<name>")
def show_picture(ab: str, cd: str, digest: str, name: str) -> Response:
    """For members only. A size not made yet is answered by the one that is, until it is there."""
    signed_in_member()
    face = face_of(digest)
    if not face or place_of(digest) != f"{ab}/{cd}/{digest}" or not is_name(face, name):
        abort(404)
    file = folder_of(digest) / name
    if file.is_file():
        return sent(file, FOREVER)
    at_once = folder_of(digest) / f"{face.width_at_once}.webp"
    if name.startswith("original") or not at_once.is_file():
        abort(404)
    return sent(at_once, FOR_NOW)


def is_name(face: Face, name: str) -> bool:
    sizes = {f"{width}.{format}" for width in face.widths for format in FORMATS}
    return name in sizes | {f"original.{kind}" for kind in ("png", "jpeg", "webp")}


def sent(file: Path, caching: str) -> Response:
    answer = send_file(file, mimetype=TYPES[file.suffix[1:]], conditional=True)
    answer.headers["Cache-Control"] = caching
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
