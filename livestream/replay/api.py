"""The words of a replay, for programs."""

from http import HTTPStatus
from typing import Annotated

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Disclosed
from community.api.bodies import Query
from community.api.doors import Api
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from livestream.replay.words import words_around
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.models import Stream

replay = Api("replay")


class Around(Query):
    """`second` of the film."""

    second: Annotated[float, Field(ge=0, le=1_000_000)] = 0


class SpokenAnswer(Answer):
    """A message, and the second of the film at which it was said."""

    second: float
    id: int
    handle: str
    text: str
    disclosure: Disclosed | None


class WordsAnswer(Answer):
    """None is missing from `begins` to `ends`; where these are null, to the film's beginning and end."""

    items: list[SpokenAnswer]
    begins: float | None
    ends: float | None


@replay.get("/streams/<int:id>/words")
def read_words(me: Member, id: int, asked: Around) -> WordsAnswer:
    """What was said around a second of the film: at most a hundred before it and a hundred after."""
    it = get_or_404(Stream, id)
    require(me, "read", it)
    if not following(folder_of(id)).look().segments:
        abort(HTTPStatus.NOT_FOUND)
    words = words_around(it, me, asked.second)
    items = [
        SpokenAnswer(
            second=one.second,
            handle=one.it["author"]["handle"],
            **{name: one.it[name] for name in ("id", "text", "disclosure")},
        )
        for one in words.said
    ]
    return WordsAnswer(items=items, begins=words.begins, ends=words.ends)
