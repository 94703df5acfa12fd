"""Ada writes, Ben and Mia report, Mo decides; Nia is a second moderator."""

from datetime import timedelta

import pytest

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.entrance.joining import joined
from community.jobs import run_due
from community.members import Member, Role
from community.moderation.deciding import Verdict, decide
from community.moderation.models import UNDO, Case, Decision, Measure
from community.moderation.reporting import report
from posts.blog.publishing import publish
from posts.blog.writing import write
from tests.posts.conftest import cream, lab, moderator, nothing_kept, queries

__all__ = ["cream", "lab", "moderator", "nothing_kept", "queries"]
LATER = UNDO + timedelta(seconds=10)


@pytest.fixture
def nia(app):
    with transaction():
        return joined(handle="nia", name="Nia", email="nia@x.org", password=None, role=Role.MODERATOR)


@pytest.fixture
def story(ada):
    """Ada shows a bag."""
    it = write("Same bag, a fifth of the price", "Message me for the *link*.", by=ada)
    publish(it, by=ada)
    return it


@pytest.fixture
def case(story, mia):
    """Mia has reported it."""
    return report(story, "selling", "She sells it.", by=mia).case


def half_a_minute_later() -> None:
    with clock.stopped(clock.now() + LATER):
        run_due()
    db.session.expire_all()


def fresh(it):
    db.session.expire_all()
    kinds = {Member: Member, Case: Case}
    kind = next((kind for kind in kinds if isinstance(it, kind)), None)
    return db.session.get_one(kind or (Contribution if isinstance(it, Contribution) else type(it)), it.id)


def decided(case: Case, measure: str, by: Member, **more) -> Decision:
    return decide(case, Verdict(Measure(measure), more.pop("rule", case.rule), **more), by=by)
