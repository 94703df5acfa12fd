"""Whoever runs the club lays out its boards."""

import re
from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import select

from community.audience import admits
from community.audit import audit
from community.contributions import Audience
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.slugs import slug_of
from posts.forum.addressing import readdress
from posts.forum.furnishing import furnish
from posts.forum.models import (
    Board,
    NobodyOfThatName,
    OpensTo,
    OutOfReach,
    Review,
    SlugTaken,
    UnfinishedBoard,
)

READERS = (Audience.MEMBERS, Audience.SUPER, Audience.APASS, Audience.STAFF)
RESERVED = {"new", "reading", "held"}


class Rights(TypedDict, total=False):
    """Who does what on a board; what is left out stays as it is."""

    reads_from: Audience
    replies_from: OpensTo
    review: Review
    keepers: list[int]


class Furniture(TypedDict, total=False):
    """What stands on a board besides its topics; what is left out stays as it is."""

    has_room: bool


class Plan(Rights, Furniture):
    """What a board is, as a form gives it."""

    name: str
    description: str
    group: str
    position: int
    posts_from: OpensTo


def create_board(plan: Plan, by: Member, slug: str = "") -> Board:
    """Raises UnfinishedBoard, SlugTaken, OutOfReach."""
    require(by, "create", Board)
    slug = slug_of(slug or plan["name"])
    _check(plan, slug)
    _refuse_what_is_out_of_reach(plan, by)
    with transaction():
        board = Board(slug=slug)
        _lay_out(board, plan)
        db.session.add(board)
        db.session.flush()
        furnish(board, by, has_room=plan.get("has_room"))
        audit("board.made", f"board {board.id}", by.id)
    return board


def revise_board(board: Board, plan: Plan, by: Member) -> None:
    """Its address stays: links to it have been sent. Raises UnfinishedBoard, SlugTaken, OutOfReach."""
    require(by, "revise", board)
    _check(plan, board.slug, board)
    _refuse_what_is_out_of_reach(plan, by)
    with transaction():
        before = board.reads_from
        _lay_out(board, plan)
        board.version += 1
        furnish(board, by, has_room=plan.get("has_room"))
        if board.reads_from is not before:
            readdress(board)
        audit("board.changed", f"board {board.id}", by.id)


def keepers_named(handles: str, reads_from: Audience) -> list[int]:
    """The ids of "@mo, ben". Raises NobodyOfThatName where one is no member, or may not read the board."""
    wanted = [handle.strip().lower().removeprefix("@") for handle in re.split(r"[,，\s]+", handles)]
    named = dict.fromkeys(handle for handle in wanted if handle)
    found = db.session.scalars(select(Member).where(Member.handle.in_(named), Member.suspended_at.is_(None)))
    keepers = {it.handle: it for it in found if admits(reads_from, it)}
    if unknown := [handle for handle in named if handle not in keepers]:
        raise NobodyOfThatName(", ".join(unknown))
    return [keepers[handle].id for handle in named]


def board_of(slug: str) -> Board | None:
    return db.session.scalar(select(Board).where(Board.slug == slug))


def all_boards() -> Sequence[Board]:
    return db.session.scalars(select(Board).order_by(Board.position, Board.group, Board.name)).all()


def _lay_out(board: Board, plan: Plan) -> None:
    for name, value in plan.items():
        if name != "has_room":
            setattr(board, name, value)


def _refuse_what_is_out_of_reach(plan: Plan, by: Member) -> None:
    """Who lays a board out finds it again: not all who may are of every tier."""
    if not admits(plan.get("reads_from", Audience.MEMBERS), by):
        raise OutOfReach


def _check(plan: Plan, slug: str, board: Board | None = None) -> None:
    if not plan["name"] or not slug:
        raise UnfinishedBoard
    taken = db.session.scalar(select(Board.id).where(Board.slug == slug))
    if slug in RESERVED or (taken and taken != (board and board.id)):
        raise SlugTaken
