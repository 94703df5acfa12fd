"""Laying out boards, for programs."""

from typing import Annotated, Any, Literal, cast

from flask import abort
from pydantic import Field

from community.api.answers import Answer
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.chat.models import Room
from community.contributions import Audience
from community.db import db
from community.members import Member
from community.permissions import require
from community.profiles.faces import faces_of
from posts.forum.board_routes import words_for
from posts.forum.boards import Plan, board_of, create_board, keepers_named, revise_board
from posts.forum.models import (
    Board,
    NobodyOfThatName,
    OpensTo,
    OutOfReach,
    Review,
    SlugTaken,
    UnfinishedBoard,
)

layouts = Api("boards")
Name = Annotated[Said, Field(max_length=80)]
Description = Annotated[Text, Field(max_length=300)]
Group = Annotated[Text, Field(max_length=80)]
Position = Annotated[int, Field(ge=-999, le=999)]
Reader = Literal[Audience.MEMBERS, Audience.SUPER, Audience.APASS, Audience.STAFF]
Who = Annotated[OpensTo, Field(strict=False)]
Handles = Annotated[list[Text], Field(max_length=20)]


class BoardChange(Body):
    """What is left out stays as it is. `keepers` are handles of members who look after it."""

    name: Name = ""
    description: Description = ""
    group: Group = ""
    position: Position = 0
    reads_from: Reader = Audience.MEMBERS
    posts_from: Who = OpensTo.MEMBERS
    replies_from: Who = OpensTo.MEMBERS
    review: Annotated[Review, Field(strict=False)] = Review.NOTHING
    keepers: Handles = []
    has_room: bool = False


class NewBoard(BoardChange):
    """`slug` is the word in its address; without one it is made of the name."""

    name: Name
    slug: Annotated[Text, Field(max_length=80)] = ""


class LayoutAnswer(Answer):
    """A board as whoever lays it out sees it. `has_room`: one can talk on it at once."""

    slug: str
    url: str
    name: str
    description: str
    group: str
    position: int
    reads_from: Audience
    posts_from: OpensTo
    replies_from: OpensTo
    review: Review
    keepers: list[str]
    has_room: bool


@layouts.get("/boards/<slug>")
def read_layout(me: Member, slug: str) -> LayoutAnswer:
    """A board and who does what on it."""
    board = board_of(slug) or abort(404)
    require(me, "read", board)
    return laid_out(board)


@layouts.post("/boards", at="/boards/{slug}")
def lay_out_board(me: Member, sent: NewBoard) -> LayoutAnswer:
    """Open a board: for those who run the club."""
    require(me, "create", Board)
    return laid_out(create_board(_plan(sent.model_dump(exclude={"slug"})), by=me, slug=sent.slug))


@layouts.patch("/boards/<slug>")
def change_layout(me: Member, slug: str, sent: BoardChange) -> LayoutAnswer:
    """Change a board; its address stays."""
    board = board_of(slug) or abort(404)
    require(me, "read", board)
    require(me, "revise", board)
    stands = laid_out(board).model_dump(exclude={"slug", "url"})
    revise_board(board, _plan(stands | sent.model_dump(exclude_unset=True)), by=me)
    return laid_out(board)


def laid_out(board: Board) -> LayoutAnswer:
    room = db.session.get(Room, board.room_id) if board.room_id else None
    return LayoutAnswer(
        slug=board.slug,
        url=board.url,
        name=board.name,
        description=board.description,
        group=board.group,
        position=board.position,
        reads_from=board.reads_from,
        posts_from=board.posts_from,
        replies_from=board.replies_from,
        review=board.review,
        keepers=[it.handle for it in faces_of(board.keepers).values()],
        has_room=room is not None and room.archived_at is None,
    )


def _plan(said: dict[str, Any]) -> Plan:
    keepers = keepers_named(",".join(said["keepers"]), said["reads_from"])
    return cast("Plan", said | {"keepers": keepers})


say(UnfinishedBoard, words_for, field="name")
say(OutOfReach, words_for, field="reads_from")
say(SlugTaken, words_for, field="slug")
say(NobodyOfThatName, words_for, field="keepers")
