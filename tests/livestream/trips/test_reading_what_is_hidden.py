"""A trip that is hidden is read in its place by those who decide, and leads them to the case."""

import pytest

from community.db import transaction
from community.entrance.joining import joined
from community.members import Role
from community.moderation.deciding import Verdict, decide
from community.moderation.models import Measure
from community.moderation.reporting import report


@pytest.fixture
def moderator(app):
    """An administrator: whoever plans trips is of the team."""
    with transaction():
        return joined(handle="mo", name="Mo", email="mo@example.org", password=None, role=Role.ADMINISTRATOR)


def test_a_hidden_trip_is_read_by_those_who_decide_alone(trip, ben, mia, moderator, browser_of):
    case = report(trip, "selling", "", by=mia).case
    decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
    theirs = browser_of(moderator)
    page = theirs.get(trip.url)
    assert page.status_code == 200
    assert "only its author and those who keep order see it" in page.text
    assert theirs.get(f"/contributions/{trip.id}/hiding").location == case.url
    assert browser_of(ben).get(trip.url).status_code in {403, 404}
