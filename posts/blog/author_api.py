"""Who writes a story, for programs."""

from collections.abc import Sequence

from community.api.answers import Answer, Author, Moment
from community.api.bodies import Body, Said
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from community.profiles.api import member_by
from posts.blog.author_routes import Uninvited, said
from posts.blog.inviting import accept, dismiss, invite, leave
from posts.blog.models import Story

authors = Api("authors")


class Invitation(Body):
    """By handle."""

    handle: Said


class Seat(Author):
    """`accepted_at` is null while an invitation is not answered."""

    invited_at: Moment
    accepted_at: Moment | None


class Seats(Answer):
    author: Author
    others: Sequence[Seat]


class SeatTaken(Answer):
    """`id` and `url` are of the story."""

    id: int
    url: str


@authors.get("/stories/<int:id>/authors")
def list_authors(me: Member, id: int) -> Seats:
    """Who writes it, and who was asked to; only those who do see who was asked."""
    story = get_or_404(Story, id)
    require(me, "read", story)
    seats = [seat for seat in story.seats if seat.accepted_at or story.is_written_by(me)]
    return Seats(
        author=Author.model_validate(story.author),
        others=[
            Seat(
                handle=seat.member.handle,
                name=seat.member.name,
                portrait=seat.member.portrait,
                invited_at=seat.invited_at,
                accepted_at=seat.accepted_at,
            )
            for seat in seats
        ],
    )


@authors.post("/stories/<int:id>/authors", at="/stories/{id}")
def invite_author(me: Member, id: int, sent: Invitation) -> SeatTaken:
    """Ask somebody to write it with you."""
    story = get_or_404(Story, id)
    invite(story, sent.handle, by=me)
    return SeatTaken.model_validate(story)


@authors.post("/stories/<int:id>/authors/acceptance", at="/stories/{id}")
def accept_invitation(me: Member, id: int) -> SeatTaken:
    """Write it together."""
    story = get_or_404(Story, id)
    accept(story, by=me)
    return SeatTaken.model_validate(story)


@authors.delete("/stories/<int:id>/authors/<handle>")
def remove_author(me: Member, id: int, handle: str) -> None:
    """Take an author out or an invitation back; of yourself: decline or leave."""
    story, whom = get_or_404(Story, id), member_by(handle)
    if whom.id == me.id:
        leave(story, by=me)
    else:
        dismiss(story, whom, by=me)


for refusal in Uninvited:
    say(refusal, said, field="handle")
