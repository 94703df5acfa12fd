"""What stands beside texts is met too: pieces, polls, profiles. And programs keep the list."""

import pytest
from sqlalchemy import select

from community.db import db
from community.moderation.models import Case
from community.profiles.settings import settle, wishes
from community.watched.models import Unwelcome
from posts.forum.opening import open_topic
from posts.polls.asking import Question, ask
from posts.polls.models import Poll
from posts.shopping.filling import Piece, add
from posts.shopping.models import Item
from posts.shopping.publishing import publish as show_list
from posts.shopping.writing import begin as begin_list

API = "/api/v1/moderation/words"


def poll(by, board):
    return ask(open_topic(board, "Bags", "Which?", by=by), Question(["A Replica", "A bag"]), by=by)


def piece_shown_later(by, _board):
    it = begin_list("Bags", by=by)
    add(it, Piece(name="Replica bag"), by=by)
    show_list(it, by=by)
    return it


def piece_of_a_shown_list(by, _board):
    it = begin_list("Bags", by=by)
    add(it, Piece(name="Bag"), by=by)
    show_list(it, by=by)
    add(it, Piece(name="Scarf", note="A replica"), by=by)
    return it


def profile(by, _board):
    kept = {name: getattr(by, name) for name in ("name", "language", "time_zone", "theme")}
    settle(by, wishes(**kept, bio="I sell a replica."))


BESIDE = pytest.mark.parametrize("say", [poll, piece_shown_later, piece_of_a_shown_list, profile])


@BESIDE
@pytest.mark.parametrize("act", ["block", "hold"])
def test_what_cannot_wait_is_refused(say, act, watching, ada, lab):
    watching("replica", act)
    with pytest.raises(Unwelcome):
        say(ada, lab)
    assert not db.session.query(Poll).count()
    assert "replica" not in ada.bio


@BESIDE
def test_what_is_reported_makes_one_case(say, watching, ada, lab):
    watching("replica", "flag")
    say(ada, lab)
    case = db.session.scalars(select(Case)).one()
    assert case.member_id == ada.id
    assert (case.contribution_id is None) is (say is profile)


@BESIDE
def test_what_is_replaced_stands_nowhere(say, watching, ada, lab):
    watching("replica", "replace", "[…]")
    say(ada, lab)
    db.session.expire_all()
    told = [ada.bio, *db.session.scalars(select(Item.name)), *db.session.scalars(select(Item.note))]
    told += [one for row in db.session.scalars(select(Poll.answers)) for one in row]
    assert "replica" not in " ".join(told).lower()
    assert "[…]" in " ".join(told)


def test_in_a_name_nothing_is_replaced(watching, ada):
    watching("replica", "replace", "[…]")
    kept = {name: getattr(ada, name) for name in ("bio", "language", "time_zone", "theme")}
    with pytest.raises(Unwelcome):
        settle(ada, wishes(**kept, name="Replica Ada"))
    assert ada.name == "Ada"


def test_what_is_ones_own_meets_nothing(watching, ada):
    watching("replica", "block")
    add(begin_list("Bags", by=ada), Piece(name="Replica bag"), by=ada)


def test_a_program_keeps_the_list(ada, moderator, browser_of):
    his = browser_of(moderator)
    made = his.post(API, json={"word": "Replica", "act": "replace", "instead": "copy"})
    assert (made.status_code, made.json["act"]) == (201, "replace")
    assert "word" in his.post(API, json={"word": "replica", "act": "block"}).json["errors"]
    assert his.post(API, json={"word": "x", "act": "burn"}).status_code == 422
    tried = his.post(f"{API}/trial", json={"text": "A replica"}).json
    assert (tried["found"], tried["text"]) == (["Replica"], "A copy")
    assert [it["word"] for it in his.get(API).json["items"]] == ["Replica"]
    for method in ("get", "post"):
        assert getattr(browser_of(ada), method)(API, json={"word": "x", "act": "block"}).status_code == 403
    assert his.delete(f"{API}/{made.json['id']}").status_code == 204
    assert his.get(API).json["items"] == []
