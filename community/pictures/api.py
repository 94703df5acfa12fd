"""Photos, for programs."""

from http import HTTPStatus
from typing import Annotated, Any

from pydantic import WithJsonSchema

from community.api.answers import Answer
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.limits import spend
from community.members import Member
from community.pictures.intake import NotAPicture, PictureTooLarge
from community.pictures.routes import MOST_A_DAY, facts, said
from community.pictures.storing import store

photos = Api("photos")


class NewPhoto(Body):
    """A form with one file; `alt` says what is to be seen."""

    file: Annotated[Any, WithJsonSchema({"type": "string", "format": "binary"})]
    alt: Text = ""


class PhotoAnswer(Answer):
    """`markdown` is how a text shows it; `id` is the cover of a story or the photo of a piece."""

    id: str
    url: str
    preview: str
    width: int
    height: int
    alt: str
    markdown: str


@photos.post("/photos", takes="multipart/form-data", does_first=True)
def add_photo(me: Member, sent: NewPhoto) -> PhotoAnswer:
    """Bring a photo. The same one again is the same photo."""
    spend("photo", me.id, MOST_A_DAY)
    return PhotoAnswer(**facts(store(sent.file.stream, by=me, alt=sent.alt)))


say(NotAPicture, said, field="file")
say(PictureTooLarge, said, field="file", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
