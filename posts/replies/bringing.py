"""A photo that comes with a reply, from a form that knows no scripts as from one that does."""

from typing import IO

from flask_babel import gettext as _

from community.db import Refusal
from community.limits import spend
from community.members import Member
from community.pictures.intake import NotAPicture, PictureTooLarge
from community.pictures.routes import MOST_A_DAY, said
from community.pictures.storing import store


class NoSuchPhoto(Refusal):
    """What was brought is no photo that we can show; the text says why."""


def with_photo(text: str, file: IO[bytes], by: Member) -> str:
    """The text, and the photo under it. Before any transaction: looking at a picture takes a while."""
    spend("photo", by.id, MOST_A_DAY)
    try:
        photo = store(file, by=by, alt="")
    except (PictureTooLarge, NotAPicture) as refusal:
        raise NoSuchPhoto(said(refusal)) from refusal
    words = _("A photo by %(name)s", name=by.name)
    return f"{text.rstrip()}\n\n![{words}](photo:{photo.digest})".lstrip()
