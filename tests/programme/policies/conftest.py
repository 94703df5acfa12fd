"""Ada writes and buys; Ben and Mia do less; Pia manages the programme and proposes, Pol signs."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from community import clock
from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.nights import move_window
from community.engagement.policy import SHELF, forget_policies, read_policy
from community.engagement.record import record
from community.jobs import run_due
from community.members import Member
from programme.attacks import arena
from programme.attacks.judging import Judged
from programme.attacks.schemes import ATTACKS
from programme.attacks.shelf import Shelf
from programme.policies.faults import read_toml
from programme.policies.models import PolicyProposal
from programme.policies.proposing import propose, sign_proposal
from tests.programme.selection.conftest import buys, manager, pia, pol, queries  # noqa: F401  the same cast

OURS = (SHELF / "club-2026.toml").read_text()


@pytest.fixture(autouse=True)
def our_policies() -> Iterator[None]:
    forget_policies()
    yield
    forget_policies()


@pytest.fixture(autouse=True)
def played(monkeypatch) -> list[str]:
    """The names of the policies by which attacks were played; each gains as many points as a review does."""
    names: list[str] = []

    def play_on(_shelf: Shelf, file: Path, heard: Callable[[str], object], _seconds: float) -> list[Judged]:
        policy = read_policy(file)
        names.append(policy.name)
        heard("posts")
        return [gaining(policy.contribution[Deed.REVIEW_WRITTEN].points)]

    monkeypatch.setattr(arena, "play_on", play_on)
    return names


def gaining(points: float) -> Judged:
    """What a star gains, of whom no more than 30 points were promised."""
    star = ATTACKS[0]
    return Judged(star.key, str(star.name), points, points / 2, 30, 31, 1_100, None, 0, 0, 1.0, adds_up=True)


def written(*changed: tuple[str, str], name: str = "club-next", in_days: int = 10) -> str:
    """Ours with some lines changed."""
    begins = clock.today() + timedelta(days=in_days)
    text = OURS.replace('name = "club-2026"', f'name = "{name}"\nbecause = "Reviews help us all."')
    for right, wrong in (("2026-01-01", str(begins)), *changed):
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


REVIEWS_COUNT_MORE = ('"review.written" = { points = 20,', '"review.written" = { points = 40,')
SUPER_IS_NEARER = ("super = 1000", "super = 500")


@pytest.fixture
def club(ada: Member, ben: Member, mia: Member, buys) -> tuple[Member, Member, Member]:  # noqa: F811
    """Ada has 20 points for a review and 525 for what she bought; Ben and Mia have less, and no review."""
    with transaction():
        record(Deed.REVIEW_WRITTEN, by=ada)
    buys(ada, 20_000)
    buys(ben, 4_000)
    buys(mia, 800)
    return ada, ben, mia


@pytest.fixture
def proposed(club, pia) -> Callable[..., PolicyProposal]:  # noqa: F811
    def proposed(*changed: tuple[str, str], **more) -> PolicyProposal:
        text = written(*(changed or (REVIEWS_COUNT_MORE,)), **more)
        it = propose(read_toml(text), pia, text)
        run_due()
        return it

    return proposed


@pytest.fixture
def signed(proposed, pol) -> Callable[..., PolicyProposal]:  # noqa: F811
    def signed(*changed: tuple[str, str], **more) -> PolicyProposal:
        it = proposed(*changed, **more)
        sign_proposal(it, it.mark, pol)
        run_due()
        return it

    return signed


def night(member: Member) -> int:
    return move_window(member.id, clock.today())
