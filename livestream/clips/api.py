"""Clips, for programs."""

from typing import Annotated, Any

from pydantic import Field

from community.api.answers import Answer, Disclosed, Moment, Page, disclosed_of
from community.api.bodies import Body, Said
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from livestream.clips import cutting
from livestream.clips.models import TITLE, Enough, Nameless, NoSuchSecond, TooLong
from livestream.clips.reading import clips_of
from livestream.clips.routes import OFTEN, clip_of
from livestream.streams.models import Stream

clips = Api("clips")
Second = Annotated[float, Field(ge=0, le=1_000_000, strict=False)]


class NewClip(Body):
    """`begins` and `ends` in seconds of the film: cut by whole segments around them, a minute at most."""

    title: Annotated[Said, Field(max_length=TITLE)]
    begins: Second
    ends: Second


class ClipAnswer(Answer):
    """`second`: of the film, at which it begins; `seconds`: how long it is; `disclosure`: of its stream."""

    id: int
    url: str
    title: str
    second: float
    seconds: float
    disclosure: Disclosed | None


class NewClipAnswer(ClipAnswer):
    """A clip that was just cut."""

    made_at: Moment


@clips.get("/streams/<int:id>/clips")
def read_clips(me: Member, id: int) -> Page[ClipAnswer]:
    """The clips of a stream, in the order of its film."""
    it = get_or_404(Stream, id)
    require(me, "read", it)
    rows = clips_of(it)
    paid = disclosed_of(it.paid)
    items = [ClipAnswer(url=f"{it.url}/clips/{row.id}", disclosure=paid, **_facts(row)) for row in rows]
    return Page(items=items)


@clips.post("/streams/<int:id>/clips")
def post_clip(me: Member, id: int, sent: NewClip) -> NewClipAnswer:
    """Cut a clip from the replay of a stream of yours."""
    it = get_or_404(Stream, id)
    require(me, "cut", it)
    spend("cut", me.id, OFTEN)
    clip = cutting.cut(it, sent.title, sent.begins, sent.ends, by=me)
    paid = disclosed_of(it.paid)
    return NewClipAnswer(url=clip.url, made_at=clip.made_at, disclosure=paid, **_facts(clip))


@clips.delete("/streams/<int:id>/clips/<int:clip_id>")
def delete_clip(me: Member, id: int, clip_id: int) -> None:
    """Take a clip away; the film stays as it is."""
    cutting.remove(clip_of(id, clip_id), by=me)


def _facts(clip: Any) -> dict[str, Any]:  # noqa: ANN401  a clip, or a row of one
    return {name: getattr(clip, name) for name in ("id", "title", "second", "seconds")}


say(Nameless, cutting.said, field="title")
for refusal in (NoSuchSecond, TooLong):
    say(refusal, cutting.said, field="ends")
say(Enough, cutting.said)
