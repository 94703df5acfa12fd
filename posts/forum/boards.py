"""Whoever runs the club lays out its boards."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import select

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.forum.models import Board, OpensTo, SlugTaken, UnfinishedBoard
from posts.slugs import slug_of

RESERVED = {"new"}


class Plan(TypedDict):
    """What a board is, as a form gives it."""

    name: str
    description: str
    group: str
    position: int
    posts_from: OpensTo


def create_board(plan: Plan, by: Member, slug: str = "") -> Board:
    require(by, "create", Board)
    slug = slug_of(slug or plan["name"])
    _check(plan, slug)
    with transaction():
        board = Board(slug=slug, **plan)
        db.session.add(board)
    return board


def revise_board(board: Board, plan: Plan, by: Member) -> None:
    """Its address stays: links to it have been sent."""
    require(by, "revise", board)
    _check(plan, board.slug, board)
    with transaction():
        for name, value in plan.items():
            setattr(board, name, value)
        board.version += 1


def board_of(slug: str) -> Board | None:
    return db.session.scalar(select(Board).where(Board.slug == slug))


def all_boards() -> Sequence[Board]:
    return db.session.scalars(select(Board).order_by(Board.position, Board.group, Board.name)).all()


def _check(plan: Plan, slug: str, board: Board | None = None) -> None:
    if not plan["name"] or not slug:
        raise UnfinishedBoard
    taken = db.session.scalar(select(Board.id).where(Board.slug == slug))
    if slug in RESERVED or (taken and taken != (board and board.id)):
        raise SlugTaken
