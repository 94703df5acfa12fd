"""Who is meant: by the number of a shop's books, by handle, by e-mail address."""

from collections.abc import Iterable

from sqlalchemy import func, select

from community.db import Refusal, db, insert_or, transaction
from community.members import Member
from community.products.models import CustomerNumber

MALL = "mall"
AT_ONCE = 500  # values in one question: SQLite takes no more than some thousands


class UnknownMember(Refusal):
    """Nobody has this handle."""


class NumberTaken(Refusal):
    """One number is one member's."""


def is_customer(handle: str, number: str, source: str = MALL) -> Member:
    """From now on the books of `source` mean this member by this number."""
    spelled = handle.strip().lower().removeprefix("@")
    with transaction():
        member = db.session.scalar(select(Member).where(Member.handle == spelled))
        if not member:
            raise UnknownMember(f"Nobody here is called @{spelled}.")
        row = {"source": source, "number": number.strip(), "member_id": member.id}
        db.session.execute(insert_or(CustomerNumber).values(row).on_conflict_do_nothing())
        known = db.session.get_one(CustomerNumber, (source, number.strip()))
        if known.member_id != member.id:
            raise NumberTaken(f"{number} of {source} is already @{known.member.handle}.")
    return member


def members_by_name(names: Iterable[str], source: str) -> dict[str, int]:
    """The member's id for every name that is somebody's: a number first, then a handle or an address."""
    wanted = sorted(set(names))
    found: dict[str, int] = {}
    for begin in range(0, len(wanted), AT_ONCE):
        part = wanted[begin : begin + AT_ONCE]
        spelled = {name: name.lower().removeprefix("@") for name in part}
        people: dict[str, int] = {}
        known = (Member.handle.in_(spelled.values()), func.lower(Member.email).in_(spelled.values()))
        for id, handle, email in db.session.execute(
            select(Member.id, Member.handle, Member.email).where(known[0] | known[1])
        ):
            people |= {handle: id, email.lower(): id}
        found |= {name: people[said] for name, said in spelled.items() if said in people}
        numbers = select(CustomerNumber.number, CustomerNumber.member_id).where(
            CustomerNumber.source == source, CustomerNumber.number.in_(part)
        )
        found |= dict(db.session.execute(numbers).all())
    return found
