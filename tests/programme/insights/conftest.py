"""Ada buys and writes, Ben follows her and buys less, Mia is passing by; Pia manages, Pol too."""

from collections.abc import Callable

import pytest

from community.db import transaction
from community.engagement.standing import Tier, standing_of
from community.engagement.tiers import rise_to
from community.jobs import run_due
from community.members import Member
from programme.insights.counting import count_figures
from tests.programme.selection.conftest import buys, pia, pol, queries  # noqa: F401  the same cast


@pytest.fixture
def counted(app) -> Callable[[], None]:
    """The worker's night."""

    def counted() -> None:
        count_figures()
        run_due()

    return counted


def rises(member: Member, tier: Tier) -> None:
    with transaction():
        rise_to(tier, standing_of(member.id))
