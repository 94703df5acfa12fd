"""Whoever wants no numbers of liking, answering, following and watching reads none on any page."""

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from community import clock
from community.contributions import Audience
from community.db import db, transaction
from community.following import follow
from community.products.finding import product_named
from community.quiet.keeping import show_counts
from community.search import rebuild
from livestream.streams.going_live import announce
from livestream.streams.models import Broadcaster, StreamViewer
from livestream.trips.following import follow as follow_trip
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.polls.asking import Question, ask
from posts.polls.voting import vote
from posts.reactions.liking import like
from posts.replies.writing import reply
from posts.reviews.writing import Opinion, write_review
from posts.shopping.filling import Piece, add
from posts.shopping.following import follow as follow_list
from posts.shopping.publishing import publish as publish_list
from posts.shopping.taking import take
from posts.shopping.writing import begin
from tests.conftest import joins
from tests.livestream.trips.conftest import draft, pia, trip  # noqa: F401
from tests.posts.conftest import cream, lab, moderator, nothing_kept  # noqa: F401

LOOKS = Path("static/community/quiet/quiet.css")
HIDDEN = frozenset(re.findall(r"\[(data-(?!counts|uncounted)[a-z-]+)\]", LOOKS.read_text()))
NEVER_CLOSED = {"area", "br", "circle", "col", "hr", "img", "input", "link", "meta", "path", "rect", "source"}
NAMES = ("aria-label", "title", "alt", "data-tip")
NUMBERS = re.compile(
    r"\d+ (?:others? )?(?:likes?|liked|repl(?:y|ies)|answers?|followers?|following|watching|collected)\b"
    r"|\d+ (?:others?|members? (?:watched|voted|has|have))\b"
    r"|pieces? by \d+|by \d+ members?"
    r"|(?:Follow this trip|Followed|Replies|Answers) \d+"
)


class Reading(HTMLParser):
    """What a page says, and what of it is said where numbers are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.all: list[str] = []
        self.left: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        above = self.open[-1][1] if self.open else False
        hidden = above or bool(HIDDEN & given.keys()) or tag in ("template", "script", "style")
        self.heard([given.get(name) or "" for name in NAMES], hidden=hidden)
        if tag not in NEVER_CLOSED:
            self.open.append((tag, hidden))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in it."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1][0] not in ("script", "style"):
            self.heard([data], hidden=bool(self.open) and self.open[-1][1])

    def heard(self, words: list[str], *, hidden: bool) -> None:
        self.all += words
        if not hidden:
            self.left += words


def numbers(page: str) -> tuple[list[str], list[str]]:
    """Those a page says, and those of them that stand where whoever wants none would see them."""
    it = Reading()
    it.feed(page)
    said, left = (" ".join(" ".join(words).split()) for words in (it.all, it.left))
    return NUMBERS.findall(said), NUMBERS.findall(left)


@pytest.fixture
def club(ada, ben, mia, cream, lab, trip, tmp_path, app, monkeypatch):  # noqa: F811
    """Everything was liked, answered, followed, watched or voted on; Mia wants no numbers."""
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)
    guests = [joins(f"Guest{n}") for n in range(3)]
    it = SimpleNamespace(topic=cream, board=lab, trip=trip, bag=_bag(ada, ben))
    it.story = write("Three days on the coast", "The rule was simple.", by=mia)
    publish(it.story, by=mia)
    for guest in (ada, ben, *guests):
        like(it.story, by=guest)
        follow(mia, by=guest)
    first = reply(it.story, "Where did you stay?", by=ben)
    reply(it.story, "At the port.", by=ada, quoted=first)
    for n in range(2):
        reply(cream, f"Answer {n}", by=ben)
    vote(ask(cream, Question(["Yes", "No"]), by=ada), [0], by=mia)
    it.list = _list(ada, ben, it.bag)
    follow_trip(trip, by=ben)
    it.stream = _seen_again(ada, ben)
    rebuild()
    show_counts(by=mia, on=False)
    return it


def _bag(ada, ben):
    with transaction():
        bag = product_named("Weekender", "Ardita")
        bag.shown_at = clock.now()
    reply(write_review(bag, Opinion(5, text="It lasts."), by=ada), "How long?", by=ben)
    return bag


def _list(ada, ben, bag):
    it, his = begin("The November basket", "Few things.", by=ada), begin("For Ben", "", by=ben)
    piece = add(it, Piece("Weekender", "Ardita"), by=ada)
    publish_list(it, by=ada)
    follow_list(it, by=ben)
    take(piece, his, by=ben)
    publish_list(his, by=ben)
    return it


def _seen_again(ada, ben):
    """A replay that Ben watched."""
    now = clock.now()
    with transaction():
        db.session.add(Broadcaster(member_id=ada.id))
    it = announce("A morning at the lake", Audience.MEMBERS, by=ada)
    with transaction():
        it.begun_at = it.ended_at = now
        db.session.add(StreamViewer(stream_id=it.id, member_id=ben.id, first_at=now, seen_at=now))
    return it


PAGES = {
    "the feed": "/?view=latest",
    "a story": "{it.story.url}",
    "one's own stories": "/stories/mine",
    "a list": "{it.list.url}",
    "a topic": "{it.topic.url}",
    "a board": "{it.board.url}",
    "a profile": "/@mia",
    "a trip": "{it.trip.url}",
    "a replay": "{it.stream.url}",
    "a product": "{it.bag.url}",
    "products": "/products",
    "search": "/search?q=coast",
}


@pytest.mark.parametrize("page", PAGES)
def test_no_number_is_left_where_she_sees_it(club, mia, browser_of, page):
    answer = browser_of(mia).get(PAGES[page].format(it=club))
    assert (answer.status_code, 'data-counts="none"' in answer.text) == (200, True)
    said, left = numbers(answer.text)
    assert left == []
    assert said, "this page says no number any more: is it still the right one?"


def test_news_name_one_and_count_nobody(club, mia, browser_of):
    browser = browser_of(mia)
    page = browser.get("/notifications").text
    assert "and others liked “Three days on the coast”" in page
    assert numbers(page)[1] == []
    told = [it for it in browser.get("/api/v1/me/notifications").json["items"] if it["kind"] == "like"]
    assert [(it["people"], it["times"]) for it in told] == [(None, None)]
    show_counts(by=mia, on=True)
    assert "and 4 others liked “Three days on the coast”" in browser.get("/notifications").text
