"""Who is meant: by the number of a shop's books, by handle, by e-mail address."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from community.db import Refusal, db, insert_or, rows, transaction
from community.members import Member
from community.products.models import CustomerNumber
from community.statements import among

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
    spelled = {name: name.lower().removeprefix("@") for name in names}
    wanted = sorted(set(spelled.values()))
    people = dict(map(tuple, rows(_handles, {"handles": wanted})))
    if addresses := [name for name in wanted if "@" in name]:
        people |= dict(map(tuple, rows(_addresses, {"addresses": addresses})))
    numbers = rows(_numbers, {"source": source, "numbers": sorted(spelled)})
    found = {name: people[said] for name, said in spelled.items() if said in people}
    return found | dict(map(tuple, numbers))


_handles = select(Member.handle, Member.id).where(among(Member.handle, "handles"))
# They are kept in small letters, however they were typed.
_addresses = select(Member.email, Member.id).where(among(Member.email, "addresses"))
_numbers = select(CustomerNumber.number, CustomerNumber.member_id).where(
    CustomerNumber.source == bindparam("source"), among(CustomerNumber.number, "numbers")
)
