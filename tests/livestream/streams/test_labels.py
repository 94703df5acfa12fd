"""Ada's stream is an advertisement: Mo labels it, and all that is cut from it says so."""

import re

import pytest

from community.contributions import Audience, Disclosure
from community.db import db
from community.disclosing import disclose
from community.engagement.standing import standing_of
from community.jobs import run_due
from community.moderation.appealing import appeal, decide_appeal
from community.moderation.deciding import undo
from community.moderation.reporting import report
from community.search import rebuild
from livestream.clips.cutting import cut
from livestream.streams.going_live import announce, begin, close_film, end
from livestream.streams.models import Stream
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.reactions.liking import like
from tests.community.moderation.conftest import decided, half_a_minute_later, moderator, nia
from tests.livestream.trips.conftest import draft, pia, trip

__all__ = ["draft", "moderator", "nia", "pia", "trip"]
TOLD = {"kind": "advertisement", "sponsor": ""}


def labels(page):
    return re.findall(r'class="disclosure">.*?</svg>\s*(.*?)\s*</span>', page.text, re.DOTALL)


def labelled(it, by, moderator):
    return decided(report(it, "undisclosed", "The shop paid.", by=by).case, "label", moderator)


def test_it_is_labelled_live_wherever_it_is_shown_and_that_is_undone(live, ada, mia, moderator, browser_of):
    decision = labelled(live, mia, moderator)
    rebuild()
    theirs, places = browser_of(mia), (live.url, "/live", "/search?q=lake")
    for place in places:
        assert "Advertisement" in labels(theirs.get(place)), place
    assert labels(browser_of(ada).get(f"{live.url}/studio")) == ["Advertisement"]
    assert theirs.get(f"/api/v1/streams/{live.id}").json["disclosure"] == TOLD
    assert [it["disclosure"] for it in theirs.get("/api/v1/streams").json["items"]] == [TOLD]
    undo(decision, by=moderator)
    for place in places:
        assert not labels(theirs.get(place)), place


def test_its_replay_its_clips_and_the_stories_that_show_them_say_so(live, ada, mia, moderator, browser_of):
    end(live, by=ada)
    close_film(live.id)
    clip = cut(live, "The light", 1.2, 2.5, by=ada)
    story = write("A morning", f"[The light]({clip.url})", by=ada)
    publish(story, by=ada)
    labelled(live, mia, moderator)
    theirs = browser_of(mia)
    for place in (live.url, clip.url, story.url):
        assert "Advertisement" in labels(theirs.get(place)), place
    (told,) = theirs.get(f"/api/v1/streams/{live.id}/clips").json["items"]
    assert told["disclosure"] == TOLD


@pytest.mark.parametrize("given", [None, Disclosure.SPONSORED])
def test_the_sponsor_of_its_trip_does_not_cover_the_label(given, trip, ada, pia, mia, moderator, browser_of):
    if given:
        disclose(trip, given, "Rosso", by=pia)
    it = announce("Harvest morning", Audience.MEMBERS, by=ada, trip=trip)
    begin(it)
    theirs = browser_of(mia)
    assert "Advertisement" not in labels(theirs.get(it.url))
    labelled(it, mia, moderator)
    for place in (it.url, "/live", trip.url):
        assert "Advertisement" in labels(theirs.get(place)), place
    assert labels(theirs.get(it.url)) == ["Advertisement"]


def test_its_points_go_back_and_come_again(live, ada, ben, mia, moderator, nia):
    like(live, by=ben)
    worth = standing_of(ada.id).score
    assert worth > 0
    decision = labelled(live, mia, moderator)
    half_a_minute_later()
    assert standing_of(ada.id).score == 0
    decide_appeal(appeal(decision, "Nobody paid."), "So it is.", by=nia, won=True)
    run_due()
    db.session.expire_all()
    assert db.session.get(Stream, live.id).disclosure is None
    assert standing_of(ada.id).score == worth
