"""Ada is a member worth inviting; Ben follows her and answers; Pia manages the programme, Pol signs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.entrance.joining import joined
from community.jobs import run_due
from community.members import Member, Role
from programme.selection.models import Candidacy, InvitationRound
from programme.selection.rounds import Plan, open_round, send, sign
from programme.selection.shelf import FOLDER
from tests.conftest import joins


def manager(name: str) -> Member:
    with transaction():
        return joined(
            handle=name.lower(),
            name=name,
            email=f"{name.lower()}@example.org",
            password=None,
            role=Role.PROGRAMME_MANAGER,
        )


@pytest.fixture
def pia(app) -> Member:
    return manager("Pia")


@pytest.fixture
def pol(app) -> Member:
    return manager("Pol")


@pytest.fixture
def buys() -> Callable[..., None]:
    def buys(who: Member, yuan: int, shop: str = "Maison", kind: str = "bags", ago: int = 10, **more) -> None:
        with transaction():
            record(
                Deed.PURCHASE_MADE,
                by=who,
                amount=yuan * 100,
                storefront=shop,
                category=kind,
                occurred_at=clock.now() - timedelta(days=ago),
                **more,
            )

    return buys


SMALL = """
name = "small"
from = 2026-01-01
share = 50

[[benefit]]
words = { en = "A seat at the table", zh_Hans = "一席之地", vi = "Một chỗ ngồi" }

[[criterion]]
name = "spends_1000"
metric = "spend"
window = "12 months"
at_least = 1000
mandatory = true

[[criterion]]
name = "orders_2"
metric = "orders"
window = "12 months"
at_least = 2
weight = 3

[[criterion]]
name = "introduction"
metric = "introduction"
at_least = 1
weight = 3
"""


@pytest.fixture
def small(app):
    """A set of criteria that a small cast can meet."""
    folder = app.config["ZONE_DATA"] / FOLDER
    folder.mkdir()
    (folder / "small.toml").write_text(SMALL)
    yield "small"
    (folder / "small.toml").unlink()
    folder.rmdir()


@pytest.fixture
def three(ada, ben, mia, buys):
    """Ada meets all, Ben and Mia pass by two orders, and Ben spent more; Zoe spends too little."""
    with transaction():
        ada.bio = "Bags."
    for who, yuan in ((ada, 600), (ben, 3_000), (mia, 500)):
        buys(who, yuan)
        buys(who, yuan)
    zoe = joins("Zoe")
    buys(zoe, 400)
    buys(zoe, 400)
    return ada, ben, mia, zoe


@pytest.fixture
def plan(small) -> Callable[..., Plan]:
    def plan(capacity: int = 2, **more) -> Plan:
        closes_at = clock.now() + timedelta(days=60)
        facts = {"name": "Winter", "criteria": small, "answer_days": 14, "moves_up": True}
        return Plan(**{**facts, "capacity": capacity, "closes_at": closes_at, **more})

    return plan


@pytest.fixture
def sent(three, pia, pol, plan) -> Callable[..., InvitationRound]:
    """A round that Pia prepared, Pol signed, and the worker sent."""

    def sent(**more) -> InvitationRound:
        it = open_round(plan(**more), pia)
        run_due()
        sign(it, it.mark, pol)
        send(it, pia)
        run_due()
        return it

    return sent


def asked(it: InvitationRound, who: Member) -> Candidacy:
    mine = select(Candidacy).where(Candidacy.round_id == it.id, Candidacy.member_id == who.id)
    return db.session.scalars(mine.execution_options(populate_existing=True)).one()


@pytest.fixture
def queries(app) -> Callable[[], AbstractContextManager[list[str]]]:
    @contextmanager
    def counted() -> Iterator[list[str]]:
        told: list[str] = []

        def note(_connection, _cursor, statement, *_more) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                told.append(statement)

        engine = db.engines[None].engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield told
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counted
