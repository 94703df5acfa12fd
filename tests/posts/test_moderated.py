"""What waits on this floor stands in the moderators' queue; what is hidden is hidden for all who look."""

from community.db import transaction
from community.moderation.deciding import Verdict, decide
from community.moderation.models import Measure
from community.moderation.reporting import report
from community.realtime import socketio
from posts.forum.holding import hold_topic
from posts.forum.models import Review
from posts.replies.writing import reply


def test_what_waits_to_be_read_stands_in_the_queue(ada, mia, lab, moderator, browser_of):
    with transaction():
        lab.review = Review.TOPICS
    hold_topic(lab, "May I ask?", "Something.", by=ada)
    queue = browser_of(moderator).get("/moderation").text
    assert "May I ask?" in queue
    assert "Read before it appears on Skincare lab" in queue
    assert f"{lab.url}/held" in queue


def test_whoever_reads_a_thread_sees_a_reply_go_at_once(app, ada, mia, cream, moderator, browser_of):
    said = reply(cream, "Mine, at a fifth of the price.", by=mia)
    case = report(said, "selling", "", by=ada).case
    screen = socketio.test_client(app, flask_test_client=browser_of(ada))
    screen.emit("follow", {"contribution": cream.id}, callback=True)
    screen.get_received()
    decide(case, Verdict(Measure.HIDE, "selling"), by=moderator)
    names = [news["name"] for news in screen.get_received()]
    screen.disconnect()
    assert "at a fifth of the price" not in browser_of(ada).get(cream.url).text
    assert "reply.changed" in names
