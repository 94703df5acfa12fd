"""Mia bought a bag that looks wrong, Ben has the same. Kim and Dora know the brand; Mo and Nia decide."""

import pytest

from community import clock
from community.db import db, transaction
from community.entrance.joining import joined
from community.members import Role
from community.pictures import store
from posts.bloggers.models import LASTS, Badge
from posts.dossiers.disputing import dispute
from posts.dossiers.judging import judge
from posts.dossiers.models import Sign, Verdict, Vote
from posts.dossiers.reporting import Account, tell_of_fake
from posts.dossiers.voting import vote
from posts.shopping.filling import Piece, add
from posts.shopping.models import State
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.community.pictures.conftest import coast, file_of
from tests.posts.conftest import lab, moderator, nothing_kept, queries

__all__ = ["lab", "moderator", "nothing_kept", "queries"]
SHOP, BRAND = "Bag Outlet", "Ardita"


def joins(name: str, role: Role = Role.MEMBER):
    with transaction():
        return joined(handle=name.lower(), name=name, email=f"{name}@x.org", password=None, role=role)


def verified(name: str, topics: str):
    it = joins(name, Role.BLOGGER)
    with transaction():
        db.session.add(Badge(member_id=it.id, topics=topics, ends_at=clock.now() + LASTS))
    return it


@pytest.fixture
def nia(app):
    return joins("Nia", Role.MODERATOR)


@pytest.fixture
def kim(app):
    return verified("Kim", "Leather, Ardita")


@pytest.fixture
def dora(app):
    return verified("Dora", "ardita")


@pytest.fixture
def photo(mia):
    return store(file_of(coast()), by=mia).digest


@pytest.fixture
def bag(ben):
    """On Ben's list, and on nobody else's."""
    it = begin("My bags", by=ben)
    piece = add(it, Piece("Saddle bag", BRAND, SHOP, state=State.BOUGHT), by=ben)
    publish(it, by=ben)
    return piece


@pytest.fixture
def account(photo):
    return Account(SHOP, "The seams are glued.", "No. 4711, 3 March", (Sign.WORK, Sign.PRICE), (photo,))


@pytest.fixture
def dossier(bag, account, mia):
    return tell_of_fake(bag.product, account, by=mia)


@pytest.fixture
def disputed(dossier, kim, dora, moderator):
    dispute(dossier, [kim.id, dora.id], by=moderator)
    return dossier


@pytest.fixture
def voted(disputed, kim, dora):
    vote(disputed, Vote.FAKE, [Sign.WORK], "Glue, where they sew.", by=kim)
    vote(disputed, Vote.UNSURE, [], "I would need to see the inside.", by=dora)
    return disputed


@pytest.fixture
def found_fake(voted, moderator):
    judge(voted, Verdict.FAKE, "The seams are glued, the number belongs to another piece.", by=moderator)
    return voted
