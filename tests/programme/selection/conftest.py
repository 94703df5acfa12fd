"""Ada is a member worth inviting; Ben follows her and answers; Pia manages the programme, Pol signs."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community import clock
from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.entrance.joining import joined
from community.members import Member, Role


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
