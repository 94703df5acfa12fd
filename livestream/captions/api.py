"""Captions, for programs."""

from typing import Annotated, Literal

from pydantic import Field

from community.api.answers import Answer, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from livestream.captions.adding import add, captions_in, captions_of, said, take_away
from livestream.captions.models import Captions, NoCaptions, TooMuchText
from livestream.captions.routes import LARGEST, OFTEN
from livestream.streams.models import Stream

captions = Api("captions")


class NewCaptions(Body):
    """`text`: WebVTT or SubRip. It takes the place of what is there in this language."""

    language: Literal["en", "zh_Hans", "vi"]
    text: Annotated[Text, Field(max_length=LARGEST)]


class CaptionsAnswer(Answer):
    """`url`: where players fetch them, as WebVTT."""

    language: str
    url: str


@captions.get("/streams/<int:id>/captions")
def read_captions(me: Member, id: int) -> Page[CaptionsAnswer]:
    """In which languages a replay has captions."""
    it = get_or_404(Stream, id)
    require(me, "read", it)
    return Page(items=[_told(one) for one in captions_of(it)])


@captions.post("/streams/<int:id>/captions")
def post_captions(me: Member, id: int, sent: NewCaptions) -> CaptionsAnswer:
    """Add captions to a replay of yours."""
    it = get_or_404(Stream, id)
    require(me, "cut", it)
    spend("captions", me.id, OFTEN)
    add(it, sent.language, sent.text.encode(), by=me)
    return _told(captions_in(it, sent.language))


@captions.delete("/streams/<int:id>/captions/<language>")
def delete_captions(me: Member, id: int, language: str) -> None:
    """Take them away."""
    it = get_or_404(Stream, id)
    require(me, "cut", it)
    take_away(captions_in(it, language), it, by=me)


def _told(one: Captions) -> CaptionsAnswer:
    return CaptionsAnswer(language=one.language, url=one.url)


for refusal in (NoCaptions, TooMuchText):
    say(refusal, said, field="text")
