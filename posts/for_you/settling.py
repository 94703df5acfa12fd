"""A member chooses her view, moves a slider, wants less of something. What was chosen last holds."""

from sqlalchemy import delete

from community import clock
from community.contributions import Contribution
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from posts.for_you.models import MOST, Less, Taste, View


def choose(view: View, by: Member) -> None:
    row = {"member_id": by.id, "view": view}
    with transaction():
        new = insert_or(Taste).values(row)
        db.session.execute(new.on_conflict_do_update(index_elements=["member_id"], set_={"view": view}))


def move(by: Member, **sliders: int) -> None:
    """`people`, `topics`, `fresh`: from 0, which takes no account of it, to 4. What is beyond stops there."""
    said = {name: min(max(0, value), MOST) for name, value in sliders.items()} | {"moved_at": clock.now()}
    with transaction():
        new = insert_or(Taste).values({"member_id": by.id, **said})
        db.session.execute(new.on_conflict_do_update(index_elements=["member_id"], set_=said))


def want_less(it: Contribution, by: Member) -> None:
    require(by, "read", it)
    with transaction():
        row = {"member_id": by.id, "contribution_id": it.id}
        db.session.execute(insert_or(Less).values(row).on_conflict_do_nothing())
    _pick_anew(by)


def want_again(it: Contribution, by: Member) -> None:
    require(by, "read", it)
    with transaction():
        its = (Less.member_id == by.id, Less.contribution_id == it.id)
        db.session.execute(delete(Less).where(*its))
    _pick_anew(by)


def _pick_anew(by: Member) -> None:
    move(by)
