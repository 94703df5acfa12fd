"""A board that one may not read does not exist: the rule, the selects, the pages and the live words agree."""

from itertools import product

import pytest
from werkzeug.exceptions import Forbidden, NotFound

from community.contributions import Audience
from community.db import db, transaction
from community.engagement.standing import Tier, standing_of
from community.members import Role
from community.permissions import may
from community.realtime import socketio
from posts.feed import published
from posts.forum.boards import READERS, create_board, keepers_named, revise_board
from posts.forum.heeding import heed_board
from posts.forum.marking import lock
from posts.forum.models import Interest, NobodyOfThatName, OpensTo
from posts.forum.opening import open_topic
from posts.forum.reading import board_by, boards_for, topic_for, unread_of, waiting_for
from posts.forum.relocating import move
from posts.reactions.liking import like
from posts.replies.models import Closed
from posts.replies.writing import reply
from tests.conftest import joins
from tests.posts.conftest import plan

WORD = "tourbillon"


@pytest.fixture
def cast(ada, ben, mia):
    """Sue is Super, Apa is Apass, Bo blogs, Gil manages the programme, Root runs the house."""
    with transaction():
        sue, apa, bo, gil, root = map(joins, ("Sue", "Apa", "Bo", "Gil", "Root"))
        standing_of(sue.id).tier, standing_of(apa.id).tier = Tier.SUPER, Tier.APASS
        bo.role, gil.role, root.role = Role.BLOGGER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR
    return {it.handle: it for it in (ada, ben, mia, sue, apa, bo, gil, root)}


def board_for(audience, moderator, **rights):
    return create_board({**plan(f"Only {audience}"), "reads_from": audience, **rights}, by=moderator)


@pytest.fixture
def upstairs(moderator):
    """A board that only Apass members read."""
    return board_for(Audience.APASS, moderator)


def test_nobody_lays_out_a_board_that_they_would_not_find_again(cast, lab, browser_of):
    gil = browser_of(cast["gil"])
    offered = gil.get(f"{lab.url}/edition").text.split('name="reads_from"')[1].split("</select>")[0]
    assert 'value="staff"' in offered
    assert 'value="apass"' not in offered
    answer = gil.post(f"{lab.url}/edition", data={"name": "Skincare lab", "reads_from": "apass"})
    assert answer.status_code == 422
    assert "nor find it again" in answer.text
    assert gil.post(f"{lab.url}/edition", data={"name": "Ours", "reads_from": "staff"}).status_code == 303
    assert "Ours" in gil.get("/boards").text
    root = browser_of(cast["root"])
    assert root.post(f"{lab.url}/edition", data={"name": "Up", "reads_from": "apass"}).status_code == 303


@pytest.fixture
def secret(upstairs, cast):
    topic = open_topic(
        upstairs, f"A {WORD} nobody else knows of", f"The {WORD} ticks.", by=cast["apa"], tags=WORD
    )
    reply(topic, f"What a {WORD}.", by=cast["apa"])
    return topic


def test_the_rule_and_the_selects_agree_on_every_board_and_everybody(cast, moderator):
    boards = {audience: board_for(audience, moderator) for audience in READERS}
    topics = {
        audience: open_topic(board, "Title", "Text", by=moderator) for audience, board in boards.items()
    }
    for member, audience in product((*cast.values(), moderator), READERS):
        reads = may(member, "read", boards[audience])
        assert (boards[audience].id in {board.id for board in boards_for(member)}) is reads
        assert bool(board_by(boards[audience].slug, member)) is reads
        assert bool(topic_for(topics[audience].id, member)) is reads
        assert may(member, "read", topics[audience]) is reads
    listed = [
        [audience for audience in READERS if may(cast[handle], "read", boards[audience])]
        for handle in ("mia", "sue", "apa", "gil", "root")
    ]
    assert listed == [
        ["members"], ["members", "super"], ["members", "super", "apass"], ["members", "staff"], [*READERS],
    ]  # fmt: skip


def test_to_a_passer_by_it_is_nowhere(cast, mia, upstairs, secret, browser_of):
    browser = browser_of(mia)
    first = secret.id + 1
    for path in (
        upstairs.url, secret.url, f"/topics/{secret.id}", f"/replies/{first}", f"/topics/{secret.id}/order",
        f"/contributions/{secret.id}/replies", f"/api/v1/topics/{secret.id}", f"/api/v1/replies/{first}",
        f"/api/v1/boards/{upstairs.slug}/topics", f"/api/v1/contributions/{secret.id}/replies",
        f"{upstairs.url}/held", f"{upstairs.url}/edition",
    ):  # fmt: skip
        assert browser.get(path).status_code in {403, 404}, path
    for path in (
        "/boards", "/?view=latest", "/@apa", f"/search?q={WORD}", f"/api/v1/search?q={WORD}", "/topics/new",
        "/api/v1/boards", "/api/v1/feed?view=latest", f"/topics/similar?title={WORD}",
        f"/search/suggestions?q={WORD}", f"/topics/new?board={upstairs.slug}",
    ):  # fmt: skip
        page = browser.get(path)
        assert page.status_code == 200, path
        assert f"{WORD} nobody" not in page.text, path
        assert "Only apass" not in page.text, path
    for path in (f"{upstairs.url}/reading", f"{upstairs.url}/interest", f"/topics/{secret.id}/interest",
                 f"/contributions/{secret.id}/like", f"/contributions/{secret.id}/replies"):  # fmt: skip
        assert browser.post(path, data={"text": "x"}).status_code == 404, path
    assert unread_of(mia) == {}
    with pytest.raises(NotFound):
        open_topic(upstairs, "Title", "Text", by=mia)


def test_those_it_is_for_find_it_where_one_looks(cast, secret, upstairs, browser_of):
    browser = browser_of(cast["apa"])
    for path in ("/boards", upstairs.url, secret.url, "/?view=latest", f"/topics/similar?title={WORD}"):
        assert WORD in browser.get(path).text, path


def test_nobody_else_hears_of_it(app, cast, mia, secret, browser_of):
    mias, apas = (
        socketio.test_client(app, flask_test_client=browser_of(cast[name])) for name in ("mia", "apa")
    )
    assert mias.emit("follow", {"contribution": secret.id}, callback=True) == {"error": "not found"}
    assert mias.emit("look", {"board": secret.board_id}, callback=True) == {"error": "not found"}
    apas.emit("follow", {"contribution": secret.id}, callback=True)
    for line in (mias, apas):
        line.get_received()
    like(reply(secret, f"My {WORD}", by=cast["root"]), by=cast["apa"])
    told = {it["name"] for it in apas.get_received()}
    assert "topic.reply" in told
    assert not [it for it in mias.get_received() if it["name"] != "feed.new"]


def test_whoever_may_no_longer_read_is_no_longer_told(app, ada, mia, moderator, lab, cream, browser_of):
    heed_board(lab, Interest.FOLLOW, by=mia)
    mias = socketio.test_client(app, flask_test_client=browser_of(mia))
    mias.emit("follow", {"contribution": cream.id}, callback=True)
    mias.emit("boards", {}, callback=True)
    revise_board(lab, {**plan("Skincare lab"), "reads_from": Audience.STAFF}, by=moderator)
    mias.get_received()
    reply(cream, "Between us.", by=moderator)
    open_topic(lab, "Only for the team", "Text", by=moderator)
    assert mias.get_received() == []
    assert waiting_for(mia) == []
    assert mias.emit("boards", {}, callback=True)["boards"] == []
    assert may(ada, "read", cream)  # her own words stay hers
    assert not may(mia, "read", cream)


def test_a_topic_that_moves_is_for_the_readers_of_its_new_board(cast, mia, moderator, lab, upstairs, cream):
    answer = reply(cream, "Half a jar.", by=mia)
    move(cream, upstairs, by=moderator)
    assert (cream.audience, answer.audience) == (Audience.APASS, Audience.APASS)
    assert not may(mia, "read", cream)
    assert cream.id not in {row.id for row in _feed(mia)}
    move(cream, lab, by=moderator)
    assert may(mia, "read", cream)


def _feed(member):
    return db.session.execute(published(member)).all()


def test_a_board_says_who_replies(cast, ada, mia, moderator, browser_of):
    board = board_for(Audience.MEMBERS, moderator, replies_from=OpensTo.BLOGGERS)
    topic = open_topic(board, "Ask a blogger", "Text", by=ada)
    with pytest.raises(Closed):
        reply(topic, "Me too", by=mia)
    assert "data-composer" not in browser_of(mia).get(topic.url).text
    assert "data-composer" in browser_of(cast["bo"]).get(topic.url).text
    reply(topic, "Gladly", by=cast["bo"])


def test_a_board_has_keepers_of_its_own(ada, ben, mia, moderator, lab, cream, browser_of):
    with pytest.raises(NobodyOfThatName):
        keepers_named("@ben, nobody", Audience.MEMBERS)
    form = {"name": "Skincare lab", "keepers": "@ben"}
    assert (
        browser_of(moderator).post(f"{lab.url}/edition", data={**form, "keepers": "@xyz"}).status_code == 422
    )
    assert browser_of(moderator).post(f"{lab.url}/edition", data=form).status_code == 303
    elsewhere = open_topic(create_board(plan("Travel"), by=moderator), "Elsewhere", "Text", by=ada)
    lock(cream, by=ben, on=True)
    with pytest.raises(Forbidden):
        lock(elsewhere, by=ben, on=True)
    page = browser_of(ben).get(cream.url).text
    assert f"/topics/{cream.id}/order" in page
    assert f"/topics/{cream.id}/order" not in browser_of(mia).get(cream.url).text
    assert browser_of(ben).get(f"/topics/{cream.id}/order").status_code == 200
    assert browser_of(mia).get(f"/topics/{cream.id}/order").status_code == 403
    assert "Looked after by" in browser_of(mia).get(lab.url).text
