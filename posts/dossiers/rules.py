"""Who may do what with a dossier. Who is too close is refused in words: see `conflicts`."""

from community.audience import OVERSEEING
from community.db import db
from community.members import Member
from community.permissions import may, rule
from community.products.models import Product
from posts.dossiers.models import Dossier, DossierAppeal, ExpertOpinion
from posts.dossiers.owners import states_of


@rule("doubt", on=Product)
def one_doubts_what_one_knows_of(member: Member, it: Product) -> bool:
    return may(member, "read", it)


@rule("keep", on=Dossier)
@rule("decide", on=DossierAppeal)
def moderators_keep_dossiers(member: Member, _it: object) -> bool:
    return member.role in OVERSEEING


@rule("vote", on=Dossier)
def those_who_are_asked_vote(member: Member, it: Dossier) -> bool:
    return db.session.get(ExpertOpinion, (it.id, member.id)) is not None


@rule("appeal", on=Dossier)
def those_whom_it_concerns_appeal(member: Member, it: Dossier) -> bool:
    return has_told(member, it) or owns(member, it)


@rule("read", on=Dossier)
def those_who_have_a_part_in_it_read_it(member: Member, it: Dossier) -> bool:
    """Owners from the day on which all may read that there is doubt."""
    known = (
        has_told(member, it) or those_who_are_asked_vote(member, it) or moderators_keep_dossiers(member, it)
    )
    return known or owns(member, it)


def has_told(member: Member, it: Dossier) -> bool:
    return any(each.by_id == member.id for each in it.testimonies)


def owns(member: Member, it: Dossier) -> bool:
    return it.disputed_at is not None and bool(states_of(it, member.id))
